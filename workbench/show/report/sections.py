"""The sections of the report, with their tables and details."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup

from workbench.compare.collate import version_pairs
from workbench.compare.findings import alike, apart, given_apart, judged
from workbench.compare.rates import word_choices
from workbench.compare.shared import once_per_corpus
from workbench.compare.standing import MOST_TO_CHECK, countable
from workbench.corpus import Corpus
from workbench.corpus.model import records, split_cell
from workbench.phrasing import plural, snippet
from workbench.schema import METADATA
from workbench.show.figures.page import ReportChart, figure
from workbench.show.html import (
    Templates,
    at,
    dated,
    glued,
    html_table,
    joined,
    labels_html,
    listed,
    named,
    outlet,
    paragraph,
    place,
    quiet,
    said,
    said_at,
    sentence,
    words_at,
)
from workbench.show.nouns import NOUNS
from workbench.show.versions import word_under_word
from workbench.show.views import labels_frame, sure_ledger_frame, to_check_frame, to_check_told

_KINDS = 4  # of things with several words for them: those of which most is said
_MOST_NAMES = 12  # in a sentence
_LABELS = 8  # words for one thing or person in one outlet, the most frequent

_choices_frame = once_per_corpus(word_choices)
_HTML = Templates("report/sections.html.j2")

DRAWINGS = {
    name: ReportChart(noun.view, noun.says, noun.table, noun.seen) for name, noun in NOUNS.items() if noun.table
}
"""The charts of the report: name → what draws it and what its table shows."""


def version(corpus: Corpus, pairs: pd.DataFrame) -> Markup:
    """One utterance as its outlets print it, the most different pair counted; `pairs` are its rows of `word_errors`."""
    top = records(pairs)[0]
    who = corpus.labelled("quotes").set_index("quote_id")["name"].get(top["witness_a"])
    speaker = sentence("{}: ", named(who)) if isinstance(who, str) else ""
    differ = at(top["evidence"], "1 word differs" if top["errors"] == 1 else f"{top['errors']:,} words differ")
    in_a = sentence("{} in {}", plural(top["words_a"], "word"), outlet(top["outlet_a"]))
    in_b = sentence("{} in {}", f"{top['words_b']:,}", outlet(top["outlet_b"]))
    return glued([paragraph(sentence("{}{}, of {} and {}.", speaker, differ, in_a, in_b)), laid(corpus, pairs)])


def laid(corpus: Corpus, pairs: pd.DataFrame) -> Markup:
    """The versions of one utterance word under word, and how to read them."""
    witnesses = list(dict.fromkeys([*pairs["witness_a"], *pairs["witness_b"]]))
    key = quiet("Bold, underlined words differ; · stands where a version has no word.")
    return glued([word_under_word(corpus, witnesses), key])


def _alone(corpus: Corpus, label: str, most: int) -> Markup:
    """What was not found elsewhere: people and bodies, then sentences, with what comes nearest."""
    frame = sure_ledger_frame(corpus)
    single = frame[frame["outlets"].eq(1)]
    here = single[single["outlet_label"].eq(label) & single["count"].gt(0)]
    people = here[here["kind"].isin(["person", "body"])]
    facts = here[here["kind"].eq("fact")]
    shown = [at(row["evidence"], named(row["item"]), row["item"]) for row in records(people.head(_MOST_NAMES))]
    more = f" and {plural(len(people) - _MOST_NAMES, 'more')}" if len(people) > _MOST_NAMES else ""
    items = []
    for row in records(facts.head(most)):
        missed = single[single["item_id"].eq(row["item_id"]) & single["nearest"].notna()]
        nearest = said_at(corpus, str(missed["nearest_at"].iloc[0]), 160) if len(missed) else ""
        address = split_cell(row["evidence"])[0]
        items.append((words_at(corpus, address, 260), place(corpus, address, named=False), nearest))
    rest = [split_cell(cell)[0] for cell in facts["evidence"][most:]]
    left = at(rest, plural(len(facts) - most, "more sentence")) if rest else ""
    return _HTML.alone(label, joined(shown), more, items, left)


def _choices(corpus: Corpus) -> str:
    """Different words for the same kind of thing: how often each outlet uses each."""
    frame = _choices_frame(corpus)
    total = frame.groupby("field")["count"].sum().sort_values(ascending=False, kind="stable")
    words = frame[frame["count"].gt(0)].groupby("field")["word"].nunique()
    fields = [field for field in total.index if words.get(field, 0) > 1][:_KINDS]
    if not fields:
        return ""
    rows = []
    for field in fields:
        used = frame[frame["field"].eq(field) & frame["count"].gt(0)]
        rows.append([named(field), _by_outlet(corpus, used, "word")])
    return html_table(["Kind of thing", "Words for it"], rows, "Different words for the same kind of thing")


def _called(corpus: Corpus) -> str:
    """What each outlet calls those whom several name, where they differ."""
    frame = labels_frame(corpus)
    rows = []
    for (_, name), own in frame.groupby(["participant_id", "name"], sort=False):
        if own["outlet_label"].nunique() < 2 or own["label"].nunique() < 2:
            continue
        rows.append([named(name), _by_outlet(corpus, own, "label")])
    return html_table(["Who", "Called"], rows, "What each outlet calls the same people", noun="name") if rows else ""


def _by_outlet(corpus: Corpus, rows: pd.DataFrame, column: str) -> Markup:
    """A line for each outlet: its most frequent words of that column, each with its count."""
    lines = []
    for label in dict.fromkeys(corpus.articles["outlet_label"]):
        own = rows[rows["outlet_label"].eq(label)].sort_values("count", ascending=False, kind="stable")
        words = []
        for row in records(own.head(_LABELS)):
            words.append(sentence("{} {}", named(snippet(row[column], 90)), at(row["evidence"], f"{row['count']}×")))
        if words:
            lines.append(sentence("{}: {}", outlet(label), listed(words)))
    return _HTML.lines(lines)


MOST_PAIRS = 5  # of utterances, conflicts and the like; a page that shows all of them is not read
_FIELDS = {"outlet": "publisher", "published": "date", "url": "web address", "byline": "author"}
MOST_ARTICLES = 12  # that have a panel or a line of their own
_MOST_OUTLETS = 6  # outlets that are taken one by one


def _articles(corpus: Corpus) -> Markup:
    rows = []
    for row in records(corpus.articles):
        to_article = _HTML.to_article(row["article_id"], row["outlet_label"])
        known = [said(row["title"]), said(row["byline"]), dated(row["published"]), f"{row['words']:,}"]
        rows.append([to_article, *known])
    absent = [field for field in METADATA if field != "deck" and corpus.articles[field].isna().all()]
    unknown = [_FIELDS.get(field, field) for field in absent]
    note = f" No article states its {joined(unknown, 'or')}." if unknown else ""
    told = "What a text does not state stays unstated: nothing was filled in or looked up."
    table = html_table(["Outlet", "Headline", "Author", "Date", "Words"], rows, "The articles", noun="article")
    return glued([table, paragraph(told + note)])


def _voices(corpus: Corpus) -> Markup:
    """Who speaks, how long, and where in the story."""
    if corpus.quotes.empty and corpus.mentions.empty:
        return paragraph("No person or body was found that is named or speaks.")
    if len(corpus.articles) > MOST_ARTICLES:
        left_out = f"Who is named and speaks where in each of {len(corpus.articles)} articles is left out here: it would be a wall."
        return glued([figure(corpus, "speaking", DRAWINGS["speaking"]), quiet(left_out)])
    return glued(figure(corpus, name, DRAWINGS[name]) for name in ("speaking", "people", "order"))


def _same(corpus: Corpus) -> str:
    """The utterances that several outlets quote, word under word."""
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    pairs = version_pairs(corpus)
    marked = int(corpus.quotes["marks"].ne("none").sum())
    if pairs.empty and not marked:
        return paragraph("Nothing stands between quotation marks, so there are no versions to lay side by side.")
    chart = figure(corpus, "same_words", DRAWINGS["same_words"])
    if pairs.empty:
        told = (
            f"No two outlets were found to quote the same utterance. Held against each other were all "
            f"{plural(marked, 'stretch', 'stretches')} between quotation marks, by the words they share and their order, "
            f"and every sentence without marks."
        )
        return glued([paragraph(told), chart])
    differ = pairs[pairs["errors"].gt(0)].drop_duplicates("utterance")["utterance"]
    wanted = [pairs[pairs["utterance"].eq(utterance)] for utterance in differ]
    above: Markup | str = ""
    if wanted:  # its most different pair stands at the top of the page; here it has all its versions
        first, *wanted = wanted
        above = _HTML.stands_above(laid(corpus, first) if len(first) > 1 else "")
    versions = [version(corpus, rows) for rows in wanted[:MOST_PAIRS]]
    rest = [address for rows in wanted[MOST_PAIRS:] for cell in rows["evidence"] for address in split_cell(cell)]
    more = at(rest, plural(len(wanted) - MOST_PAIRS, "more utterance")) if rest else ""
    note = paragraph(sentence("{} with differing words.", more)) if rest else ""
    return glued([above, *versions, note, chart])


def _whose(corpus: Corpus) -> str:
    """What is given to different people."""
    rows = given_apart(corpus)
    if rows.empty:
        return ""
    pairs = [(_side(corpus, row, "a"), _side(corpus, row, "b")) for row in records(rows.head(MOST_PAIRS))]
    rest = [address for row in records(rows[MOST_PAIRS:]) for address in (row["passage_a"], row["passage_b"])]
    more = at(rest, plural(len(rows) - MOST_PAIRS, "more pair")) if rest else ""
    return _HTML.whose(pairs, more)


def _side(corpus: Corpus, row: dict[str, str], side: str) -> dict[str, object]:
    """One of two like statements: who says it, by what this was told, and the words."""
    return {
        "who": row[f"name_{side}"] if isinstance(row[f"name_{side}"], str) else "",
        "by_position": row[f"made_{side}"] == "by position",
        "words": said_at(corpus, row[f"passage_{side}"]),
    }


def _only(corpus: Corpus) -> str:
    """What has nothing like it in another outlet, with what comes nearest there."""
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    most = 4 if len(outlets) <= 3 else 2
    told = (
        "A sentence is listed when nothing like it was found in any other article; the first ones of each article stand here. "
        "Every sentence elsewhere was held against it by its words, names, numbers and quotations: look at the nearest."
    )
    left = len(outlets) - _MOST_OUTLETS
    note = paragraph(f"{plural(left, 'more outlet')}: see the chart.") if left > 0 else ""
    lists = [_alone(corpus, label, most) for label in outlets[:_MOST_OUTLETS]]
    return glued([paragraph(told), *lists, note, figure(corpus, "ledger", DRAWINGS["ledger"])])


def _placed(corpus: Corpus) -> str:
    """How each article begins, and what stands early in one and late in another."""
    opening = _openings(corpus)
    if len(corpus.articles) < 2:
        return opening
    far = []
    for row in records(apart(corpus).head(MOST_PAIRS)):
        cells = []
        for side in "ab" if row["place_a"] < row["place_b"] else "ba":
            words = said_at(corpus, row[f"sentence_{side}"], 160)
            cells.append(_HTML.ranked(words, row[f"rank_{side}"], row[f"of_{side}"]))
        far.append(cells)
    if far:
        late = html_table(["Early in one", "Late in another"], far, "The same fact in different places")
    else:
        late = paragraph("No fact that two articles share stands early in one and late in the other.")
    return glued([opening, late, figure(corpus, "facts", DRAWINGS["facts"])])


def _openings(corpus: Corpus) -> str:
    """Headline and first sentence of each article."""
    body = corpus.sentences.merge(corpus.paragraphs[["paragraph_id", "kind"]], on="paragraph_id")
    first = body[body["kind"].eq("body")].drop_duplicates("article_id")
    titles = corpus.articles.set_index("article_id")["title"]
    rows = []
    for row in records(first[["article_id", "sentence_id"]].head(MOST_ARTICLES)):
        article, address = row["article_id"], row["sentence_id"]
        words = words_at(corpus, address, 320)
        rows.append((labels_html(corpus)[article], titles[article], words, place(corpus, address, named=False)))
    which = "each article begins" if len(first) <= MOST_ARTICLES else f"the first {MOST_ARTICLES} articles begin"
    return _HTML.openings(f"How {which}", rows) if rows else ""


def _wording(corpus: Corpus) -> Markup:
    """Verbs of saying, names for the same thing, words of one's own."""
    charts = [figure(corpus, name, DRAWINGS[name]) for name in ("cues", "keyness")]
    return glued([_choices(corpus), _called(corpus), *charts])


def _reference(corpus: Corpus) -> str:
    if "reference" not in set(corpus.articles["kind"]):
        return ""
    rows = countable(judged(corpus))
    if rows.empty:
        return ""
    apart_first = rows.sort_values("verdict", key=lambda v: v.isin(["verbatim", "excerpt", "outside"]), kind="stable")
    body = []
    for row in records(apart_first):
        printed = sentence("{} {}", outlet(row["outlet_label"]), place(corpus, row["quote_id"], named=False))
        has = isinstance(row["reference"], str)
        there = at(row["reference_at"], named(row["reference"])) if has else "–"
        body.append([printed, words_at(corpus, row["quote_id"]), there, row["finding"]])
    heads = ["Outlet", "Printed", "In the reference", "Finding"]
    return html_table(heads, body, "Every quotation against the reference, those that depart first", noun="quotation")


def _to_check(corpus: Corpus) -> str:
    """The questions that are open, the most telling first, both passages of each beside each other."""
    rows = to_check_frame(corpus)
    if rows.empty:
        return ""
    shown = rows.head(MOST_TO_CHECK)
    asked = []
    for row in records(shown):
        sides = []
        for side in "ab":
            addresses = split_cell(row[f"passage_{side}"])
            cited = (sentence("{} {}", words_at(corpus, at), place(corpus, at, named=False)) for at in addresses)
            words = listed(cited, " … ") or "nothing there comes near"
            sides.append({"outlet": row[f"outlet_{side}"], "name": row[f"name_{side}"], "words": words})
        record = (
            sentence("{} {}", named(row["record_says"]), said_at(corpus, row["record_at"]))
            if isinstance(row["record_at"], str)
            else ""
        )
        asked.append((row["question"], sides, record))
    return _HTML.to_check(to_check_told(corpus, len(shown), len(rows), "are not shown"), asked)


def _copied(corpus: Corpus) -> str:
    rows = alike(corpus)
    if rows.empty:
        return ""
    body = []
    for row in records(rows):
        pair = sentence("{} and {}", outlet(row["outlet_a"]), outlet(row["outlet_b"]))
        shares = []
        for side in "ab":
            words = at(row[f"evidence_{side}"], plural(row[f"shared_{side}"], "word"))
            shares.append(sentence("{} of {}", words, f"{row[f'words_{side}']:,}"))
        body.append([pair, *shares])
    heads = ["Pair", "Words of the first that the second has", "and the other way round"]
    told = "The words do not tell who took from whom, or whether both took from an agency."
    return glued([html_table(heads, body, "Pairs of articles with much of the same text"), paragraph(told)])


SECTIONS: dict[str, tuple[str, Callable[[Corpus], str]]] = {
    "articles-compared": ("What is compared", _articles),
    "same": ("The same words?", _same),
    "reference": ("Against the record", _reference),
    "whose": ("Whose words?", _whose),
    "only": ("Nothing like it elsewhere", _only),
    "voices": ("Who speaks", _voices),
    "place": ("What comes first, what comes late", _placed),
    "wording": ("How it is said", _wording),
    "copies": ("Shared text", _copied),
    "to-check": ("To check", _to_check),
}
"""Anchor → heading and what writes the section, in the order of the page."""
