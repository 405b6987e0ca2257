"""Cleaning by the rules, and for each character that is left the characters of the file it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple

from workbench.parse.rules import RULES, Change, Rule
from workbench.parse.text import Span

# Rules uncover each other (a bio comes to stand last once the comment policy below it is gone), so they are applied until
# none finds anything, which also makes cleaning twice the same as cleaning once. Three rounds are the most that any of
# the labelled articles needed; a text that still changes after this many is left as it then is.
_ROUNDS = 50


class RuleEdit(NamedTuple):
    """What a rule changed: `before` is the raw text at `raw_start:raw_end`, `after` what stands for it now."""

    rule: str
    raw_start: int
    raw_end: int
    before: str
    after: str


class _Piece(NamedTuple):
    """A stretch of the raw text and what it became. Kept words have no rule and are the same length on both sides."""

    raw_start: int
    raw_end: int
    text: str
    rule: str | None


@dataclass(frozen=True)
class CleanedText:
    """A raw text, what it became, and the way between the two.

    The pieces cut the raw text into kept and edited stretches, in order and without a gap, so that applying all `edits`
    to `raw` gives `text`, and outside edits every character is its own origin.
    """

    raw: str
    pieces: tuple[_Piece, ...]
    text: str = field(init=False)
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Join the text, and note where in it each piece starts."""
        object.__setattr__(self, "text", "".join(p.text for p in self.pieces))
        object.__setattr__(self, "_starts", list(accumulate((len(p.text) for p in self.pieces), initial=0)))

    @property
    def edits(self) -> list[RuleEdit]:
        """What the rules changed, in raw order."""
        pieces, raw = self.pieces, self.raw
        return [
            RuleEdit(p.rule, p.raw_start, p.raw_end, raw[p.raw_start : p.raw_end], p.text) for p in pieces if p.rule
        ]

    def raw_span(self, start: int, end: int) -> Span:
        """Where in the raw text the clean characters `start:end` came from; both ends inside the text, `start < end`."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}-{end} is not a stretch of a text of {len(self.text)} characters")
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> Span:
        index = bisect_right(self._starts, position) - 1
        piece = self.pieces[index]
        if piece.rule:
            return piece.raw_start, piece.raw_end
        raw = piece.raw_start + position - self._starts[index]
        return raw, raw + 1


def normalize(raw: str, *, keep: Collection[str] = (), title: str | None = None) -> CleanedText:
    """`raw` without what the rules remove; what the rules named in `keep` would remove stays, and nothing else.

    A `title` known from elsewhere helps to spot its repetition.

    >>> cleaned = normalize("Talks  end\\r\\n\\r\\nBy Ada Lopez\\r\\n\\r\\nThe talks ended on Friday, the minister said.]} }}")
    >>> cleaned.text
    'Talks end\\nThe talks ended on Friday, the minister said.'
    >>> [e.rule for e in cleaned.edits if e.before.strip()]
    ['byline', 'residue']
    """
    cleaned = _settled(CleanedText(raw, (_Piece(0, len(raw), raw, None),) if raw else ()), RULES, title)
    if not keep:
        return cleaned
    # Kept things are put back afterwards, so that keeping one never hides another from its rule. What was spaced is spaced
    # anew, since a line end beside something removed is not one beside something kept.
    spacing = {name: rule for name, rule in RULES.items() if rule.kind == "spacing"}
    again = {*keep, *spacing}
    pieces = tuple(_Piece(*p[:2], raw[slice(*p[:2])], None) if p.rule in again else p for p in cleaned.pieces)
    return _settled(CleanedText(raw, pieces), {n: r for n, r in spacing.items() if n not in keep}, title)


def _settled(cleaned: CleanedText, rules: Mapping[str, Rule], title: str | None) -> CleanedText:
    """The text after rounds of the rules, until none finds anything."""
    for _ in range(_ROUNDS):
        before = cleaned.text
        for name, rule in rules.items():
            changes = rule.find(cleaned.text, title)
            if changes:
                cleaned = CleanedText(cleaned.raw, tuple(_apply(cleaned.pieces, changes, name)))
        if cleaned.text == before:
            break
    return cleaned


def _apply(pieces: tuple[_Piece, ...], changes: Iterable[Change], rule: str) -> list[_Piece]:
    """The pieces after `changes`, which are given in the text as it is now, ordered and disjoint.

    A change swallows the earlier edits inside it: the last rule that changed a stretch of the raw text explains all of it. Only
    a rule of spacing leaves those beside it that removed words, which have their own reason.
    """
    done: list[_Piece] = []
    todo = [*reversed(pieces)]
    at = 0  # where in the text the piece on top of `todo` starts
    for start, end, after in changes:
        while at + len(todo[-1].text) <= start:
            done.append(todo.pop())
            at += len(done[-1].text)
        before, covered = _split(todo.pop(), start - at)
        done += before
        at = start
        while at + len(covered[-1].text) < end:
            at += len(covered[-1].text)
            covered.append(todo.pop())
        last, rest = _split(covered.pop(), end - at)
        done += _swallowed([*covered, *last], after, rule)
        todo += rest
        at = end
    return [*done, *reversed(todo)]


def _swallowed(covered: Iterable[_Piece], after: str, rule: str) -> Iterator[_Piece]:
    """One piece for all that are covered; with a rule of spacing, one for each run between those that removed words."""
    for own, run in groupby(covered, key=lambda p: RULES[rule].kind == "spacing" and _removed_words(p)):
        pieces = list(run)
        if own:
            yield from pieces
        else:
            yield _Piece(pieces[0].raw_start, pieces[-1].raw_end, after, rule)
            after = ""


def _removed_words(piece: _Piece) -> bool:
    return piece.rule is not None and not piece.text and RULES[piece.rule].kind != "spacing"


def _split(piece: _Piece, length: int) -> tuple[list[_Piece], list[_Piece]]:
    """`piece` before and after its first `length` characters; an edit is at most one character long and never cut."""
    if length == 0:
        return [], [piece]
    if length == len(piece.text):
        return [piece], []
    cut = piece.raw_start + length
    before = piece._replace(raw_end=cut, text=piece.text[:length])
    return [before], [piece._replace(raw_start=cut, text=piece.text[length:])]
