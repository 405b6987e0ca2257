"""JSON Lines: one object, one article per line."""

from __future__ import annotations

import json
from typing import Any

from workbench.loaders.encodings import decode
from workbench.loaders.entries import MAPPING, Columns, Entry, Fault, Loaded, as_text, as_words, choose, told


def load_jsonl(data: bytes, columns: Columns) -> Loaded:
    """The article of each line, placed by its number in the file (`#1` is the first line); blank lines are none."""
    text, encoding, decided_by = decode(data)
    lines = text.removeprefix("\ufeff").split("\n")
    entries = [_entry(number, line, columns) for number, line in enumerate(lines, 1) if line.strip()]
    return Loaded(entries, encoding, decided_by)


def _entry(number: int, line: str, columns: Columns) -> Entry | Fault:
    place = f"#{number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = " ".join(str(error).split())
        return Fault(place, f"line {number} is not JSON ({why})", "put one article on a line, as one object in braces")
    if not isinstance(row, dict):
        kind = {list: "a list", str: "a text", type(None): "null"}.get(type(row), "a number or truth value")
        return Fault(
            place, f"line {number} holds {kind}, not an object", "write it as {…} with the article’s text in it"
        )
    return _article(place, number, row, columns)


def _article(place: str, number: int, row: dict[str, Any], columns: Columns) -> Entry | Fault:
    present = {key: value for key, value in row.items() if value not in (None, "", [], {})}
    given = {field: key for field, key in columns.items() if field == "text" or key in present}
    try:
        chosen = choose(list(present), given)
    except ValueError as error:
        why = str(error).replace("column", "key")
        return Fault(place, f"line {number} {why}", MAPPING)
    body = present[chosen["text"]]
    if not isinstance(body, str) or not body.strip():
        return Fault(place, f"line {number} has no words under {chosen['text']!r}", "put the article’s text there")
    fields = {field: words for field, key in chosen.items() if field != "text" and (words := as_words(present[key]))}
    found = {f: told(f"line {number}", "key", chosen[f], f in columns) for f in chosen if f in fields or f == "text"}
    rest = {key: value for key, value in present.items() if key not in chosen.values()}
    return Entry(place, as_text(body, fields, found, {"also": rest} if rest else {}))
