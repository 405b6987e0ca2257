"""How numbers and long texts are put into words."""

from __future__ import annotations

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
