"""The report as one page: its parts in order, the matter around them, and how it was made."""

from __future__ import annotations

import platform
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version as installed
from pathlib import Path

from workbench import __version__
from workbench.address import Address
from workbench.compare.shared import reports_only
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.errors import AddressError, WorkbenchError
from workbench.files import write_whole
from workbench.schema import ARTICLE_PARTS
from workbench.show.html import Section, at, dated, esc, html_table, joined, outlet, said
from workbench.show.phrasing import plural
from workbench.show.report.findings import FINDINGS, length
from workbench.show.report.sections import SECTIONS, version
from workbench.show.versions import shared

# ---- What stands behind the findings: method and limits, the articles in full, and what the page was made from -------


SURE = 0.7
"""Confidence below which an attribution is listed among the doubtful: about one in three of these is wrong on labelled news."""
UNFOLDED = 6
"""Articles that stand open below each other; more are folded, each behind its headline, or the page ends a hundred screens below."""
_MADE_WITH = ("altair", "vl-convert-python", "pandas")
_KNOWN = {"byline": said, "published": dated, "url": said}
_LINK = re.compile(r'href="#([^"]+:\d+-\d+)"')


def limits_of(corpus: Corpus) -> str:
    """How the numbers are made, and how far they can be trusted in this corpus."""
    spoken = corpus.quotes[~corpus.quotes["kind"].isin(["title", "scare"])]
    nobody = spoken[spoken["participant_id"].isna()]
    doubtful = spoken[spoken["participant_id"].notna() & spoken["confidence"].lt(SURE)]
    here = [
        f"For {at(list(nobody['quote_id']), str(len(nobody)))} of {plural(len(spoken), 'quotation')} and reports no speaker could "
        f"be linked, and none was guessed."
        if len(nobody)
        else "",
        f"For {at(list(doubtful['quote_id']), str(len(doubtful)))} more the speaker is doubtful: check before you quote."
        if len(doubtful)
        else "",
        f"{plural(len(corpus.corrections), 'correction')} of a reader went into the numbers."
        if len(corpus.corrections)
        else "",
        f"{plural(len(corpus.problems), 'file')} could not be loaded." if len(corpus.problems) else "",
    ]
    items = "".join(f"<li>{item}</li>" for item in (*_GENERAL, *filter(None, here)))
    more = "How each number is made, and how often it is wrong on labelled news, is told in <code>docs/method.md</code> of the program."
    return f"<ul>{items}</ul><p>{more}</p>"


_GENERAL = (
    "A program counted all this from the texts below: it reads words, not intentions. People, quotations and speakers are found by "
    "rules and small models, which sometimes err. <span class='screen'>Every underlined number is a link, so that you can check it.</span>",
    "<b>Differs</b> does not mean wrong. Translation, tidying, shortening and two different moments all make words differ. Only a "
    "recording or transcript could tell who is nearer to what was said.",
    "<b>Not found</b> does not mean left out on purpose, or absent. It means that no passage was found; the nearest one is shown.",
    "<b>Small numbers</b> swing widely: with a few short articles one quotation more changes a share. These articles say nothing "
    "about what else an outlet prints.",
)


def articles(corpus: Corpus, body: str) -> str:
    """The articles in full, paragraphs numbered, with an anchor for every passage that `body` links to."""
    wanted: dict[str, list[Address]] = {}
    for address in dict.fromkeys(_LINK.findall(body)):
        at = _parsed(address)
        if at:
            wanted.setdefault(at.article, []).append(at)
    whole = {name: article(corpus, name, wanted.get(name, ())) for name in corpus.articles["article_id"]}
    return "".join(whole.values() if len(whole) <= UNFOLDED else (_folded(corpus, *one) for one in whole.items()))


def _folded(corpus: Corpus, name: str, whole: str) -> str:
    """An article behind a line that opens it, as a link into it does."""
    row = records(corpus.articles[corpus.articles["article_id"].eq(name)])[0]
    return f'<details class="whole"><summary>{outlet(row["outlet_label"])}: {said(row["title"])}</summary>{whole}</details>'


def article(corpus: Corpus, name: str, wanted: Iterable[Address] = (), *, level: int = 3) -> str:
    """One article: its outlet, what is known about it, and its numbered paragraphs."""
    row = records(corpus.articles[corpus.articles["article_id"].eq(name)])[0]
    known = [
        "a reference, not a report" if row["kind"] == "reference" else "",
        *(tell(row[field]) for field, tell in _KNOWN.items() if isinstance(row[field], str)),
        plural(row["words"], "word"),
    ]
    paragraphs = corpus.paragraphs[corpus.paragraphs["article_id"].eq(name)]
    text = "".join(_paragraph(p, wanted) for p in records(paragraphs))
    head = f"<h{level}>{outlet(row['outlet_label'])}</h{level}><p class='quiet'>{' · '.join(filter(None, known))}</p>"
    return f'<article id="{esc(name)}" data-label="{esc(row["outlet_label"])}">{head}{text}</article>'


def _paragraph(row: dict[str, object], wanted: Iterable[Address]) -> str:
    start, end, text = int(str(row["start"])), int(str(row["end"])), str(row["text"])
    starts: dict[int, list[Address]] = {}
    for one in wanted:
        if start <= one.start < max(end, start + 1) and str(one) != row["paragraph_id"]:
            starts.setdefault(one.start, []).append(one)
    pieces, before = [], start
    for here in sorted(starts):
        anchors = "".join(f'<a id="{esc(one)}"></a>' for one in starts[here])
        pieces += [esc(text[before - start : here - start]), anchors]
        before = here
    words = "".join([*pieces, esc(text[before - start :])])
    kind = str(row["kind"]) if row["kind"] in ARTICLE_PARTS else "other"
    number = int(str(row["position"])) + 1
    return (
        f'<p class="{kind}" id="{esc(row["paragraph_id"])}" data-start="{start}" data-n="{number}">'
        f'<span class="no">{number}</span><span class="w" dir="auto">{words}</span></p>'
    )


def manifest(corpus: Corpus) -> str:
    """What the page was made from and with: enough to make the same page again, or to see that something has changed."""
    rows = [
        [
            f"<code>{esc(row['source'])}</code>",
            outlet(row["outlet_label"]),
            f"<code>{esc(row['sha256'])}</code>",
        ]
        for row in records(corpus.articles)
    ]
    used = ", ".join([f"Python {platform.python_version()}", *(f"{name} {installed(name)}" for name in _MADE_WITH)])
    return (
        f"<p>Made by News Workbench {esc(__version__)} with {esc(used)}. Fingerprint of the corpus: "
        f"<code>{fingerprint(corpus)}</code>. The same files and versions give this page again, byte for byte: "
        f"<code>workbench report FOLDER -o report.html</code></p>"
        f"{html_table(['File', 'Outlet', 'SHA-256 of the file'], rows, 'Files', noun='file')}"
    )


def fingerprint(corpus: Corpus) -> str:
    """A short name for exactly these texts, names and corrections."""
    known = sha256()
    for _, frame in corpus.tables():
        known.update(frame.to_csv(index=False).encode("utf-8", "surrogatepass"))
    return known.hexdigest()[:16]


def _parsed(address: str) -> Address | None:
    try:
        return Address.parse(address)
    except AddressError:
        return None


# ---- The report as one page that needs nothing else: no network, no server, and for reading not even scripts ---------


_HERE = Path(__file__).parent
_FEW = 4  # outlets that the heading names
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
    sections = [
        Section(name, heading, write(_seen(name, corpus, reports))) for name, (heading, write) in SECTIONS.items()
    ]
    sections = [section for section in sections if section.html]
    title = corpus.title or _title(reports)
    head = f"<header><h1><bdi>{esc(title)}</bdi></h1>{_what(reports)}</header>"
    short = _opening(corpus, reports, {section.name for section in sections})
    limits = Section("method", "How to read these numbers", limits_of(reports))
    linked = "".join([short, limits.html, *(section.html for section in sections)])
    whole = Section("articles", "The articles in full", articles(corpus, linked))
    sections += [limits, whole, Section("made", "What this page was made from", manifest(corpus))]
    contents = "".join(f'<li><a href="#{s.name}">{s.heading}</a></li>' for s in sections)
    nav = f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>'
    return document(title, "".join([head, short, nav, *map(_section, sections)]))


def document(title: str, body: str, *, style: str = "report.css", script: str | None = "report.js") -> str:
    """A whole page around its body: style and script inside, and a policy that lets nothing else in."""
    css = (_HERE / style).read_text(encoding="utf-8")
    js = (_HERE / script).read_text(encoding="utf-8") if script else ""
    digest = b64encode(sha256(js.encode("utf-8")).digest()).decode("ascii")
    allowed = f"'sha256-{digest}'" if script else "'none'"
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light">'
        f'<meta name="referrer" content="no-referrer"><title>{esc(title)}</title><style>{css}</style></head><body>'
        f'<a class="skip" href="#main">Skip to the content</a><main id="main">{body}</main>'
        f"{f'<script>{js}</script>' if script else ''}</body></html>\n"
    )


def save(page: str, path: str | Path) -> Path:
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
    """References are witnesses: only the section about them sees them."""
    return corpus if name == "reference" else reports


def _title(corpus: Corpus) -> str:
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    if len(corpus.articles) == 1:
        return f"One article of {outlets[0]}"
    if corpus.articles["outlet"].isna().any() and len(outlets) <= _FEW:  # what stands for a name would make no title
        return f"{_count(corpus)} articles on the same event"
    return f"{joined(outlets) if len(outlets) <= _FEW else plural(len(outlets), 'outlet')} on the same event"


def _count(corpus: Corpus) -> str:
    many = len(corpus.articles)
    return _NUMBERS[many] if many < len(_NUMBERS) else f"{many:,}"


def _what(corpus: Corpus) -> str:
    """What this page is, for a reader who was not told."""
    links = '<span class="screen">Every underlined number, and every mark of a chart, opens the words that it counts.</span> '
    end = "in full at the end; ¶ is a paragraph there"
    if len(corpus.articles) == 1:
        told = f"One news article, {length(corpus)}, taken apart; there is nothing to compare it with. {links}It stands {end}."
    else:
        told = (
            f"{_count(corpus)} news articles on one event, {length(corpus)}, compared word by word. "
            f"This page says how they differ, not who is right. {links}The articles stand {end}."
        )
    return f'<p class="lede">{told}</p>'


def _opening(corpus: Corpus, reports: Corpus, names: set[str]) -> str:
    """The findings in sentences, with the utterance that is printed most differently."""
    items = []
    for label, (name, tell) in FINDINGS.items():
        told = tell(_seen(name, corpus, reports))
        if told:
            more = (
                f'&nbsp;<a class="more" href="#{name}" aria-label="More on: {esc(label)}">more</a>'
                if name in names
                else ""
            )
            twice = _twice(reports) if name == "same" else ""
            items.append(f"<li><b>{esc(label)}.</b> {told}{more}{twice}</li>")
    return f'<section id="glance"><h2>In short</h2><ul class="findings">{"".join(items)}</ul></section>'


def _twice(corpus: Corpus) -> str:
    """The pair of versions that differs most, word under word."""
    pairs = shared(corpus)
    return f'<div id="twice">{version(corpus, pairs.head(1))}</div>' if len(pairs) and pairs["errors"].iloc[0] else ""


def _section(section: Section) -> str:
    return f'<section id="{section.name}"><h2>{section.heading}</h2>{section.html}</section>'
