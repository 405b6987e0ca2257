"""What two wordings of one utterance are to each other."""

from __future__ import annotations

from workbench.compare.common.alignment import Alignment, Part, left_out, parts, same_letters
from workbench.compare.common.wording import Wording, printed_key


def relation(a: Wording, b: Wording, found: Alignment) -> str:
    """`verbatim`: equal but for punctuation, case and spacing; `excerpt`: where both have words, those are equal; else `altered`.

    >>> from workbench.compare.common.alignment import align
    >>> from workbench.compare.common.wording import wording
    >>> long, short = wording("It’s a big tent, and it is ours."), wording("a big tent")
    >>> relation(long, short, align(long, short))
    'excerpt'
    """
    if a.key == b.key:
        return "verbatim"
    return "altered" if any(differs(part, a, b) for part in parts(a, b, found)) else "excerpt"


def differs(part: Part, a: Wording, b: Wording) -> bool:
    """Whether the words differ beyond truncation there."""
    if part.place == "equal":
        return _printed(a, part.a) != _printed(b, part.b)
    if left_out(part, a, b) or same_letters(part, a, b):
        return False
    if part.place == "between":
        return True
    return part.a[0] < part.a[1] and part.b[0] < part.b[1]


def _printed(side: Wording, span: tuple[int, int]) -> str:
    """The printed words of a stretch of plain words, letters and digits alone."""
    numbers = sorted({w.printed for w in side.words[span[0] : span[1]]})
    return "".join(printed_key(side.text[slice(*side.spans[n])]) for n in numbers)
