"""Rules about characters: line ends, invisible ones, spacing, residue of a page's code, fixed-width lines."""

from __future__ import annotations

import re
from itertools import pairwise

from workbench.parse.rules.base import Change

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def line_ends(text: str, title: str | None = None) -> list[Change]:
    """Every line end that is not a plain line feed."""
    return [(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text)]


# Zero-width joiners shape emoji and Indic and Arabic letters, so those two are dropped only beside Latin letters or space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
    "|(?<![^\\s\\x21-\u024f])[\u200c\u200d]+(?![^\\s\\x21-\u024f])"
)


def invisible(text: str, title: str | None = None) -> list[Change]:
    """Byte-order marks, zero-width spaces, soft hyphens, direction marks and control characters."""
    if (
        text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable()
    ):  # the common case, ten times as fast
        return []
    return [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]


# Only what has to change: a match for every single space would cost more than all other rules together.
# White space at the beginning or end, before or after a line end, several spaces, a space of another kind. Each alternative begins
# after the first character, so that letters cost one comparison: three times as fast as the plain list of the same cases.
_SPACES = re.compile(r"\s(?:(?<=\A\s)\s*|\s*\Z|(?<=\n)\s+|(?<!\n)(?:[^\S\n]*\n\s+|[^\S\n]*\n|[^\S\n]+|(?<! )))")


def spacing(text: str, title: str | None = None) -> list[Change]:
    """Spaces become one plain space, blank lines one line end; none are left at either end of the text or of a line."""
    edges = (0, len(text))
    return [
        (m.start(), m.end(), "" if m.start() in edges or m.end() in edges else "\n" if "\n" in m[0] else " ")
        for m in _SPACES.finditer(text)
    ]


_FRONT = re.compile(
    r"\A\s*---[^\S\n]*\n(?=[^\S\n]*[A-Za-z_][\w -]*:)(?:(?!---[^\S\n]*$).*\n)*?---[^\S\n]*(?:\n\s*|\Z)", re.M
)


def front_matter(text: str, title: str | None = None) -> list[Change]:
    """A block between two `---` lines at the very top whose first line is a `key:`."""
    m = _FRONT.match(text)
    return [(0, m.end(), "")] if m else []


# Runs of closing brackets and braces at the end of a line, or of opening ones at its start, with the punctuation of code.
_TAIL = re.compile(r"[ \t\xa0]*[\])}](?:[ \t\xa0;,]*[\])}])+[ \t\xa0;,]*$", re.M)
_LEAD = re.compile(r"^[ \t\xa0]*[\[({](?:[ \t\xa0;,]*[\[({])+[ \t\xa0;,]*", re.M)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def residue(text: str, title: str | None = None) -> list[Change]:
    """Runs of two or more brackets at the edge of a line that have no partner in the line and hold a brace or a square one."""
    changes = []
    for pattern in (_LEAD, _TAIL):
        for m in pattern.finditer(text):
            line = text[text.rfind("\n", 0, m.start()) + 1 : (text.find("\n", m.end()) + 1 or len(text) + 1) - 1]
            if re.search(r"[\[\]{}]", m[0]) and all(_unpaired(line, c) for c in set(m[0]) & set("()[]{}")):
                changes.append((m.start(), m.end(), ""))
    return [c for i, c in enumerate(sorted(changes)) if i == 0 or sorted(changes)[i - 1][1] <= c[0]]


def _unpaired(line: str, bracket: str) -> bool:
    """Has `line` no partner for `bracket`?"""
    partner = _PAIRS.get(bracket) or {v: k for k, v in _PAIRS.items()}[bracket]
    return partner not in line


_WRAP_WIDTHS = range(40, 101)  # fixed-width text is set 60 to 80 wide; columns and mail a little narrower or wider
_WRAP_SHARE = 0.6  # a line inside a paragraph is at least this full, or the next word would have fitted
_WRAP_LINES = 4  # fewer full lines than this prove nothing


def hard_wrap(text: str, title: str | None = None) -> list[Change]:
    """Line ends inside the paragraphs of a text that is wrapped at a fixed width and parts paragraphs by blank lines."""
    rows = text.split("\n")
    width = max(map(len, rows), default=0)
    if width not in _WRAP_WIDTHS or not re.search(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S", text):
        return []
    changes, at, inner = [], 0, 0
    for row, after in pairwise(rows):
        if row.strip() and after.strip():
            inner += 1
            if len(row.rstrip()) >= _WRAP_SHARE * width:
                end = at + len(row) + 1 + len(after) - len(after.lstrip())
                changes.append((at + len(row.rstrip()), end, " "))
        at += len(row) + 1
    return changes if len(changes) >= max(_WRAP_LINES, _WRAP_SHARE * inner) else []
