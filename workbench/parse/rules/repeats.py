"""Rules about words printed twice."""

from __future__ import annotations

import re

from workbench.parse.rules.base import Change, drop, lines_of
from workbench.parse.text import count_words

_FEWEST_WORDS = 6  # a shorter line may well be said twice: “Yes.”, “Thank you.”, a subheading


def _folded(words: str) -> str:
    """`words` without case, marks and punctuation, which reprints vary."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def repeated_title(text: str, title: str | None = None) -> list[Change]:
    """The first paragraph, when it is the title again (in any case and punctuation)."""
    lines = lines_of(text)
    if len(lines) < 2:
        return []
    first = _folded(lines[0].words)
    if title is not None and _folded(title) != first:
        return []
    return drop(text, lines, [1]) if first and _folded(lines[1].words) == first else []


def repeated_paragraph(text: str, title: str | None = None) -> list[Change]:
    """Paragraphs of six words or more that stand in the text before, word for word."""
    lines = lines_of(text)
    seen: set[str] = set()
    chosen = []
    for i, line in enumerate(lines):
        if line.words in seen and count_words(line.words) >= _FEWEST_WORDS:
            chosen.append(i)
        seen.add(line.words)
    return drop(text, lines, chosen)
