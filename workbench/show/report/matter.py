"""What stands behind the findings: method and limits, the articles in full, and what the page was made from."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version

from workbench import __version__
from workbench.address import Address
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.errors import AddressError
from workbench.schema import ARTICLE_PARTS
from workbench.show.charts.rows import plural
from workbench.show.page.reader import esc, said
from workbench.show.report.parts import at, dated, outlet, table

SURE = 0.7
"""Confidence below which an attribution is listed among the doubtful: about one in three of these is wrong on labelled news."""
UNFOLDED = 6
"""Articles that stand open below each other; more are folded, each behind its headline, or the page ends a hundred screens below."""
_MADE_WITH = ("altair", "vl-convert-python", "pandas")
_KNOWN = {"byline": said, "published": dated, "url": said}
_LINK = re.compile(r'href="#([^"]+:\d+-\d+)"')


def limits(corpus: Corpus) -> str:
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
    used = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _MADE_WITH)])
    return (
        f"<p>Made by News Workbench {esc(__version__)} with {esc(used)}. Fingerprint of the corpus: "
        f"<code>{fingerprint(corpus)}</code>. The same files and versions give this page again, byte for byte: "
        f"<code>workbench report FOLDER -o report.html</code></p>"
        f"{table(['File', 'Outlet', 'SHA-256 of the file'], rows, 'Files', noun='file')}"
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
