"""What the workbench raises when input, not the caller, is at fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class WorkbenchError(Exception):
    """The root of every error that the workbench raises about its input."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what to do about it.

    >>> print(Problem("a.txt", "the file is empty", "put the article in it or remove it"))
    a.txt: the file is empty; put the article in it or remove it
    """

    where: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.remedy}"


class ProblemsError(WorkbenchError):
    """Everything that was wrong with the input, collected and raised once; see `.problems`."""

    headline = "problems found"

    def __init__(self, problems: Sequence[Problem], advice: str = "") -> None:
        self.problems = tuple(problems)
        lines = [
            f"{len(self.problems)} {self.headline}",
            *(f"  {p}" for p in self.problems),
            *([advice] if advice else []),
        ]
        super().__init__("\n".join(lines))


class LoadError(ProblemsError):
    """Files that could not become articles."""

    headline = "file(s) could not be loaded"


class LawError(ProblemsError):
    """Tables that break a law of the corpus, such as an address outside its article."""

    headline = "law(s) of the corpus broken"


class AddressError(WorkbenchError):
    """An address that does not lead to words of this corpus."""


def unknown(module: str, name: str, known: Iterable[str]) -> AttributeError:
    """What a module raises when it is asked for a name that it does not have: a sentence with the nearest that it has.

    >>> print(unknown("workbench", "laod", ["load", "people"]))
    module 'workbench' has no 'laod'; the nearest is load
    """
    names = list(known)
    near = get_close_matches(name, names, n=3)
    told = (
        f"the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
        if near
        else f"there are {', '.join(names)}"
    )
    return AttributeError(f"module {module!r} has no {name!r}; {told}", name=name)
