"""What the text states about itself: title, deck and captions; outlet, author, date and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from workbench.parse.normalize import CleanedText, RuleEdit
from workbench.parse.rules import NAME, folded, read_byline
from workbench.parse.text import Span, count_words, paragraphs, word_set

# A headline is one short line. In 915 labelled news texts the longest had 24 words, and 2 had more than 20; a first
# paragraph of running text has 31 words on average.
_TITLE_WORDS = 24
_DECK_WORDS = 40
_TURN = re.compile(r"[A-Z][A-Z .,'’-]{2,60}(?:\([^)\n]*\))?:\s")
_LEDE_WORDS = 14  # “EXCLUSIVE – …” opens short titles as a dateline opens a lede
_LINE_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[”\"»]$")
_DATELINE_OPENS = re.compile(r"^[A-Z][A-Z .,'’-]{2,}(?:\([A-Za-z. ]+\) )?[^\n]{0,30}? (?:—|–|-|--) ")
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


def _is_title(spans: list[Span], text: str, title: str | None) -> bool:
    if title is not None or not spans:
        return bool(spans) and _same(text, spans[0], title)
    first = text[slice(*spans[0])]
    if _TURN.match(first) and 3 * sum([bool(_TURN.match(text, start)) for start, _ in spans]) >= len(spans):
        return False  # a transcript that begins with its first speaker
    count = count_words(first)
    lede = count > _LEDE_WORDS and _DATELINE_OPENS.match(first)
    return len(spans) > 1 and count <= _TITLE_WORDS and not lede


def _is_deck(spans: list[Span], text: str) -> bool:
    second = text[slice(*spans[1])] if len(spans) > 3 else ""
    short = 3 <= count_words(second) <= _DECK_WORDS
    return short and not _LINE_CLOSED.search(second) and not _CAPTION.match(second)


def _same(text: str, span: Span, words: str | None) -> bool:
    return folded(text[slice(*span)]) == folded(words or "")


class StatedValue(NamedTuple):
    """A value, the rule or place that gave it, and its place in the raw text."""

    value: str
    rule: str
    raw_start: int
    raw_end: int


def read_metadata(cleaned: CleanedText) -> dict[str, StatedValue]:
    """The metadata that the text itself states, by field; a field that it does not state is absent.

    `cleaned` must be cleaned by every rule, since the lines that the rules set aside are what is read. `ValueError` when
    front matter is not readable.
    """
    edits: dict[str, list[RuleEdit]] = {}
    for edit in cleaned.edits:
        edits.setdefault(edit.rule, []).append(edit)
    found = _front_matter(edits.get("front-matter", []))
    for field, read in (("byline", _byline), ("published", _published), ("outlet", _outlet)):
        if field not in found and (value := read(edits)):
            found[field] = value
    for kind, field, rule in (("title", "title", "first line"), ("deck", "deck", "line below the title")):
        known = {k: found[k].value for k in ("title", "deck") if k in found}
        for start, end, what in layout(cleaned.text, **known):
            if what == kind and field not in found:
                found[field] = StatedValue(cleaned.text[start:end], rule, *cleaned.raw_span(start, end))
    return found


_FIELD_KEYS = {
    "title": ("title", "headline"),
    "deck": ("deck", "dek", "subtitle", "subheadline", "standfirst"),
    "byline": ("byline", "author", "authors", "by"),
    "outlet": ("outlet", "publisher", "publication", "site", "source"),
    "published": ("published", "date", "published_at", "pubdate", "datetime"),
    "url": ("url", "link", "canonical"),
}
"""Field → the keys that front matter may use for it (compared without case), the first that is there counts."""


def _front_matter(edits: list[RuleEdit]) -> dict[str, StatedValue]:
    if not edits:
        return {}
    import yaml

    edit = edits[0]
    try:
        data = yaml.safe_load(re.sub(r"^\s*---|---\s*$", "", edit.before))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"the front matter between the `---` lines is not valid YAML ({reason})") from error
    given = {str(k).casefold(): v for k, v in data.items()} if isinstance(data, dict) else {}
    where = given["found"] if isinstance(given.get("found"), dict) else {}  # what a loader notes of a page or row
    found = {}
    for field, keys in _FIELD_KEYS.items():
        value = next((_plain_value(given[k], field) for k in keys if k in given), None)
        if value:
            found[field] = StatedValue(value, str(where.get(field, "front-matter")), edit.raw_start, edit.raw_end)
    return found


def _plain_value(value: Any, field: str) -> str | None:
    if isinstance(value, list):
        return " and ".join(map(str, value)) or None
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, dict):
        return None
    return iso_date(str(value)) if field == "published" else str(value).strip() or None


def iso_date(words: str) -> str | None:
    """The date in `words`, in ISO 8601, with the time when one is given; None when day, month or year is not stated.

    >>> iso_date("Posted on August 16, 2025"), iso_date("Updated 16 Aug 2025, 10:15 a.m."), iso_date("Friday, August 15")
    ('2025-08-16', '2025-08-16T10:15', None)
    """
    from dateutil import parser

    readings = []
    # What differs between the two was not stated.
    for default in (datetime(2001, 1, 1, 0, 0), datetime(2004, 2, 29, 23, 59)):
        try:
            readings.append(parser.parse(words, default=default, fuzzy=True))
        except (ValueError, OverflowError):
            return None
    one, other = readings
    if one.date() != other.date():
        return None
    stated = (one.hour, one.minute) == (other.hour, other.minute)
    return one.isoformat(timespec="minutes") if stated else one.date().isoformat()


def _byline(edits: dict[str, list[RuleEdit]]) -> StatedValue | None:
    """From a header line, else from the biography at the foot."""
    for edit in edits.get("byline", []):
        line = edit.before.strip()
        names = read_byline(line) or line
        at = edit.raw_start + max(edit.before.find(names.split(" and ")[0]), 0)
        return StatedValue(names, "byline", at, edit.raw_start + len(edit.before.rstrip()))
    for edit in edits.get("author-bio", []):
        if m := re.match(NAME, edit.before):
            return StatedValue(m[0], "author-bio", edit.raw_start, edit.raw_start + m.end())
    return None


def _published(edits: dict[str, list[RuleEdit]]) -> StatedValue | None:
    for edit in edits.get("publication-date", []) + edits.get("byline", []):
        if value := iso_date(edit.before):
            return StatedValue(value, edit.rule, edit.raw_start, edit.raw_start + len(edit.before.rstrip()))
    return None


_PROPER = r"[A-Z][\w’'&-]*(?:\.(?:com|org|net|info|co\.uk|news|tv))?"
_BODY_NAME = rf"(?:the )?(?P<outlet>{_PROPER}(?: (?:of |the |and |& )?{_PROPER})*)"
_STAFF = re.compile(
    r"(?<!guest )(?<!contributing )\b(?:editor(?:[ -]in[ -]chief)?|reporter|correspondent|staff writer|senior writer|anchor|bureau chief)"
    rf"(?:,? [\w -]{{0,40}}?)?? (?:of|at|for|with) {_BODY_NAME}"
)
_HOLDER = re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)[\s©\d,–-]*{_BODY_NAME}")
# An agency's notice stands under its stories in every outlet that prints them.
_AGENCIES = {
    "Associated Press",
    "Thomson Reuters",
    "Agence France-Presse",
    *word_set("AP Reuters AFP UPI Bloomberg DPA"),
}


def _outlet(edits: dict[str, list[RuleEdit]]) -> StatedValue | None:
    """From the job in the biography at the foot, or the copyright notice.

    A biography often names several places of work. The one that the rest of the page's own text names too is taken, else
    the only one where its subject is staff (guests work elsewhere); where neither decides, the outlet stays unknown.
    """
    named = list(_candidates(edits.get("author-bio", []), _STAFF))
    page_rules = ("comment-policy", "copyright", "newsletter", "author-contact")
    page = [e.before for rule in page_rules for e in edits.get(rule, [])]
    confirmed = [c for c in named if any(c.value in words for words in page)]
    holders = [c for c in _candidates(edits.get("copyright", []), _HOLDER) if c.value not in _AGENCIES]
    for choice in (confirmed, holders, named):
        if len({c.value for c in choice}) == 1:
            return choice[0]
    return None


def _candidates(edits: list[RuleEdit], pattern: re.Pattern[str]) -> Iterator[StatedValue]:
    for edit in edits:
        for m in pattern.finditer(edit.before):
            yield StatedValue(
                m["outlet"], edit.rule, edit.raw_start + m.start("outlet"), edit.raw_start + m.end("outlet")
            )
