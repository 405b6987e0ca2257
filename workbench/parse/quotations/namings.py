"""Where participants are named in a text, and how prominent each naming is: what a later source can refer to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from workbench.parse.people.records import Mention, Participant
from workbench.parse.quotations import sources as src
from workbench.parse.text import Span

Row = tuple[int, int, int, Mention]
"""Start and end of a naming, the number of the participant, and the naming."""


class Namings:
    """All namings of a text in order."""

    def __init__(self, text: str, people: Sequence[Participant]) -> None:
        self.text = text
        self.rows: list[Row] = sorted(
            ((m.start, m.end, n, m) for n, p in enumerate(people) for m in p.mentions), key=lambda row: row[:3]
        )
        self.starts = [row[0] for row in self.rows]
        self.known: dict[int, float] = {}

    def between(self, a: int, b: int) -> list[Row]:
        """Those that begin in `a:b`."""
        return self.rows[bisect_left(self.starts, a) : bisect_left(self.starts, b)]

    def touching(self, a: int, b: int) -> list[Row]:
        """Those that share a character with `a:b`."""
        first = bisect_left(self.starts, a)
        if first and self.rows[first - 1][1] > a:
            first -= 1
        return self.rows[first : bisect_left(self.starts, b)]

    def last_before(self, at: int) -> Row | None:
        """The last one that begins before `at`."""
        first = bisect_left(self.starts, at)
        return self.rows[first - 1] if first else None

    def owns(self, row: Row) -> bool:
        """Is what follows somebody's own: "Lee’s aide"?"""
        return src.OWNS.match(self.text, row[1], row[1] + 3) is not None

    def governed(self, row: Row) -> bool:
        """Does a preposition or "and" stand before it: "a spokesman for Lee"?"""
        label = row[3].label_start
        return src.GOVERNED.search(self.text[max(label - 9, 0) : label]) is not None

    def prominence(self, row: Row) -> float:
        """What its place in the sentence is worth: at its head, and neither an owner nor governed."""
        start, end, _, m = row
        if start not in self.known:
            before = self.text[max(m.label_start - 2, 0) : m.label_start].strip()
            owner = src.OWNER.match(self.text, end, end + 3) is not None
            opened = not owner and src.OPENED.search(self.text[max(m.label_start - 12, 0) : m.label_start]) is not None
            head = not before or before[-1] in '.”"?!,' or opened
            self.known[start] = AT_HEAD * head - OWNER * owner - GOVERNED * self.governed(row)
        return self.known[start]


AT_HEAD, OWNER, GOVERNED = 2.0, 0.9, 0.9


def holds(spans: Sequence[Span], at: int) -> bool:
    """Is `at` within one of the ordered spans?"""
    i = bisect_right(spans, (at, 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]
