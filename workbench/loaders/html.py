"""Saved web pages: the article by trafilatura, what the page states about it, and what stood around it.

Nothing is fetched, and nothing of the page is run: of its scripts only JSON-LD is read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from workbench.loaders import entries
from workbench.loaders.entries import Decoded, Loaded, as_words, folded_words

# Words: a headline and a sentence. Of a page without an article trafilatura may give a link or two.
_FEWEST_OF_AN_ARTICLE = 20
_END = re.compile(r"</html\s*>", re.I)  # the parser stops there; browsers read on, and show what follows
_MARK = "the-end-of-this-page"  # put behind a page, it tells whether the parser came so far
_NEEDED = 'pip install "news-workbench[html]", or save the article’s words as .txt'


def load_html(data: bytes, columns: entries.Columns) -> Loaded:
    """The article of a page. What trafilatura sets aside stands line by line under `dropped` in the front matter.

    `ValueError` when no article is found in the page, or the parser gives up before its end.
    """
    text, encoding, decided_by = _decoded(data)
    try:
        import trafilatura
    except ImportError:
        return Loaded(
            [entries.Fault("", "web pages need trafilatura, which is not installed", _NEEDED)], encoding, decided_by
        )
    text = _END.sub("", text)
    page = trafilatura.load_html(text)
    article = trafilatura.bare_extraction(text, include_comments=False) if page is not None else None
    body = getattr(article, "text", None)
    if page is None or not body or len(folded_words(body).split()) < _FEWEST_OF_AN_ARTICLE:
        raise ValueError("no text of an article was found in the page")
    marked = trafilatura.load_html(f"{text}<p>{_MARK}")
    if marked is None or _MARK not in "".join(marked.itertext()):
        raise ValueError("the page cannot be read to its end: a tag is not closed, or tags are nested 250 deep")
    found = _metadata(page)
    fields = {field: value for field, (value, _) in found.items()}
    where = {field: origin for field, (_, origin) in found.items()} | {"text": f"trafilatura {trafilatura.__version__}"}
    body = "\n\n".join(line for line in body.split("\n") if line.strip())
    kept = "\n".join([*fields.values(), body])
    dropped = [*_stated_beside(page, kept), *_dropped(page, kept)]
    raw = entries.as_text(body, fields, where, {"dropped": dropped} if dropped else {})
    return Loaded([entries.ArticleEntry("", raw)], encoding, decided_by)


# What a page may declare and Python knows. Latin-1 is left out: pages that declare it are mostly cp1252.
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*"
    rb"(windows-\d{3,4}|iso-8859-(?:[2-9]|1\d)|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|macintosh)\b",
    re.I,
)
_DECLARED_WITHIN = 4096  # characters: browsers look no further than 1024


def _decoded(data: bytes) -> Decoded:
    """As any text, but what the page declares counts before what letters suggest."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared and b"\x00" not in data:
        name = declared[1].decode("ascii").lower()
        if entries.text_of(data, "utf-8") is None and (text := entries.text_of(data, name)) is not None:
            return Decoded(text, name, "declared in the page")
    return entries.decode(data)


_SOURCES: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (("JSON-LD", "headline"), ("meta", "og:title"), ("tag", "h1"), ("tag", "title")),
    "byline": (("JSON-LD", "author"), ("meta", "author"), ("meta", "article:author")),
    "outlet": (("JSON-LD", "publisher"), ("meta", "og:site_name")),
    "published": (("JSON-LD", "datePublished"), ("meta", "article:published_time"), ("tag", "time")),
    "url": (("link", "canonical"), ("meta", "og:url"), ("JSON-LD", "url"), ("JSON-LD", "mainEntityOfPage")),
}
"""Field → where a page may state it, the first that does counts. trafilatura's own guesses are not taken: what a page does
not state stays missing, and it dates undated pages and reorders authors."""


def _metadata(page: Any) -> dict[str, tuple[str, str]]:
    """Field → its value and where the page states it."""
    linked = _json_ld(page)
    found = {}
    for field, sources in _SOURCES.items():
        for kind, key in sources:
            value = _stated(page, kind, key) if kind != "JSON-LD" else _entity(linked.get(key), field)
            if value and (field != "url" or re.match(r"https?://", value)):
                found[field] = (value, f"{kind} {key}")
                break
    return found


def _entity(value: Any, field: str) -> str:
    """A value of JSON-LD as one line: an address where the field is `url`, else words or names."""
    if field == "url" and isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return as_words(value)


def _stated(page: Any, kind: str, key: str) -> str:
    """The first value that a tag gives for `key`; of an `h1` or `title` only when it is the only one."""
    values = _values(page, kind, key)
    if key in ("h1", "title") and kind == "tag" and len(values) > 1:
        return ""
    return next((words for words in values if words), "")


def _values(page: Any, kind: str, key: str) -> list[str]:
    """What the page's `meta`, `link` or other tags give for `key`, each as one line, in their order."""
    if kind == "meta":
        values = page.xpath("//meta[@property=$key or @name=$key]/@content", key=key)
    elif kind == "link":
        values = page.xpath("//link[@rel=$key]/@href", key=key)
    elif key == "time":
        values = page.xpath("//time/@datetime")
    else:
        values = [tag.text_content() for tag in page.xpath("//h1" if key == "h1" else "//head/title")]
    return [as_words(str(value)) for value in values]


_WORDED = re.compile(r"(?:^|[\W_])(?:title|headline|description|abstract|keywords|authors?|byline|alt)$", re.I)
"""The names of `meta` tags that say something in words, of the many that steer machines: `og:description`, `news_keywords`."""
_SEEN = {("tag", "h1"), ("tag", "time")}  # their words stand among the lines of the page
_JOINTS = re.compile(r"\s+[|–—·»-]\s+")  # a title often has the outlet's name after one of these


def _stated_beside(page: Any, kept: str) -> list[str]:
    """What the head of the page states and is not among the `kept` lines, such as `meta og:title: …` where titles differ."""
    known = set(map(folded_words, kept.split("\n")))
    linked = _json_ld(page)
    beside = []
    names = dict.fromkeys(map(str, page.xpath("//meta[@content]/@property | //meta[@content]/@name")))
    worded = tuple(("meta", name) for name in names if _WORDED.search(name))
    for field, sources in {**_SOURCES, "": worded}.items():
        for kind, key in sources:
            if (kind, key) in _SEEN:
                continue
            values = [_entity(linked.get(key), field)] if kind == "JSON-LD" else _values(page, kind, key)
            for value in values:
                if not known.issuperset(map(folded_words, _JOINTS.split(value))):
                    beside.append(f"{kind} {key}: {value}")
                known.add(folded_words(value))
    return beside


def _json_ld(page: Any) -> dict[str, Any]:
    """The first object in the page's JSON-LD that is an article; empty where there is none."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            todo = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue  # a broken block says nothing; the page's other statements still do
        while todo:
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo += thing
            elif isinstance(thing, dict):
                if any(kind.endswith(("Article", "Posting")) for kind in as_words(thing.get("@type")).split()):
                    return thing
                todo += thing.get("@graph", []) if isinstance(thing.get("@graph"), list) else []
    return {}


_UNSEEN = {"script", "style", "template", "head", "iframe"}
_INLINE = {
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u",
}  # fmt: skip
_FEWEST_WORDS = 6  # a line this long that stands inside a kept one is kept; a shorter one, such as “News”, may be any


def _dropped(page: Any, kept: str) -> list[str]:
    """The lines that a reader of the page sees and that are not among the `kept` ones, in reading order."""
    left = Counter(map(folded_words, kept.split("\n")))
    everything = f" {folded_words(kept)} "
    dropped = []
    for line in _seen(page):
        words = folded_words(line)
        if left[words] > 0:
            left[words] -= 1
        elif words and not (words.count(" ") + 1 >= _FEWEST_WORDS and f" {words} " in everything):
            dropped.append(line)
    return dropped


def _seen(page: Any) -> Iterator[str]:
    """The lines of the page as a reader sees or hears them: the text of each block, and what stands for each picture."""
    hidden = 0
    parts: list[str] = []
    for node, closes in _tags(page):
        name = node.tag if isinstance(node.tag, str) else ""  # a comment has none
        if name not in _INLINE and name and not hidden:
            yield from _line(parts)
            parts = []
        if name in _UNSEEN:
            hidden += -1 if closes else 1
        if name and not hidden and not closes and node.get("alt"):
            yield from (f"alt text: {words}" for words in _line([node.get("alt")]))
        if not hidden and (name or closes):
            parts.append((node.tail if closes else node.text) or "")
    yield from _line(parts)


def _tags(page: Any) -> Iterator[tuple[Any, bool]]:
    """Each element where it opens and where it closes; without recursion, since pages can be nested thousands deep."""
    todo = [(page, False)]
    while todo:
        node, closes = todo.pop()
        yield node, closes
        if not closes:
            todo.append((node, True))
            todo += [(child, False) for child in reversed(node)]


def _line(parts: list[str]) -> list[str]:
    line = " ".join("".join(parts).split())
    return [line] if line else []
