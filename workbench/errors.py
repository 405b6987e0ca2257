"""What the workbench raises when input, not the caller, is at fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
