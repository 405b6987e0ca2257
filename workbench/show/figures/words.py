"""Words around figures: lists as sentences have them, and captions as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$])")

_ESCAPED = re.compile(r"\\(.)")


def listed(parts: Iterable[str]) -> str:
    """The parts as a sentence lists them.

    >>> listed(["3 here"]), listed(["3 here", "2 there", "none elsewhere"])
    ('3 here', '3 here, 2 there and none elsewhere')
    """
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def markdown(question: str, caption: str, name: str) -> str:
    """The caption as Markdown, nothing in it taken for markup, and where its data lie."""
    return (
        f"**{_safe(question)}** {_safe(caption)}\n\n"
        f"Data: `{name}.csv`. The words behind each mark, with their addresses: `{name}.evidence.csv`.\n"
    )


def plain(line: str) -> tuple[str, str]:
    """The question and the caption of the first line of such Markdown, without its markup.

    >>> plain(markdown("Who speaks?", "2 of 3 (*)", "people").splitlines()[0])
    ('Who speaks?', '2 of 3 (*)')
    """
    question, _, caption = line.removeprefix("**").partition("** ")
    return _ESCAPED.sub(r"\1", question), _ESCAPED.sub(r"\1", caption)


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
