"""The law of loaders: what is text in a file stands in a document, or a fault names the place that gave none."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.loaders import LOADERS
from workbench.loaders.entries import ArticleEntry, Fault

ONE = "The ferry was closed on Monday after a storm damaged the pier, the operator said, and it stays closed for now."
TWO = "Passengers were put up in the school overnight, where teachers handed out soup and blankets to all of them."


def packed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def leaves(value: Any) -> Iterator[str]:
    """Every key and value in data as JSON or YAML has them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield json.dumps(value, default=str) if not isinstance(value, str) else value


def held(raw: str) -> str:
    """All that a document holds: what its front matter says, read as such, and its body."""
    if not raw.startswith("---\n"):
        return raw
    front, body = raw[4:].split("\n---\n", 1)
    return "\n".join([*leaves(yaml.safe_load(front)), body])


def at(entries: list[ArticleEntry | Fault], place: str) -> ArticleEntry | Fault:
    """What became of a place of the file: a fault without a place speaks for all of it."""
    found = {entry.place: entry for entry in entries}
    return found[place] if place in found else found[""]


# ---- each format has a file that holds text wherever the format can hold any -------------------------------------------

PAGE = f"""<!DOCTYPE html><html><head><title>Titleword | Outletword</title>
<meta property="og:title" content="Othertitleword"><meta name="description" content="Descriptionword, and more">
<meta name="author" content="Firstauthor"><meta name="author" content="Secondauthor">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Headlineword", "publisher": "Outletword"}}</script>
<style>.unseen {{}}</style></head><body><!-- unseen --><nav>Navword</nav><article><h1>Headingword</h1><p>{ONE}</p>
<figure><img src="x" alt="Altword &amp; co"><figcaption>Captionword</figcaption></figure><p>{TWO}</p></article>
<svg><title>Svgtitleword</title><text>Svgtextword</text></svg><noscript><p>Noscriptword</p></noscript>
<table><tr><td>Cellword</td></tr></table><button>Buttonword</button><select><option>Optionword</option></select>
<script>unseen()</script><template>unseen</template><aside>Asideword<p>Innerword</p>Tailword</aside></body></html>Afterword"""
ROW = ["7", ONE, "Ada", "Title Case", "unnamed cell", " padded ", "“x”, 1.10"]
OBJECT = (
    '{"id": 1.10, "big": 123456789012345678901234567890, "text": "' + ONE + '", "title": true, "tags": ["a1", ["b2"]],'
    '"author": {"name": "Ada", "about": "of the island"}, "deck": [{"first": "c3"}], "none": null, "exp": 1e400}'
)

HOLDS: dict[str, tuple[str, list[str]]] = {
    ".txt": (f"\ufeff\t {ONE}\r\n\r\n{TWO} \x0b\u2028 ~ end", [ONE, TWO, "~", "end"]),
    ".text": (ONE, [ONE]),
    ".html": (PAGE, [*re.findall(r"\b\w+word\b", PAGE), "Firstauthor", "Secondauthor", "Altword & co", ONE, TWO]),
    ".htm": (PAGE, ["Afterword", ONE, TWO]),
    ".jsonl": (OBJECT, ["1.10", "123456789012345678901234567890", ONE, "true", "a1", "b2", "Ada", "of the island", "c3", "1e400"]),
    ".csv": ("\ufeffn,text,author,title,,deck,more\n" + ",".join(f'"{cell}"' for cell in ROW), ROW),
}  # fmt: skip
"""File ending → a file, and the pieces of text in it."""


@pytest.mark.parametrize("suffix", LOADERS)
def test_every_loader_keeps_every_text_of_its_file(suffix: str) -> None:
    if suffix.startswith(".htm"):
        pytest.importorskip("trafilatura")
    text, pieces = HOLDS[suffix]
    (entry,) = LOADERS[suffix](text.encode(), {}).entries
    assert isinstance(entry, ArticleEntry)
    assert [piece for piece in pieces if packed(piece) not in packed(held(entry.raw))] == []
    assert "unseen" not in entry.raw


# A NUL beside every letter is how UTF-16 without a mark is known, so it is no character of a text here.
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_plain_text_is_kept_to_the_character(text: str, encoding: str) -> None:
    try:
        (entry,) = LOADERS[".txt"](text.encode(encoding), {}).entries
    except ValueError:
        return  # a fault of the whole file
    assert entry[1].removeprefix("\ufeff") == text.removeprefix("\ufeff")


# ---- tables ------------------------------------------------------------------------------------------------------------

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["\n", "\ufeff", '"', "=1", ONE]
)
NAMES = st.lists(st.sampled_from(["text", "title", "author", "", "body", "number", "a b"]), max_size=6).map(lambda names: ["text", "deck", *names])  # fmt: skip


@given(NAMES, st.lists(st.lists(CELL, min_size=1, max_size=7).filter(any), max_size=4), st.sampled_from(",;\t"))
@example(["text", "deck", "", ""], [[ONE, "", "first", "second"]], ",")
@example(["text", "title"], [[ONE, "a", "one too many"], [ONE], ["", "no text"]], ";")
def test_a_table_keeps_every_cell_or_names_its_row(names: list[str], rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    entries = LOADERS[".csv"](file.getvalue().encode(), {}).entries
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            entry = at(entries, f"#{number}")
            if isinstance(entry, ArticleEntry):
                assert [c for c in row if packed(c) not in packed(held(entry.raw))] == []


@given(st.text(st.sampled_from('text,"\n\r ;ab\x0c'), max_size=60))
def test_of_a_table_that_is_broken_every_letter_is_kept_or_its_row_is_named(rows: str) -> None:
    entries = LOADERS[".csv"](f"text,c\n{rows}z".encode(), {}).entries
    if all(isinstance(entry, ArticleEntry) for entry in entries):
        kept = "".join(held(entry[1]).replace("column", "") for entry in entries)
        assert kept.count("z") >= 1
        assert sum(kept.count(letter) for letter in "ab") >= sum(rows.count(letter) for letter in "ab")


# ---- JSON Lines --------------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["title", "author", "publisher", "url", "note"]) | WORDS


@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans())
def test_an_object_keeps_every_value_or_names_its_line(more: dict[str, Any], ascii: bool) -> None:
    line = json.dumps({**more, "text": ONE}, ensure_ascii=ascii)
    try:
        (entry,) = LOADERS[".jsonl"](line.encode(), {}).entries
    except ValueError:
        return  # a fault of the whole file
    if isinstance(entry, ArticleEntry):
        told = packed(held(entry.raw))
        there = {key: value for key, value in more.items() if value not in (None, "", [], {})}
        lost = [leaf for value in there.values() for leaf in leaves(value) if packed(leaf) not in told]
        assert lost == []


@pytest.mark.parametrize(
    ("line", "key"),
    [('{"text": "a b", "text": "c d"}', "text"), ('{"text": "a b", "more": [{"n": 1, "n": 2}]}', "n")],
)
def test_a_key_that_stands_twice_is_a_fault(line: str, key: str) -> None:
    (fault,) = LOADERS[".jsonl"](line.encode(), {}).entries
    assert fault == Fault("#1", f"line 1 has the key {key!r} twice in one object", "give each key once")


@pytest.mark.parametrize("digits", ["1.10", "-0", "1e5", "0.10000000000000000000001", "9" * 5000, "7", "2.5"])
def test_a_number_keeps_its_digits(digits: str) -> None:
    (entry,) = LOADERS[".jsonl"](f'{{"text": "{ONE}", "n": {digits}}}'.encode(), {}).entries
    assert digits in held(entry[1])


# ---- web pages ---------------------------------------------------------------------------------------------------------

TAGS = ["p", "li", "h1", "h2", "td", "div", "aside", "footer", "figcaption", "span", "b", "a", "noscript", "object", "label",
        "button", "option", "blockquote", "pre", "time", "summary", "text", "article", "header", "form", "center", "video"]  # fmt: skip
BLOCK = st.tuples(st.sampled_from(TAGS), st.sampled_from(TAGS), st.integers(0, 3))


@settings(max_examples=60)
@given(st.lists(BLOCK, max_size=6), st.sampled_from(["", "title", "description", "og:title", "author", "keywords"]))
def test_a_page_keeps_every_word(blocks: list[tuple[str, str, int]], stated: str) -> None:
    pytest.importorskip("trafilatura")
    body, words = [], []
    for n, (outer, inner, length) in enumerate(blocks):
        mine = [f"w{n}x{i}" for i in range(4 + length)]
        words += mine
        more = " ".join([*mine[3:], ONE if length == 3 else ""])
        body.append(f"<{outer}>{mine[0]} <{inner}>{mine[1]}</{inner}> {more}</{outer}>{mine[2]}")
    head = f'<meta name="{stated}" content="stated words">' if stated else ""
    words += ["stated"] if stated else []
    html = f"<html><head>{head}</head><body><article><p>{ONE}</p><p>{TWO}</p></article>{''.join(body)}</body></html>"
    (entry,) = LOADERS[".html"](html.encode(), {}).entries
    assert [word for word in words if word not in held(entry[1])] == []


@pytest.mark.parametrize("broken", ["<div>" * 300 + "lost", "<!-- lost", "<p>" + "lost " * 2_500_000, '<a href="lost'])
def test_a_page_that_cannot_be_read_to_its_end_is_refused(broken: str) -> None:
    pytest.importorskip("trafilatura")
    html = f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article>{broken}</body></html>"
    with pytest.raises(ValueError, match="cannot be read to its end"):
        LOADERS[".html"](html.encode(), {})


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<title>Storm | Daily</title><meta property='og:title' content='Storm'>", []),
        ("<meta property='og:title' content='Storm'><title>Pier lost</title>", ["tag title: Pier lost"]),
        ("<title>One</title><title>Two</title>", ["tag title: One", "tag title: Two"]),
        ("<meta name='description' content='A storm.'><meta property='og:description' content='A storm!'>", ["meta description: A storm."]),
        ("<link rel='canonical' href='https://a.example/1'><meta property='og:url' content='https://a.example/2'>", ["meta og:url: https://a.example/2"]),
        ("<meta name='dc.title' content='Storm at sea'>", ["meta dc.title: Storm at sea"]),
        ("<meta name='viewport' content='width=1'><meta property='og:image' content='title'>", []),
    ],
)  # fmt: skip
def test_what_a_head_states_otherwise_is_set_down(head: str, said: list[str]) -> None:
    pytest.importorskip("trafilatura")
    site = "<meta property='og:site_name' content='Daily'>"
    html = f"<html><head>{head}{site}</head><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    (entry,) = LOADERS[".html"](html.encode(), {}).entries
    front = yaml.safe_load(entry[1].split("\n---\n")[0][4:])
    assert front.get("dropped", []) == said
