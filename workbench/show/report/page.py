"""The report as one page that needs nothing else: no network, no server, and for reading not even scripts."""

from __future__ import annotations

import os
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from workbench.compare.common.witnesses import reports_only
from workbench.corpus import Corpus
from workbench.errors import WorkbenchError
from workbench.show.charts.rows import plural
from workbench.show.page.reader import esc
from workbench.show.report import matter
from workbench.show.report.details import version
from workbench.show.report.findings import FINDINGS, length
from workbench.show.report.parts import Section, joined
from workbench.show.report.sections import SECTIONS
from workbench.show.report.versions import shared

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
    limits = Section("method", "How to read these numbers", matter.limits(reports))
    linked = "".join([short, limits.html, *(section.html for section in sections)])
    whole = Section("articles", "The articles in full", matter.articles(corpus, linked))
    sections += [limits, whole, Section("made", "What this page was made from", matter.manifest(corpus))]
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
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
        aside.chmod(0o644)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
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
