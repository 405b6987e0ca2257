"""Letters that take the room they were given, in a program that has other fonts than the one the figure was drawn with."""

from __future__ import annotations

import re
from html import unescape

from workbench.show.charts.fit import wide

_TEXT = re.compile(r"(<text\b([^>]*[^/>]))>(.*?)</text>", re.DOTALL)
_LINE = re.compile(r"(<tspan\b[^>]*)>([^<]*)</tspan>")
_SIZE = re.compile(r'font-size="([\d.]+)px"')
_BOLD = re.compile(r'font-weight="(?:bold|[6-9]00)"')
_MEASURED = re.compile("[ -~‘’“”–—…·]+")  # of other letters the width is only estimated: they are left as they come out


def pinned(svg: str) -> str:
    """The SVG with the width of each line of text, so that wider letters are drawn narrower instead of running out of the picture.

    >>> pinned('<text font-size="10px">Ada</text>')
    '<text font-size="10px" textLength="17.79" lengthAdjust="spacingAndGlyphs">Ada</text>'
    """
    return _TEXT.sub(_pinned_text, svg)


def _pinned_text(found: re.Match[str]) -> str:
    head, attributes, inside = found.groups()
    size = _SIZE.search(attributes)
    if not size:
        return found[0]
    bold = bool(_BOLD.search(attributes))
    if "<" not in inside:
        return f"{head}{_length(inside, float(size[1]), bold)}>{inside}</text>"
    lines = _LINE.sub(lambda m: f"{m[1]}{_length(m[2], float(size[1]), bold)}>{m[2]}</tspan>", inside)
    return f"{head}>{lines}</text>"


def _length(line: str, size: float, bold: bool) -> str:
    words = unescape(line)
    if not _MEASURED.fullmatch(words) or not words.strip():
        return ""
    return f' textLength="{wide(words, size, bold=bold):.4g}" lengthAdjust="spacingAndGlyphs"'
