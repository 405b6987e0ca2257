"""From bytes to text, and what a loader gives: entries, or faults that say where and what to do."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_MARKS = {  # longest first: the UTF-32 mark begins with the UTF-16 one
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Western one-byte text is nearly always cp1252, but a detector that counts letters often calls it something rarer: of
# 513 English articles written as cp1252, charset-normalizer named cp1252 for none (benchmarks/encodings.py). So cp1252
# is taken where only a few bytes are not ASCII, and wherever its reading has no letter that betrays another page:
# Polish and Czech read as cp1252 are full of “³”, “¹” and “ì” inside words, Turkish of “ð”, “ý” and “þ”.
_FEW_NOT_ASCII = 0.03  # English with curly marks has under 2 %, French 3 to 5 %, Polish and Czech 8 % and more
_NOT_WESTERN = re.compile(r"[^\W\d_][¹³¿£¥¼¾]|[ðþý]|ì\w")
_RIVALS = {"cp1250", "cp1254", "cp1257", "cp437", "cp775", "cp850", "cp858", "cp500", "cp1140", "hp_roman8", "latin_1"}
_RIVAL_FAMILIES = ("iso8859_", "mac_")
_CONTROLS = {*range(32), 127} - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31}
_MOST_CONTROLS = 0.001  # a text may carry a stray control character; a picture or archive is full of them


class Decoded(NamedTuple):
    """Characters, the name of their encoding, and what decided it."""

    text: str
    encoding: str
    decided_by: str


def decode(data: bytes) -> Decoded:
    """The text of `data`; `ValueError` with a reason in plain words when it is no text.

    Tried in order: a byte-order mark, valid UTF-8, UTF-16 without a mark, and last, for legacy encodings, cp1252 or what
    charset-normalizer detects. A byte-order mark stays in the text as U+FEFF, so that the text is what the file holds.

    >>> decode("“Zürich says no”, wrote the paper’s correspondent on Monday.".encode("cp1252")).encoding
    'cp1252'
    """
    decoded = _decoded(data)
    if not decoded.text.removeprefix("\ufeff").strip():
        raise ValueError("the file is empty")
    return decoded


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding, "byte-order mark")
    if b"\x00" in data:
        return _unmarked_utf16(data)
    if sum(data.count(c) for c in _CONTROLS) > _MOST_CONTROLS * len(data):
        raise ValueError("the file is not text: it is full of control characters")
    text = text_of(data, "utf-8")
    return Decoded(text, "utf-8", "valid UTF-8") if text is not None else _detected(data)


def _strictly(data: bytes, encoding: str, decided_by: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, decided_by)
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is marked as {encoding}, but byte {error.start} does not fit it") from error


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark shows as a NUL beside most letters; NULs otherwise mean a binary file."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    if len(data) % 2 == 0 and max(odd, even) > 0.3 * len(data) / 2 and min(odd, even) < 0.01 * len(data):
        decoded = _strictly(data, "utf-16-le" if odd > even else "utf-16-be", "pattern of NUL bytes")
        if not any(ord(c) in _CONTROLS for c in decoded.text):
            return decoded
    raise ValueError("the file is not text: it holds NUL bytes")


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    western = text_of(data, "cp1252")  # it leaves five bytes undefined
    if western is not None and sum(b > 127 for b in data) < _FEW_NOT_ASCII * len(data):
        return Decoded(western, "cp1252", "not UTF-8, and few bytes outside ASCII")
    best = from_bytes(data).best()
    if best is None:
        raise ValueError("the file is not text in any known encoding")
    encoding = best.encoding
    rival = encoding in _RIVALS or encoding.startswith(_RIVAL_FAMILIES)
    if rival and western is not None and not _NOT_WESTERN.search(western):
        return Decoded(western, "cp1252", f"charset-normalizer said {encoding}; cp1252 fits and is commoner")
    return Decoded(data.decode(encoding), encoding, "charset-normalizer")


def text_of(data: bytes, encoding: str) -> str | None:
    """The text of `data` in that encoding; None where some bytes do not fit it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


class ArticleEntry(NamedTuple):
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

    entries: list[ArticleEntry | Fault]
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


def matched_columns(names: Sequence[str], given: Columns) -> dict[str, str]:
    """Field → the column among `names` that holds it: what is `given`, else what a name makes obvious.

    `ValueError` when no column, or more than one, could be the text, or a given one is not there.

    >>> matched_columns(["id", "Headline", "Body Text"], {})
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


def told_origin(place: str, source: str, column: str, given: bool) -> str:
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
    if found:
        lines.append(f"found: {_quoted(dict(found))}")
    for key, value in rest.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"- {_quoted(one)}" for one in value)]
        else:
            lines.append(f"{key}: {_quoted(value)}")
    head = []
    if "title" in fields and not _opens(body, fields["title"]):
        head = [fields[f] for f in ("title", "deck") if f in fields and not _opens(body, fields[f])]
    return whole("\n".join(["---", *lines, "---", *(f"{line}\n" for line in head), body.strip("\n")]))


def _opens(body: str, words: str) -> bool:
    """Do the first lines of `body` hold these words?"""
    top = [line for line in body.split("\n") if line.strip()][:3]
    return folded_words(words) in map(folded_words, top)


def folded_words(words: str) -> str:
    """`words` without case, marks and punctuation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


# JSON is YAML but for characters that YAML takes for line ends or does not print.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def _quoted(value: object) -> str:
    """The value in JSON that YAML reads as the same value."""
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
