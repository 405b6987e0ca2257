"""The report as one page: its parts in order, the matter around them, and how it was made."""

from __future__ import annotations

import platform
import re
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version as installed
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from workbench import __version__
from workbench.address import Address
from workbench.compare.collate import version_pairs
from workbench.compare.findings import FEW, SHOWN_FIRST
from workbench.compare.shared import reports_only
from workbench.compare.standing import MOST_TO_CHECK, TO_CHECK, decided_in_all
from workbench.corpus import Corpus
from workbench.corpus.model import records, split_cell
from workbench.errors import AddressError, WorkbenchError
from workbench.files import write_whole
from workbench.phrasing import plural
from workbench.schema import ARTICLE_PARTS
from workbench.show import html
from workbench.show.html import Templates
from workbench.show.report.sections import SECTIONS, laid
from workbench.show.views import findings_frame, to_check_frame, to_check_told

_SURE = 0.7  # confidence below which an attribution is listed as doubtful: about one in three of these is wrong on labelled news
_UNFOLDED = 6  # articles that stand open; more are folded behind their headlines, or the page is a hundred screens long
_MADE_WITH = ("altair", "vl-convert-python", "pandas")
_KNOWN = {"byline": html.said, "published": html.dated, "url": html.said}
_HTML = Templates("report/page.html.j2")
_LINK = re.compile(r'href="#([^"]+:\d+-\d+)"')


def _limits(corpus: Corpus) -> Markup:
    """How the numbers are made, and how far they can be trusted in this corpus."""
    spoken = corpus.quotes[~corpus.quotes["kind"].isin(["title", "scare"])]
    nobody = spoken[spoken["participant_id"].isna()]
    doubtful = spoken[spoken["participant_id"].notna() & spoken["confidence"].lt(_SURE)]
    here: list[str] = []
    if len(nobody):
        missing = html.at(list(nobody["quote_id"]), str(len(nobody)))
        pattern = "For {} of {} and reports no speaker could be linked, and none was guessed."
        here.append(html.sentence(pattern, missing, plural(len(spoken), "quotation")))
    if len(doubtful):
        unsure = html.at(list(doubtful["quote_id"]), str(len(doubtful)))
        here.append(html.sentence("For {} more the speaker is doubtful: check before you quote.", unsure))
    if len(corpus.corrections):
        here.append(f"{plural(len(corpus.corrections), 'correction')} of a reader went into the numbers.")
    if len(corpus.problems):
        here.append(f"{plural(len(corpus.problems), 'file')} could not be loaded.")
    return _HTML.limits(here)


def _in_full(corpus: Corpus, body: str) -> Markup:
    """The articles in full, paragraphs numbered, with an anchor for every passage that `body` links to."""
    wanted: dict[str, list[Address]] = {}
    for link in dict.fromkeys(_LINK.findall(body)):
        with suppress(AddressError):  # what only looks like an address leads nowhere
            address = Address.parse(link)
            wanted.setdefault(address.article, []).append(address)
    rows = records(corpus.articles)
    whole = [article(corpus, row["article_id"], wanted.get(row["article_id"], ())) for row in rows]
    if len(whole) > _UNFOLDED:  # each behind a line that opens it, as a link into it does
        whole = [_HTML.folded(row["outlet_label"], row["title"], one) for row, one in zip(rows, whole, strict=True)]
    return html.glued(whole)


def article(corpus: Corpus, name: str, wanted: Iterable[Address] = (), *, level: int = 3) -> Markup:
    """One article: its outlet, what is known about it, and its numbered paragraphs."""
    row = records(corpus.articles[corpus.articles["article_id"].eq(name)])[0]
    known: list[str] = ["a reference, not a report"] if row["kind"] == "reference" else []
    known += [tell(row[field]) for field, tell in _KNOWN.items() if isinstance(row[field], str)]
    known.append(plural(row["words"], "word"))
    paragraphs = records(corpus.paragraphs[corpus.paragraphs["article_id"].eq(name)])
    return _HTML.article(row, html.listed(known, " · "), [_paragraph(p, wanted) for p in paragraphs], level)


def _paragraph(row: dict[str, object], wanted: Iterable[Address]) -> dict[str, object]:
    """A paragraph as the template takes it, with an anchor in its words wherever a passage begins."""
    start, end, text = int(str(row["start"])), int(str(row["end"])), str(row["text"])
    starts: dict[int, list[Address]] = {}
    for one in wanted:
        if start <= one.start < max(end, start + 1) and str(one) != row["paragraph_id"]:
            starts.setdefault(one.start, []).append(one)
    pieces: list[str] = []
    before = start
    for here in sorted(starts):
        pieces += [text[before - start : here - start], *map(_HTML.anchor, starts[here])]
        before = here
    return {
        "look": row["kind"] if row["kind"] in ARTICLE_PARTS else "other",
        "address": row["paragraph_id"],
        "start": start,
        "number": int(str(row["position"])) + 1,
        "words": html.glued([*pieces, text[before - start :]]),
    }


def _made(corpus: Corpus) -> Markup:
    """What the page was made from and with: enough to make the same page again, or to see that something has changed."""
    fingerprint = sha256()  # a short name for exactly these texts, names and corrections
    for _, frame in corpus.tables():
        fingerprint.update(frame.to_csv(index=False).encode("utf-8", "surrogatepass"))
    rows = []
    for row in records(corpus.articles):
        rows.append([html.code(row["source"]), html.outlet(row["outlet_label"]), html.code(row["sha256"])])
    used = ", ".join([f"Python {platform.python_version()}", *(f"{name} {installed(name)}" for name in _MADE_WITH)])
    files = html.html_table(["File", "Outlet", "SHA-256 of the file"], rows, "Files", noun="file")
    return _HTML.made(__version__, used, fingerprint.hexdigest()[:16], files)


class Section(NamedTuple):
    """A part of the page: the anchor that leads to it, its heading, and its HTML."""

    name: str
    heading: str
    html: str


class Told(NamedTuple):
    """A line of what the page says in short: what it is about, the sentence, the section that has more, and an example."""

    label: str
    told: str
    opens: str
    """What opens its passages."""
    more: str
    example: str


SECTION_OF = {
    "other words": "same",
    "another speaker": "whose",
    "speaks in one": "voices",
    "nothing like it": "only",
    "record": "reference",
    "headlines": "",
    "early or late": "place",
    "same words": "same",
    "quoted most": "voices",
    "how much is alone": "only",
    "between marks": "voices",
    "verbs": "wording",
    "one text": "copies",
}
"""The kind of a finding → the section that has more of it."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def report(corpus: Corpus) -> str:
    """The page: what differs in sentences, charts whose marks open their passages, tables, limits, and the articles in full.

    It is whole in itself: it asks for nothing over a network, can be printed, and reads on a phone. All words of the articles are
    text in it, never markup. The same corpus gives the same page, byte for byte. `ValueError` when there is no article.

    >>> import workbench as wb
    >>> from workbench.show.report import report
    >>> report(wb.load()).startswith("<!doctype html>")
    True
    """
    reports = reports_only(corpus)
    if reports.articles.empty:
        raise ValueError("the corpus has no report to tell about; put at least one article into the folder")
    sections = []
    for name, (heading, write) in SECTIONS.items():
        if written := write(_seen(name, corpus, reports)):
            sections.append(Section(name, heading, written))
    told = _findings(corpus, {section.name for section in sections})
    asked = _questions(corpus)
    limits = Section("method", "How to read these numbers", _limits(reports))
    opening = _HTML.opening(told, asked, SHOWN_FIRST)
    linked = "".join([opening, limits.html, *(section.html for section in sections)])
    whole = Section("articles", "The articles in full", _in_full(corpus, linked))
    sections += [limits, whole, Section("made", "What this page was made from", _made(corpus))]
    digest = b64encode(sha256(html.own_file("report/report.js").encode()).digest()).decode()
    how_long = _length(reports)
    lede = _HTML.lede_of_one(how_long) if len(reports.articles) == 1 else _HTML.lede(_count(reports), how_long)
    return str(_HTML.report(corpus.title or _title(reports), lede, opening, sections, digest))


def save_page(page: str, path: str | Path) -> Path:
    """Write the page; what stood at `path` before is replaced once the new page is whole. Gives the path.

    `WorkbenchError` says what to do where nothing can be written there.
    """
    target = Path(path)
    if target.is_dir():
        raise WorkbenchError(f"{target} is a folder; give the name of a file, such as {target / 'report.html'}")
    if not target.parent.is_dir():
        raise WorkbenchError(f"{target.parent}: no such folder; make it, or write somewhere else with -o")
    write_whole(target, page.encode("utf-8"))
    return target


def _seen(name: str, corpus: Corpus, reports: Corpus) -> Corpus:
    """References are witnesses: only what is held against them sees them."""
    return corpus if name in ("reference", "to-check") else reports


def _title(corpus: Corpus) -> str:
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    if len(corpus.articles) == 1:
        return f"One article of {outlets[0]}"
    if corpus.articles["outlet"].isna().any() and len(outlets) <= FEW:  # what stands for a name would make no title
        return f"{_count(corpus)} articles on the same event"
    return f"{html.joined(outlets) if len(outlets) <= FEW else plural(len(outlets), 'outlet')} on the same event"


def _count(corpus: Corpus) -> str:
    many = len(corpus.articles)
    return _NUMBERS[many] if many < len(_NUMBERS) else f"{many:,}"


def _findings(corpus: Corpus, names: set[str]) -> list[Told]:
    """The findings in sentences, the first utterance that is printed differently with its versions below it."""
    told: list[Told] = []
    for row in records(findings_frame(corpus)):
        section = "to-check" if row["standing"] == TO_CHECK else SECTION_OF[row["kind"]]
        pieces = split_cell(row["evidence"])
        opens = html.at(pieces, plural(len(pieces), "passage"), row["kind"])
        twice = ""
        if row["kind"] == "other words" and not any(finding.example for finding in told):
            pairs = version_pairs(reports_only(corpus))
            twice = laid(corpus, pairs[pairs["evidence"].eq(row["evidence"])].head(1))
        told.append(Told(row["kind"], row["sentence"], opens, section if section in names else "", twice))
    return told


def _questions(corpus: Corpus) -> str:
    """How many questions are open, and how many readers have settled."""
    count = len(to_check_frame(corpus))
    if not count and not any(decided_in_all(corpus)):
        return ""
    return to_check_told(corpus, min(count, MOST_TO_CHECK), count, "are not shown")


def _length(corpus: Corpus) -> str:
    """Where the articles are from, and how long they are, as a part of a sentence."""
    articles = corpus.articles
    if len(articles) > FEW:
        low, high = articles["words"].min(), articles["words"].max()
        return f"from {plural(articles['outlet_label'].nunique(), 'outlet')}, of {low:,} to {plural(high, 'word')}"
    told = []
    for row in records(articles):
        words = html.counted(row["article_id"], plural(row["words"], "word"))
        told.append(html.sentence("from {} ({})", html.outlet(row["outlet_label"]), words))
    return html.joined(told)
