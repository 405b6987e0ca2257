"""What each paragraph of a clean text is: title, deck, caption or body."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.parse.text import count_words, paragraphs

# A headline is one short line. In 915 labelled news texts the longest had 24 words, and 2 had more than 20; a first
# paragraph of running text has 31 words on average.
_TITLE_WORDS = 24
_DECK_WORDS = 40
_TURN = re.compile(r"[A-Z][A-Z .,'’-]{2,60}(?:\([^)\n]*\))?:\s")
_LEDE_WORDS = 14  # “EXCLUSIVE – …” opens short titles as a dateline opens a lede
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[”\"»]$")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]{2,}(?:\([A-Za-z. ]+\) )?[^\n]{0,30}? (?:—|–|-|--) ")
_CAPTION = re.compile(
    r"(?:\((?:photo|image|video|ap photo|reuters|getty)\b|(?:photo|image|video|caption|file photo|picture)s?\s*(?::|by\b)|FILE\s*[-–—])",
    re.I,
)


class Paragraph(NamedTuple):
    """A paragraph and its kind: `title`, `deck`, `caption` or `body`."""

    start: int
    end: int
    kind: str


def layout(text: str, *, title: str | None = None, deck: str | None = None) -> list[Paragraph]:
    """The paragraphs of `text`, in order, each with its kind; a title or deck known from elsewhere is looked for.

    Without a known title the first line is the title when it is one short line above others. The second is the deck when
    more follows, it is short, and it has no full stop at its end.

    >>> [p.kind for p in layout("Talks end\\nMinisters leave without a deal\\nThe talks ended.\\nNobody won.")]
    ['title', 'deck', 'body', 'body']
    """
    spans = paragraphs(text)
    kinds = ["caption" if _CAPTION.match(text, start, end) else "body" for start, end in spans]
    has_title = _is_title(spans, text, title)
    if has_title:
        kinds[0] = "title"
    second = 1 if has_title else 0
    if second < len(spans) and (_same(text, spans[second], deck) if deck else has_title and _is_deck(spans, text)):
        kinds[second] = "deck"
    return [Paragraph(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True)]


def _is_title(spans: list[tuple[int, int]], text: str, title: str | None) -> bool:
    if title is not None or not spans:
        return bool(spans) and _same(text, spans[0], title)
    first = text[slice(*spans[0])]
    if _TURN.match(first) and 3 * sum([bool(_TURN.match(text, start)) for start, _ in spans]) >= len(spans):
        return False  # a transcript that begins with its first speaker
    count = count_words(first)
    lede = count > _LEDE_WORDS and _DATELINE.match(first)
    return len(spans) > 1 and count <= _TITLE_WORDS and not lede


def _is_deck(spans: list[tuple[int, int]], text: str) -> bool:
    second = text[slice(*spans[1])] if len(spans) > 3 else ""
    return (
        bool(second)
        and 3 <= count_words(second) <= _DECK_WORDS
        and not _CLOSED.search(second)
        and not _CAPTION.match(second)
    )


def _same(text: str, span: tuple[int, int], words: str | None) -> bool:
    return re.findall(r"\w+", text[slice(*span)].casefold()) == re.findall(r"\w+", (words or "").casefold())
