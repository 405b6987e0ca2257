"""How numbers and long texts are put into words."""

from __future__ import annotations

from collections.abc import Iterable

_SNIPPET = 240  # characters of a tooltip's text: four lines


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun.

    >>> plural(1, "word"), plural(1200, "word"), plural(2, "stretch", "stretches")
    ('1 word', '1,200 words', '2 stretches')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def snippet(text: str, length: int = _SNIPPET) -> str:
    """The text on one line, cut after a word with `…` when it is long.

    >>> snippet("The talks\\n  ended on Friday.", 12)
    'The talks …'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def in_words(parts: Iterable[str], last: str = "and") -> str:
    """Several things as a list in words.

    >>> in_words(["a"]), in_words(["a", "b"]), in_words(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *first, end = list(parts) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end
