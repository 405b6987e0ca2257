"""What a loader gives for each article of a file, and how a page or row becomes text that says where it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Entry(NamedTuple):
    """An article of a file: its raw text, and its place there, such as `#3`; empty where it is the whole file."""

    place: str
    raw: str


class Fault(NamedTuple):
    """A place of a file that gives no article: what was found there, and what to do about it."""

    place: str
    reason: str
    remedy: str


class Loaded(NamedTuple):
    """The articles and faults of a file in their order, its encoding and what decided it."""

    entries: list[Entry | Fault]
    encoding: str
    encoding_from: str


Columns = Mapping[str, str]
"""Field → the column or key that holds it, as `corpus.toml` says; empty where it says nothing."""

COLUMNS = {
    "text": ("text", "body", "content", "article", "articlebody", "articletext", "bodytext", "fulltext"),
    "title": ("title", "headline"),
    "deck": ("deck", "dek", "subtitle", "subheadline", "standfirst"),
    "byline": ("byline", "author", "authors", "by"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "site", "sitename", "source"),
    "published": ("published", "date", "publishedat", "publicationdate", "pubdate", "datepublished", "datetime"),
    "url": ("url", "link", "canonical"),
}
"""Field → the names of columns that are taken for it without being told, compared by letters alone; the first counts."""


def choose(names: Sequence[str], given: Columns) -> dict[str, str]:
    """Field → the column among `names` that holds it: what is `given`, else what a name makes obvious.

    `ValueError` when no column, or more than one, could be the text, or a given one is not there.

    >>> choose(["id", "Headline", "Body Text"], {})
    {'text': 'Body Text', 'title': 'Headline'}
    """
    there = f"found: {', '.join(map(repr, names[:20])) or 'none'}"
    if absent := sorted(set(given.values()) - set(names)):
        raise ValueError(f"has no column {absent[0]!r}, which corpus.toml names; {there}")
    folded = {re.sub(r"[\W_]+", "", name.casefold()): name for name in reversed(names)}
    chosen = {}
    for field, known in COLUMNS.items():
        fits = [folded[k] for k in known if k in folded and folded[k] not in given.values()]
        if field in given:
            chosen[field] = given[field]
        elif field == "text" and len(fits) != 1:
            both = f"{' and '.join(map(repr, fits))} could each be the text" if fits else "none of them names the text"
            raise ValueError(f"has no column that is surely the text ({both}); {there}")
        elif fits:
            chosen[field] = fits[0]
    return chosen


def told(place: str, source: str, column: str, given: bool) -> str:
    """Where a field was found, for the `…_from` columns: `column 'headline' of row 3, guessed by its name`."""
    return f"{source} {column!r} of {place}, {'named in corpus.toml' if given else 'guessed by its name'}"


MAPPING = 'name it text, or say in corpus.toml which it is: [files."NAME".columns] and below it text = "…"'
"""What to do where no column is surely the text."""


def as_text(body: str, fields: Mapping[str, str], found: Mapping[str, str], rest: Mapping[str, object]) -> str:
    """An article as text with front matter: its fields, where each was `found`, and the `rest` that came with it.

    Title and deck head the body, as readers see them, unless it begins with them.

    >>> print(as_text("It rained.", {"title": "Rain"}, {"title": "column 'h' of row 2"}, {}))
    ---
    title: "Rain"
    found: {"title": "column 'h' of row 2"}
    ---
    Rain
    <BLANKLINE>
    It rained.
    """
    lines = [f"{field}: {_quoted(value)}" for field, value in fields.items()]
    lines += [f"found: {_quoted(dict(found))}"] * bool(found)
    for key, value in rest.items():
        lines += [f"{key}:", *(f"- {_quoted(v)}" for v in value)] if isinstance(value, list) else [f"{key}: {_quoted(value)}"]  # fmt: skip
    headed = "title" not in fields or _opens(body, fields["title"])
    head = [] if headed else [fields[f] for f in ("title", "deck") if f in fields and not _opens(body, fields[f])]
    return whole("\n".join(["---", *lines, "---", *(f"{line}\n" for line in head), body.strip("\n")]))


def _opens(body: str, words: str) -> bool:
    """Do the first lines of `body` hold these words?"""
    top = [line for line in body.split("\n") if line.strip()][:3]
    return folded(words) in map(folded, top)


def folded(words: str) -> str:
    """`words` without case, marks and punctuation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


# JSON is YAML but for characters that YAML takes for line ends or does not print.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def _quoted(value: object) -> str:
    plain = json.dumps(value, ensure_ascii=False, default=str)
    return _UNPRINTED.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


def whole(text: str) -> str:
    """`text` without halves of surrogate pairs, which no file can hold; pairs are joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def as_words(value: object) -> str:
    """A metadatum as one line: a name, a list of names, or objects that have a `name`; empty where it is none."""
    if isinstance(value, Mapping):
        return as_words(value.get("name"))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split())
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return " and ".join(dict.fromkeys(w for w in map(as_words, value) if w))
    return ""
