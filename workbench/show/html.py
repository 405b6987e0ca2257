"""HTML from templates: the text of articles with its marks, tables, links to passages, and the page around them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import markupsafe
import pandas as pd
from markupsafe import Markup

from workbench.address import Address
from workbench.compare.shared import once_per_corpus
from workbench.corpus import Corpus, Passage
from workbench.corpus.model import JOINT, outlet_of, records, split_cell
from workbench.parse.quantities import MONTHS
from workbench.parse.rules import RULES
from workbench.phrasing import in_words, plural, snippet
from workbench.results import RESULTS
from workbench.schema import ARTICLE_PARTS, METADATA, TABLES, Column

if TYPE_CHECKING:
    from jinja2 import Environment

_SHOW = Path(__file__).parent
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"(?<=([>}]))?\s*\n\s*(?=([<{]))?")


class Templates:
    """The macros of one template file: `Templates("page.html.j2").bold("words")` is HTML.

    The file is read when a macro of it is first used, not when the workbench is imported.
    """

    def __init__(self, file: str) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        macro: Callable[..., Markup] = getattr(environment().get_template(self._file).module, name)
        setattr(self, name, macro)
        return macro


@cache
def environment() -> Environment:
    """Where templates are read from, and what they may use: filters such as `outlet`, and `own_file` for styles and scripts."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here, so that `import workbench` stays quick

    class Source(Environment):
        def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
            return super().preprocess(unbroken(source), name, filename)

    made = Source(
        loader=FileSystemLoader(_SHOW), autoescape=True, undefined=StrictUndefined, finalize=_escaped, auto_reload=False
    )
    made.policies["json.dumps_kwargs"] = {}  # in the order given
    made.globals["own_file"] = own_file
    made.filters.update(said=said, outlet=outlet, dated=dated, number="{:,}".format, plural=plural, snippet=snippet)
    return made


def unbroken(source: str) -> str:
    """A template without its line ends: next to a tag they are nothing, between words a space.

    >>> unbroken("<p>\\n Two\\n words\\n</p>\\n")
    '<p>Two words</p>'
    """
    return _LINE_END.sub(lambda found: "" if found[1] or found[2] else " ", source).strip()


def own_file(name: str) -> Markup:
    """A style sheet or script of the workbench as it is: nothing from outside is in it."""
    return Markup((_SHOW / name).read_text(encoding="utf-8"))


def _escaped(value: object) -> Markup:
    """What a template shows of a value: HTML as it is, all else escaped, and no half characters, which no file can hold."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(_SURROGATE.sub("\ufffd", str(value))))


_PAGE = Templates("page.html.j2")
_ARTICLE = Templates("article.html.j2")
_PASSAGE = Templates("passage.html.j2")
_TABLE = Templates("table.html.j2")


def page(*parts: str) -> str:
    """The parts of a page, below each other, with the style sheet. What is no HTML from a template is shown as text."""
    return str(_PAGE.page(*parts))


def sentence(pattern: str, *parts: object) -> Markup:
    """Words with parts in place of each `{}`: HTML stays HTML, all else is escaped.

    >>> str(sentence("{} & {}", italic("all"), "<b>"))
    '<i>all</i> &amp; &lt;b&gt;'
    """
    first, *others = pattern.split("{}")
    pieces: list[object] = [first]
    for part, words in zip(parts, others, strict=True):
        pieces += [part, words]
    return glued(pieces)


def glued(pieces: Iterable[object]) -> Markup:
    """Pieces one after the other: HTML stays HTML, all else is escaped."""
    return _PAGE.glued(pieces)


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Several things as a list in words; HTML when there is HTML among them.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    given = list(parts)
    if not any(isinstance(part, Markup) for part in given):
        return in_words(given, last)
    return Markup(in_words(map(markupsafe.escape, given), last))


def listed(parts: Iterable[str], sign: str = ", ") -> Markup:
    """Parts with a sign between them.

    >>> str(listed([italic("a"), "&"], "; "))
    '<i>a</i>; &amp;'
    """
    pieces: list[str] = []
    for part in parts:
        pieces += [sign, part] if pieces else [part]
    return glued(pieces)


def paragraph(words: str, look: str = "") -> Markup:
    """A paragraph; its look is a class of the style sheet, such as `ask`."""
    return _PAGE.paragraph(words, look)


def quiet(words: str) -> Markup:
    """A paragraph in small grey letters."""
    return _PAGE.paragraph(words, "quiet")


def status(words: str, look: str = "") -> Markup:
    """A line that is read out when it changes."""
    return _PAGE.status(words, look)


def news(lines: Iterable[str]) -> Markup:
    """Several lines that are read out when they change."""
    return _PAGE.news(lines)


def heading(words: object) -> Markup:
    """The title of a page that is shown in a notebook."""
    return _PAGE.heading(words)


def bold(words: object) -> Markup:
    """Words in bold."""
    return _PAGE.bold(words)


def italic(words: object) -> Markup:
    """Words in italics."""
    return _PAGE.italic(words)


def code(words: object, mark: str = "") -> Markup:
    """Words as code; with a mark, the address that a click on them chooses."""
    return _PAGE.code(words, mark)


def named(words: object) -> Markup:
    """A name or other words from an article, which may run from right to left."""
    return _PAGE.name(words)


def said(value: Any) -> Markup:
    """A value, or in words that it is missing.

    >>> str(said("Ada Lopez")), str(said(float("nan")))
    ('<bdi>Ada Lopez</bdi>', '<span class="missing">not stated</span>')
    """
    return _PAGE.missing() if pd.isna(value) else _PAGE.name(value)


def outlet(label: str) -> Markup:
    """The name of an outlet."""
    return _PAGE.outlet(label)


def frame_of_pandas(frame: pd.DataFrame, most: int) -> Markup:
    """A frame as pandas draws it, which escapes its cells."""
    return _PAGE.frame(Markup(frame.to_html(max_rows=most, na_rep="–", escape=True)))


def style(file: str) -> Markup:
    """A style sheet of the workbench, in its element."""
    return _PAGE.style(file)


def download(file: str, kind: str, content: bytes) -> Markup:
    """A link that saves a file which it holds itself, in base64."""
    return _PAGE.saved(file, kind, b64encode(content).decode("ascii"))


PUT_BACK = "put back"
"""The kind of an edit that is not made: its words are shown as words that a rule would remove."""

_READ_AT = re.compile(r".* (\d+)-(\d+)")  # how a `…_from` column tells where in the file a value was read
_FOLD = 3  # paragraphs; fewer are shorter than the line that would stand for them
_SIGNS = {"\n": "¶\n", "\r": "␍", " ": "·", "\t": "⇥", "\xa0": "⍽"}


class ReadAt(NamedTuple):
    """Where in the file a metadatum was read."""

    start: int
    end: int
    field: str


def read_at(article: pd.Series) -> list[ReadAt]:
    """Where in the file each metadatum of an article was read, in order; those given beside the file are not in it."""
    read = ((field, _READ_AT.fullmatch(str(article[f"{field}_from"]))) for field in METADATA)
    return sorted(ReadAt(int(m[1]), int(m[2]), field) for field, m in read if m)


def raw(
    article: pd.Series, edits: pd.DataFrame, *, spacing: bool = False, span: tuple[int, int] | None = None
) -> Markup:
    """The file as received, or a `span` of it: what was removed is struck through and carries the name of its rule.

    `edits` are the changes to this article. With `spacing`, removed spaces and line ends show as `·` and `¶`.
    """
    start, end = span or (0, len(article["raw"]))
    text, fields = article["raw"], read_at(article)
    pieces: list[str] = []
    inside = edits[(edits["raw_start"] < end) & (edits["raw_end"] > start)]
    for edit in inside.to_dict("records"):
        a, b = max(start, edit["raw_start"]), min(end, edit["raw_end"])
        if a >= b:  # an edit inside words that were put back
            continue
        pieces += _words(text, start, a, fields)
        if _visible(edit):
            pieces += _edited(text, a, b, edit, fields)
        else:
            signs = (_SIGNS.get(c, f"[U+{ord(c):04X}]") for c in text[a:b])
            pieces.append(_ARTICLE.space("".join(signs), edit["rule"]) if spacing else text[a:b])
        start = b
    return glued([*pieces, *_words(text, start, end, fields)])


def _numbered(row: pd.Series) -> Markup:
    """A paragraph of the article with its number; one that was put back, or is no plain body text, says what it is."""
    kind, own = row["kind"], row["kind"] in ARTICLE_PARTS
    tag = kind if own else f"{PUT_BACK}: {kind}"
    return _ARTICLE.paragraph(row["position"] + 1, row["text"], kind if own else "back", "" if kind == "body" else tag)


def clean(paragraphs: pd.DataFrame) -> Markup:
    """The article: its paragraphs, numbered, each of the kind it is."""
    return glued(_numbered(row) for _, row in paragraphs.iterrows())


def beside(article: pd.Series, edits: pd.DataFrame, paragraphs: pd.DataFrame, *, spacing: bool = False) -> Markup:
    """The file on the left, the article on the right, each paragraph beside the part of the file it came from.

    Long runs of paragraphs that no rule touched are folded, to be opened with a click, unless `spacing` is shown.
    """
    starts = {int(row["raw_start"]): row for _, row in paragraphs.iterrows()}
    touched = [edit["raw_start"] for edit in edits.to_dict("records") if _visible(edit)]
    outside = set(touched)
    for start, row in starts.items():
        outside -= {at for at in touched if start < at <= row["raw_end"]}
    cuts = {0, *starts, *outside}
    telling = [*touched, *(at.end - 1 for at in read_at(article))]
    pairs = []
    for a, b in pairwise([*sorted(cuts), len(article["raw"])]):
        left = raw(article, edits, spacing=spacing, span=(a, b)).strip("\n")
        if a in starts:
            right = _numbered(starts[a])
        elif left.strip():
            right = None
        else:
            continue
        pairs.append((_ARTICLE.pair(left, right), spacing or any(a <= at < b for at in telling)))
    runs = []
    for tells, run in groupby(pairs, key=lambda pair: pair[1]):
        cells = [pair[0] for pair in run]
        runs.append((not tells and len(cells) >= _FOLD, cells))
    return _ARTICLE.beside(runs)


def passage_html(given: Passage, tag: str = "") -> Markup:
    """The words of an address, marked, with the words around them and a citation to copy; before it a tag, if any.

    In a `Pane` the button copies the citation, and a click on the words chooses them.
    """
    return _ARTICLE.passage(given, tag)


def passages_html(given: Iterable[tuple[Passage, str]]) -> Markup:
    """Passages with their tags below each other, each within its own paragraph."""
    own = [(replace(p, before=p.before.rpartition("\n")[2], after=p.after.partition("\n")[0]), tag) for p, tag in given]
    return _ARTICLE.passages(own)


def hint_html(given: Passage) -> Markup:
    """The words of an address with the words around them and a citation, with nothing to click."""
    return _ARTICLE.hint(given)


def article_cards(articles: pd.DataFrame, *, color: Callable[[str], str], hidden: bool = False) -> Markup:
    """A card per article: what is known about it, and where that was found; `hidden` leaves out who published it."""
    fields = [f for f in METADATA if not (hidden and f in ("outlet", "byline", "url"))]
    return _ARTICLE.cards(records(articles), fields, color, hidden)


def _words(text: str, start: int, end: int, fields: list[ReadAt]) -> list[str]:
    """The words there; those from which a metadatum was read are underlined and carry its name."""
    pieces = []
    for at in fields:
        a, b = max(start, at.start), min(end, at.end)
        if a < b:
            pieces += [text[start:a], _ARTICLE.found(at.field, text[a:b], b == at.end)]
            start = b
    return [*pieces, text[start:end]]


def _visible(edit: Mapping[Any, Any]) -> bool:
    return bool(edit["before"].strip()) and edit["kind"] != "spacing"


def _edited(text: str, start: int, end: int, edit: Mapping[Any, Any], fields: list[ReadAt]) -> list[str]:
    """Words that a rule removed, struck through, or words put back, underlined; with the name of the rule."""
    rule = edit["rule"]
    shown = start + len(text[start:end].rstrip())
    words = glued(_words(text, start, shown, fields))
    reason = RULES[rule].reason if rule in RULES else ""
    if edit["kind"] == PUT_BACK:
        return [_ARTICLE.put_back(words, f"{PUT_BACK}: {rule}", reason), text[shown:end]]
    return [_ARTICLE.removed(words, rule, reason), text[shown:end]]


FIRST_ROWS = 8
"""Rows that are shown at once; the others open below them."""
MOST_ROWS = 60
"""Rows that are shown; nobody reads more on a page, and the frame has them all."""


@dataclass(frozen=True)
class Readable:
    """A frame that a notebook shows as a table to read."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        return page(self.markup())

    def markup(self) -> Markup:
        """The table alone, to stand among other parts of a page."""
        shown = self.frame.head(MOST_ROWS)
        has_numbers = list(shown.index.names) == [None]  # plain numbers of rows, not the groups of a summary
        own = shown if has_numbers else shown.reset_index()
        decimals = [_decimals(own.iloc[:, n]) for n in range(own.shape[1])]
        names = [str(name) for name in own.columns]
        meanings = _meanings(names)
        rows = []
        for number, values in zip(shown.index, own.itertuples(index=False, name=None), strict=True):
            rows.append((number, [_readable(value, places) for value, places in zip(values, decimals, strict=True)]))
        heads = [(name.removesuffix("_label").replace("_", " "), meanings.get(name, "")) for name in names]
        return Markup(_TABLE.readable(heads, rows, has_numbers, FIRST_ROWS, MOST_ROWS, len(self.frame)))

    def __repr__(self) -> str:
        return repr(self.frame)


def table(frame: pd.DataFrame) -> Readable:
    """The frame to be read in a notebook: whole texts, flush left, in lines that wrap; the frame itself stays as it is.

    Missing values are a dash, numbers have two decimals, column heads tell their meaning when pointed at. Eight rows
    are shown, and a line opens the others, sixty at most. Words from articles are text in it, never markup.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> wb.table(corpus.quotes[["text", "words"]]).frame.shape
    (70, 2)
    """
    return Readable(frame)


def _meanings(names: list[str]) -> dict[str, str]:
    """Column → what it means, from that table of the schema which has most of these names."""
    schemas: list[Mapping[str, Column]] = [t.columns for t in (*TABLES.values(), *RESULTS.values())]
    best = max(schemas, key=lambda columns: sum(name in columns for name in names))
    return {name: best[name].doc for name in names if name in best}


def _decimals(column: pd.Series[Any]) -> int:
    known = column.dropna()
    return 2 if pd.api.types.is_float_dtype(column) and not (known == known.round()).all() else 0


def _readable(value: Any, decimals: int) -> tuple[str, str]:
    """What kind of cell a value is (`missing`, `flag`, `count` or `text`), and how it is written."""
    if not isinstance(value, (list, tuple, dict)) and pd.isna(value):
        return "missing", ""
    if isinstance(value, bool):
        return "flag", "yes" if value else "no"
    if isinstance(value, (int, float)):
        return "count", f"{value:,.{decimals}f}"
    return "text", str(value)


_MOST_LINES = 40  # rows of a table; longer ones nobody reads on paper, and the tables of the corpus have them all
_DAY = len("2031-03-12")


def dated(value: Any) -> Markup:
    """A date or a time in ISO 8601 as it is read, in an element that machines read; what is neither stays as it is.

    >>> str(dated("2031-03-12T07:15+01:00"))
    '<time datetime="2031-03-12T07:15+01:00">12 March 2031, 07:15 (UTC+1)</time>'
    >>> str(dated("2031-03-12")), str(dated(None))
    ('<time datetime="2031-03-12">12 March 2031</time>', '<span class="missing">not stated</span>')
    """
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return said(value)
    told = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if len(value) > _DAY:
        told += f", {moment:%H:%M}{_zone(moment)}".replace("-", "−")
    return _PAGE.time(value, told)


def _zone(moment: datetime) -> str:
    """The zone of a time in brackets, such as ` (UTC+5:30)`; nothing where none is stated."""
    zone = moment.strftime("%z")  # +0530 and the like
    if not zone:
        return ""
    minutes = f":{zone[3:5]}" if zone[3:5] != "00" else ""
    hours = f"{int(zone[:3]):+d}{minutes}" if zone.strip("+-0") else ""
    return f" (UTC{hours})"


def at(evidence: Any, words: str, told: str = "") -> str:
    """Words that open the passages they stand on: `evidence` is a cell of addresses, or a list of them.

    Without scripts the link leads to the first of them. Without addresses the words stay as they are.
    """
    found = list(dict.fromkeys(evidence if isinstance(evidence, list) else split_cell(evidence)))
    return _PASSAGE.at(found, words, told) if found else words


def counted(article_id: str, words: str) -> Markup:
    """Words that lead to an article."""
    return _PASSAGE.counted(article_id, words)


def place(corpus: Corpus, address: str, *, named: bool = True) -> Markup:
    """Where words stand, as a link to them: outlet and paragraph."""
    paragraph = corpus.passage(address, context=0).paragraph
    label = labels_html(corpus)[Address.parse(address).article] if named else ""
    return _PASSAGE.place(label, address, paragraph or "–")


def words_at(corpus: Corpus, address: str, length: int = 200) -> Markup:
    """The words of an address, in italics, cut when they are long.

    Not between quotation marks: whether an article has such marks there is what the page is about.
    """
    return _PASSAGE.quoted(snippet(corpus.passage(address, context=0).words, length).rstrip(", "))


def said_at(corpus: Corpus, address: str, length: int = 200) -> Markup:
    """The words of an address, and where they stand."""
    return sentence("{} ({})", words_at(corpus, address, length), place(corpus, address))


@once_per_corpus
def labels_html(corpus: Corpus) -> Mapping[str, str]:
    """Article → how its outlet is called."""
    return outlet_of(corpus)


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, noun: str = "row") -> Markup:
    """A table of a report, in a box of its own that scrolls; of a long one the first rows, said so."""
    body = list(rows)
    shown = body[:_MOST_LINES]
    more = f" The first {len(shown)} of {plural(len(body), noun)}." if len(body) > len(shown) else ""
    return _TABLE.report(heads, shown, caption, more)


def frame_table(frame: pd.DataFrame, columns: Mapping[str, str], caption: str) -> Markup:
    """A result frame as a table of a report: column → its heading; numbers that have an `evidence` beside them lead to it."""
    heads = {column: head for column, head in columns.items() if column in frame}
    rows: list[list[str]] = []
    for row in records(frame.head(_MOST_LINES + 1)):
        cells = []
        for column in heads:
            cell = _reported(row[column])
            words = plural(row[column], "utterance") if column == "utterances" else cell
            opens = column in ("count", "utterances") and row[column] and "evidence" in row
            cells.append(at(row["evidence"], words) if opens else cell)
        rows.append(cells)
    rows += [[""] * len(heads)] * (len(frame) - len(rows))  # what is left is only counted
    return html_table(list(heads.values()), rows, caption)


def _reported(value: Any) -> str:
    if isinstance(value, str):
        return named(snippet(value.replace(JOINT, "; ")))
    if pd.isna(value):
        return _TABLE.nothing()
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
