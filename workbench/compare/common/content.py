"""What passages are about: their content words by root and near-synonym, rare ones counting more, found through an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from importlib import resources
from math import log

from workbench.compare.common.wording import FUNCTION_WORDS, Wording, stem

ROOT = 5
"""Letters that a word shares with those formed from it: resolution, resolve; Ukraine, Ukrainian (as in `reported`)."""
NEAR = 0.8
"""What near-synonyms (“ties”, “relations”) are worth beside equal roots."""
_COMMON = 400  # passages that a root may stand in and still lead to candidates


@cache
def synonyms() -> dict[str, str]:
    """The stem of each word of the packaged list → the first word of its group."""
    text = resources.files("workbench.parse").joinpath("lexicons", "near_synonyms.txt").read_text(encoding="utf-8")
    groups = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {stem(form): group[0] for group in groups for word in group for form in (f"{word}s", word)}


@dataclass(frozen=True, slots=True, eq=False)  # known by which object it is, so that an index can note what it is worth
class Content:
    """The content words of a passage: group (or root) → root → the word as printed, at its first place."""

    groups: dict[str, dict[str, str]]
    order: tuple[str, ...]
    """The groups of all content words, in reading order."""

    def __len__(self) -> int:
        return len(self.groups)


def content(wording: Wording) -> Content:
    """The content words of a passage.

    >>> from workbench.compare.common.wording import wording
    >>> content(wording("They restored the relations.")).groups
    {'=repair': {'resto': 'restored'}, '=tie': {'relat': 'relations'}}
    """
    groups: dict[str, dict[str, str]] = {}
    order: list[str] = []
    known = synonyms()
    for plain, stemmed, printed in wording.words:
        if plain not in FUNCTION_WORDS and (len(plain) > 1 or not plain.isdigit()):
            group, root = known.get(stemmed), stemmed[:ROOT]
            key = f"={group}" if group else root
            order.append(key)
            roots = groups.setdefault(key, {})
            if root not in roots:
                start, end = wording.spans[printed]
                roots[root] = wording.text[start:end]
    return Content(groups, tuple(order))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two passages have in common: worth of it over that of the smaller one, and the groups."""

    similarity: float
    groups: tuple[str, ...]
    worth: float


class Index:
    """Passages by what they are about."""

    def __init__(self, contents: Sequence[Content]) -> None:
        """Note in which passages each group stands."""
        self.contents = contents
        self.places: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(contents):
            for group in one.groups:
                self.places[group].append(n)
        self.total = len(contents)
        self._rarity = {group: log(1 + self.total / len(found)) for group, found in self.places.items()}
        self._worth: dict[Content, float] = {}

    def rarity(self, group: str) -> float:
        """What a group is worth: the fewer passages it stands in, the more."""
        return self._rarity.get(group) or log(1 + self.total)

    @property
    def unique(self) -> float:
        """What a group is worth that two passages have and no other."""
        return log(1 + self.total / 2)

    def worth(self, one: Content) -> float:
        """What all of a passage is worth."""
        if one not in self._worth:
            self._worth[one] = sum([self.rarity(group) for group in one.groups])
        return self._worth[one]

    def shared(self, one: Content, other: Content) -> Shared:
        """What two passages have in common."""
        mine, theirs = one.groups, other.groups
        common = [group for group in mine if group in theirs]
        worth = 0.0
        for group in common:
            near = group.startswith("=") and mine[group].keys().isdisjoint(theirs[group])  # other groups have one root
            worth += self.rarity(group) * (NEAR if near else 1.0)
        least = min(self.worth(one), self.worth(other))
        return Shared(worth / least if least else 0.0, tuple(sorted(common, key=lambda g: -self.rarity(g))), worth)

    def candidates(self, one: Content, most: int) -> list[int]:
        """The passages that share most of it, by rarity; those that only share what stands everywhere are left out."""
        votes: dict[int, float] = defaultdict(float)
        for group in one.groups:
            found, worth = self.places.get(group, []), self.rarity(group)
            if len(found) <= _COMMON:
                for n in found:
                    votes[n] += worth
        return nlargest(most, votes, key=lambda n: (votes[n], -n))


_BESIDE = 2  # content words on: a verb and its object, with an adjective between


def phrases(one: Content, other: Content) -> list[tuple[str, str]]:
    """The pairs of groups that stand close by in both passages, in one order: “repair the ties”, “restore old relations”.

    >>> from workbench.compare.common.wording import wording
    >>> a, b = wording("They met to repair the ties"), wording("to restore the old relations, they met")
    >>> phrases(content(a), content(b))
    [('=repair', '=tie')]
    """
    return sorted(close(one) & close(other))


def close(one: Content) -> set[tuple[str, str]]:
    """The pairs of groups of which the second comes soon after the first."""
    return {
        (first, second)
        for n, first in enumerate(one.order)
        for second in one.order[n + 1 : n + 1 + _BESIDE]
        if first != second
    }


def described(one: Content, other: Content, groups: Iterable[str]) -> str:
    """The words that two passages share, as printed in the first; near-synonyms as `word/word`.

    >>> from workbench.compare.common.wording import wording
    >>> a, b = content(wording("repair the old ties")), content(wording("restore old relations"))
    >>> described(a, b, ["=repair", "=tie"])
    'repair/restore, ties/relations'
    """
    words = []
    for group in groups:
        mine, theirs = one.groups[group], other.groups[group]
        equal = [printed for root, printed in mine.items() if root in theirs]
        words.append(equal[0] if equal else f"{next(iter(mine.values()))}/{next(iter(theirs.values()))}")
    return ", ".join(words)
