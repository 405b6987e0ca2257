"""How wide words are in print, and how they are broken or cut to fit: a drawing cannot ask its letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from workbench.show import theme

# Advance widths of the chart's font (Liberation Sans, which has those of Arial and Helvetica), in thousandths of its size.
_ADVANCES = {
    **dict.fromkeys("ijl'‘’", 222),
    **dict.fromkeys("|", 260),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("()-r`“”·", 333),
    **dict.fromkeys('*"', 370),
    **dict.fromkeys("ckJsvxyz", 500),
    **dict.fromkeys("FTZß", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQØ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("%WÆæŒœ", 910),
    **dict.fromkeys("@—…", 1000),
}
_USUAL, _FULL = 556, 1000  # thousandths: most letters and all digits; a letter of Chinese, Japanese or Korean
_BOLD = 1.08  # how much wider the bold letters are, on the average of an English sentence


def wide(text: str, size: float | None = None, *, bold: bool = False) -> float:
    """The width of a line in pixels; letters of other scripts are estimated.

    >>> round(wide("Who tells what, and how", 12))
    130
    """
    return _units(text) / 1000 * (size or theme.look().text) * (_BOLD if bold else 1)


@lru_cache(8192)  # the same names and words are measured at each change of a control
def _units(text: str) -> int:
    return sum(_advance(char) for char in text)


def _advance(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    letter = unicodedata.normalize("NFD", char)[0]  # an accent takes no room
    return _ADVANCES.get(letter, _FULL if unicodedata.east_asian_width(char) in "WF" else _USUAL)


def wrapped(text: str, width: float, size: float | None = None, *, bold: bool = False) -> list[str]:
    """The words in as many lines as they need; a word wider than a line is broken.

    >>> wrapped("Who tells what, and how", 80, 12)
    ['Who tells', 'what, and how']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and wide(f"{line} {word}", size, bold=bold) <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        line = word
        while wide(line, size, bold=bold) > width and len(line) > 1:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or wide(line[:n], size, bold=bold) <= width)
            lines, line = [*lines, line[:fits]], line[fits:]
    return [*lines, line] if line else lines


def cut(text: str, width: float, size: float | None = None) -> str:
    """As many words as fit, then `…`.

    >>> cut("The agreements made today", 110, 12)
    'The agreements …'
    """
    lines = wrapped(text, width, size)
    if len(lines) <= 1:
        return "".join(lines)
    return f"{wrapped(text, width - wide(' …', size), size)[0]} …"


def middle(name: str, width: float, size: float | None = None, *, bold: bool = False) -> str:
    """A name as it fits; its middle gives way, since names of outlets often differ at the end.

    >>> middle("unnamed outlet (An Author With a Long Name)", 180, 12)
    'unnamed outlet (A… Long Name)'
    """
    name = " ".join(name.split())
    kept = len(name)
    shown = name
    while wide(shown, size, bold=bold) > width and kept > 2:
        kept -= 1
        tail = max(1, kept * 2 // 5)
        shown = f"{name[: kept - tail]}…{name[-tail:]}"
    return shown
