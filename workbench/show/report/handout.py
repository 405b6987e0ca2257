"""The handout: tasks and questions for a class, made from what the articles show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.collate import word_edits
from workbench.compare.sensitivity import quoted_share
from workbench.compare.shared import reports_only
from workbench.corpus import Corpus
from workbench.corpus.model import outlet_of, records
from workbench.show.html import addresses, esc, joined, said
from workbench.show.phrasing import plural, snippet
from workbench.show.report.findings import AS_IN, alike, apart, cue_verbs, hints, judged, links
from workbench.show.report.page import document
from workbench.show.report.sections import told_items
from workbench.show.versions import ENOUGH, shared, word_under_word

# ---- What a class is asked about two reports, and the answers: chosen and counted from the corpus, printed by `handout`


SPEAKERS = 5  # rows to fill in; more are work, not thought
UTTERANCES = 2
_STATUS = ("quoted in full", "quoted in fragments", "paraphrased", "mentioned")
_SORTS = {
    "person": 0,
    "number": 1,
    "body": 2,
    "date": 3,
    "place": 4,
}  # what can be looked for on paper, the telling first


class Pair(NamedTuple):
    """Two reports, and their articles in the order of the letters that stand for them; and the corpus they come from."""

    corpus: Corpus
    whole: Corpus
    articles: tuple[str, str]

    def letter(self, article: str) -> str:
        """X or Y, as `wb.blind` calls two outlets."""
        return "XY"[self.articles.index(article)]


class Look(NamedTuple):
    """Something to look for in both reports, and where each has it."""

    item: str
    kind: str
    found: dict[str, dict[str, Any]]


def pair(corpus: Corpus) -> Pair:
    """The two reports that have most to hold against each other: most quotations in different words, then in the same, then facts.

    Two of one outlet, or two that share their text, are taken only when there are no others.
    `ValueError` when the corpus has fewer than two reports.
    """
    reports = reports_only(corpus)
    articles = list(reports.articles["article_id"])
    if len(articles) < 2:
        raise ValueError(
            f"a handout holds two reports against each other, and the corpus has {len(articles)}: "
            "put a second article on the same event into the folder"
        )
    outlets = outlet_of(reports)
    pairs, facts = shared(reports), _counts(links(reports), "sentence_a", "sentence_b")
    differ, quoted = (_counts(rows, "witness_a", "witness_b") for rows in (pairs[pairs["errors"].gt(0)], pairs))
    same_text = {frozenset(couple) for couple in alike(reports)[["article_a", "article_b"]].itertuples(index=False)}

    def in_common(couple: tuple[str, str]) -> tuple[int, ...]:
        key, one = frozenset(couple), outlets[couple[0]] == outlets[couple[1]]
        return (-one, -(key in same_text), differ.get(key, 0), quoted.get(key, 0), facts.get(key, 0))

    first, second = max(combinations(articles, 2), key=in_common)
    both = reports.where(article_id=[first, second])
    return Pair(both, corpus, (first, second))


def speakers(two: Pair) -> list[Look]:
    """Who says or is said to do most in both reports together."""
    frame = told_items(two.corpus)
    people = _looks(two, frame[frame["kind"].isin(["person", "body"])])
    return sorted(people, key=lambda look: (_height(look), -sum(cell["count"] for cell in look.found.values())))[
        :SPEAKERS
    ]


def to_find(two: Pair) -> list[Look]:
    """What to look for in both: two things that only each one has, and one that both have."""
    frame = told_items(two.corpus)
    known = {look.item for look in speakers(two)}
    looks = sorted(
        (look for look in _looks(two, frame[frame["kind"].isin(list(_SORTS))]) if look.item not in known),
        key=lambda look: _SORTS[look.kind],
    )
    chosen = []
    for article, number in ((two.articles[0], 2), (two.articles[1], 2)):
        only = [look for look in looks if [a for a, cell in look.found.items() if cell["count"]] == [article]]
        kinds: dict[str, Look] = {}
        for look in only:
            kinds.setdefault(look.kind, look)
        chosen += [*kinds.values(), *(look for look in only if look not in kinds.values())][:number]
    both = [look for look in looks if all(cell["count"] for cell in look.found.values())][:1]
    return sorted([*chosen, *both], key=lambda look: look.item.casefold())  # so that the order gives nothing away


def utterances(two: Pair) -> list[dict[str, Any]]:
    """The shared quotations that differ most: rows of `word_errors`."""
    rows = shared(two.corpus)
    rows = rows[rows["errors"].gt(0) & rows[["words_a", "words_b"]].min(axis=1).ge(ENOUGH)]
    return records(rows.drop_duplicates("utterance").head(UTTERANCES))


def differences(two: Pair, witnesses: Iterable[str]) -> pd.DataFrame:
    """How these two versions differ: the rows of `word_edits` that change words."""
    edits = word_edits(two.corpus)
    both = edits[edits["witness_a"].isin(list(witnesses)) & edits["witness_b"].isin(list(witnesses))]
    return both[~both["kind"].isin(["beyond", "sentence", "punctuation"])]


def short_words(two: Pair) -> list[dict[str, Any]]:
    """Of each report the shortest words between marks that have a speaker: whose are they?"""
    quotes = two.corpus.labelled("quotes")
    some = quotes[quotes["kind"].isin(["fragment", "scare"]) & quotes["name"].notna()]
    some = some.sort_values("words", kind="stable").drop_duplicates(["article_id"])
    return records(some.sort_values("article_id", key=lambda a: a.map(two.articles.index), kind="stable"))


def buried(two: Pair) -> dict[str, Any] | None:
    """The shared fact that stands in the most different places, the early place first; none where there is none."""
    found = records(apart(two.corpus).head(1))
    if not found:
        return None
    row = found[0]
    early, late = ("a", "b") if row["place_a"] < row["place_b"] else ("b", "a")
    return {
        name: {k: row[f"{k}_{s}"] for k in ("sentence", "article", "rank", "of")}
        for name, s in (("early", early), ("late", late))
    }


def _counts(rows: pd.DataFrame, a: str, b: str) -> dict[frozenset[str], int]:
    counts: dict[frozenset[str], int] = {}
    for one, other in rows[[a, b]].itertuples(index=False, name=None):
        key = frozenset((Address.parse(one).article, Address.parse(other).article))
        counts[key] = counts.get(key, 0) + 1
    return counts


def _looks(two: Pair, frame: pd.DataFrame) -> list[Look]:
    """Items with what each of the two articles has of them; the ledger counts by outlet, so this is told from addresses."""
    looks = []
    for (kind, _, name), rows in frame.groupby(["kind", "item_id", "item"], sort=False):
        every = [address for cell in rows["evidence"] for address in addresses(cell)]
        cells = {}
        for article in two.articles:
            own = [address for address in every if Address.parse(address).article == article]
            label = two.corpus.articles.set_index("article_id")["outlet_label"][article]
            row = records(rows[rows["outlet_label"].eq(label)])[0]
            status = row["status"] if own else "not found"
            cells[article] = {"count": len(own), "status": status, "at": own[:1], "nearest_at": row["nearest_at"]}
        looks.append(Look(str(name), str(kind), cells))
    return looks


def _height(look: Look) -> int:
    there = [_STATUS.index(cell["status"]) for cell in look.found.values() if cell["status"] in _STATUS]
    return min(there, default=len(_STATUS))


# ---- The questions of a handout: each with the room to answer it, and with what these two reports let a teacher expect


_POINT = '<p class="point">Point to the passage: report ____ paragraph ____ &nbsp; report ____ paragraph ____</p>'
_VERBS = 8  # in an answer
_WAYS = "not found · mentioned · paraphrased · quoted in fragments · quoted in full"


class Task(NamedTuple):
    """A question, the room to answer it (tables and lines, for students), and what to expect (for teachers)."""

    heading: str
    minutes: int
    asked: str
    room: str
    answer: str


def predict(two: Pair) -> Task:
    """Which report quotes more, guessed from the headlines."""
    titles = two.corpus.articles.set_index("article_id")["title"]
    heads = "".join(f"<li>{two.letter(a)}: {said(titles[a])}</li>" for a in two.articles)
    frame = quoted_share(two.corpus)
    numbers = joined(
        f"<bdi>{esc(label)}</bdi> {row['value']:.0%} of its words, in {plural(len(addresses(row['evidence'])), 'stretch', 'stretches')}"
        for label, row in frame.iterrows()
    )
    asked = f"<p>Read only the headlines. Which report will let people speak in their own words more? Why?</p><ul>{heads}</ul>"
    answer = f"between quotation marks stand: {numbers}. Guesses are kept until the end."
    return Task("Predict, before you read", 5, asked, _lines(2), answer)


def speak(two: Pair) -> Task | None:
    """Who is named, retold, quoted."""
    people = speakers(two)
    if not people:
        return None
    rows = "".join(f'<tr><th scope="row"><bdi>{esc(look.item)}</bdi></th>{"<td></td>" * 4}</tr>' for look in people)
    head = "<tr><th>Who</th><th>in X: how?</th><th>¶</th><th>in Y: how?</th><th>¶</th></tr>"
    asked = f"<p>How does each report have these people? Write one of: {_WAYS}. Who is only spoken about, and never speaks?</p>"
    answers = "".join(f"<li><bdi>{esc(look.item)}</bdi>: {_where(two, look)}</li>" for look in people)
    return Task("Who speaks?", 10, asked, f'<table class="who">{head}{rows}</table>{_lines(1)}', f"<ul>{answers}</ul>")


def same(two: Pair) -> Task:
    """The same utterance, twice."""
    rows = utterances(two)
    if not rows:
        asked = "<p>Is there anything that both reports quote? Find the place where they come nearest to it.</p>"
        answer = "no utterance was found between quotation marks in both and in different words."
        return Task("Are the words the same?", 15, asked, _POINT + _lines(2), answer)
    shown, answers = [], []
    for row in rows:
        witnesses = [row["witness_a"], row["witness_b"]]
        sides = "".join(
            f"<div><b>{two.letter(Address.parse(w).article)}</b> {_version(two, w, row['evidence'])}</div>"
            for w in witnesses
        )
        shown.append(f'<div class="sides">{sides}</div>')
        edits = [
            f"{_either(e['words_a'])} → {_either(e['words_b'])} ({esc(e['kind'])})"
            for e in records(differences(two, witnesses))
        ]
        told = f"{row['errors']} of {row['words_a']} and of {row['words_b']} words differ: {'; '.join(edits)}."
        answers.append(f"<p>{told}</p>{word_under_word(two.corpus, witnesses)}")
    asked = (
        f"<p>Both reports quote this. Underline every word that differs.</p>{''.join(shown)}"
        "<p>Does each difference change the meaning? Vote before you discuss. Which one would you ask about?</p>"
    )
    return Task("Are the words the same?", 15, asked, _lines(2), "".join(answers))


def whose(two: Pair) -> Task | None:
    """Whose word is this?"""
    rows = hints(two.corpus)
    rows = rows[rows["kind"].eq("different speakers")]
    words = short_words(two)
    if rows.empty and not words:
        return None
    asked = [f"<li>“<bdi>{esc(w['text'])}</bdi>” (report {_at(two, w['quote_id'])})</li>" for w in words]
    answer = [
        f"<li>“<bdi>{esc(w['text'])}</bdi>”: <bdi>{esc(w['name'])}</bdi>{_code(w['quote_id'])}</li>" for w in words
    ]
    for row in records(rows.head(1)):
        for s in "ab":
            words_there = f"“<bdi>{esc(snippet(row[f'text_{s}'], 160))}</bdi>”"
            asked.append(f"<li>{words_there} (report {_at(two, row[f'passage_{s}'])})</li>")
            answer.append(f"<li>{words_there}: <bdi>{esc(row[f'name_{s}'])}</bdi>{_code(row[f'passage_{s}'])}</li>")
        answer.append(
            "<li>The last two may be one statement given to two people. Which is right, the reports do not say.</li>"
        )
    question = (
        "<p>Whose words are these: the reporter’s, or somebody’s whom the reporter quotes? Whose? How do you know?</p>"
    )
    return Task(
        "Whose word is this?", 10, f"{question}<ul>{''.join(asked)}</ul>", _lines(2), f"<ul>{''.join(answer)}</ul>"
    )


def only(two: Pair) -> Task | None:
    """What is only here, and what merely seems to be?"""
    looks = to_find(two)
    if not looks:
        return None
    rows = "".join(f'<tr><th scope="row"><bdi>{esc(look.item)}</bdi></th><td></td><td></td></tr>' for look in looks)
    asked = (
        "<p>Look for each in both reports. Write the paragraph, or a cross. Is it missing, or there in other words?</p>"
    )
    room = f"<table><tr><th>Look for</th><th>X: ¶</th><th>Y: ¶</th></tr>{rows}</table>"
    answers = "".join(f"<li><bdi>{esc(look.item)}</bdi>: {_where(two, look)}</li>" for look in looks)
    return Task("What is only here?", 10, asked, room, f"<ul>{answers}</ul>")


def lead(two: Pair) -> Task:
    """What leads, what is buried?"""
    asked = "<p>What does each report tell first? Write each in one sentence of your own.</p>"
    found = buried(two)
    if not found:
        asked += "<p>What would change if the last paragraph of each came first?</p>"
        answer = "no fact that both tell was found to stand early in one and late in the other."
        return Task("What leads, what is buried?", 10, asked, _lines(3), answer)
    early, late = found["early"], found["late"]
    words = esc(snippet(two.corpus.passage(early["sentence"]).words, 160))
    asked += (
        f"<p>Report {_at(two, early['sentence'])}: <i><bdi>{words}</bdi></i> Where does the other report tell this? "
        "What would change if it stood there first?</p>"
    )
    answer = (
        f"sentence {early['rank']} of {early['of']} in {_at(two, early['sentence'])}{_code(early['sentence'])}, "
        f"sentence {late['rank']} of {late['of']} in {_at(two, late['sentence'])}{_code(late['sentence'])}."
    )
    return Task("What leads, what is buried?", 10, asked, _lines(2) + _POINT + _lines(1), answer)


def verbs(two: Pair) -> Task | None:
    """Would *said* have done?"""
    frame = cue_verbs(two.corpus)
    frame = frame[frame["cue_class"].notna() & frame["cue_class"].ne("neutral")]
    if frame.empty:
        return None
    asked = "<p>With which verbs are people’s words introduced? Find three that do more than <i>said</i>. Would <i>said</i> have done?</p>"
    listed = []
    for label, own in frame.groupby("outlet_label", sort=False):
        shown = [
            f"<i>{esc(row['cue'])}</i> ({_at(two, first)}){_code(first)}"
            for row in records(own.head(_VERBS))
            for first in addresses(row["evidence"])[:1]
        ]
        listed.append(f"<li><bdi>{esc(label)}</bdi>: {', '.join(shown)}</li>")
    return Task("The verbs", 5, asked, _lines(1), f"<ul>{''.join(listed)}</ul>")


def record(two: Pair) -> Task | None:
    """What the reference says: for the teacher, who has it."""
    rows = judged(two.whole) if "reference" in set(two.whole.articles["kind"]) else pd.DataFrame()
    rows = (
        rows[rows["article_id"].isin(two.articles) & ~rows["verdict"].isin([*AS_IN, "outside"])] if len(rows) else rows
    )
    if rows.empty:
        return None
    asked = (
        "<p>There is a record of what was said. Which quotation would you check first, and what would you look for?</p>"
    )
    answer = "".join(
        f"<li>“<bdi>{esc(snippet(row['text'], 120))}</bdi>” ({_at(two, row['quote_id'])}): {esc(row['finding'])}</li>"
        for row in records(rows)
    )
    return Task("Against the record", 5, asked, _POINT + _lines(2), f"<ul>{answer}</ul>")


def know(two: Pair) -> Task:
    """What one would need to know."""
    asked = "<p>What would you need to know to decide which version is right? Who could tell you?</p>"
    answer = "a recording or transcript, other people who were there, the dates of both reports, where each got its words from."
    return Task("What would you need to know?", 5, asked, _lines(2), answer)


def finding(two: Pair) -> Task:
    """What the class has found."""
    asked = "<p>Your finding, with a passage behind every claim. It begins <i>“In these two texts …”</i></p>"
    answer = "a claim that its passages carry. Two reports say nothing about outlets in general: what would one have to read to say more?"
    return Task("Finding", 10, asked, _lines(3) + _POINT, answer)


TASKS: tuple[Callable[[Pair], Task | None], ...] = (
    predict,
    speak,
    same,
    whose,
    only,
    lead,
    verbs,
    record,
    know,
    finding,
)
"""The questions, in the order of docs/teaching.md; one that these reports give no cause for is left out."""


def _lines(count: int) -> str:
    return '<div class="line"></div>' * count


def _at(two: Pair, address: str) -> str:
    """The report and paragraph of a passage."""
    found = two.corpus.passage(address, context=0)
    return f"{two.letter(found.address.article)} ¶ {found.paragraph}"


def _code(address: str) -> str:
    """The address, after a space: on paper, where the paragraph says as much, neither is printed."""
    return f'<span class="code"> <code>{esc(address)}</code></span>'


def _either(words: object) -> str:
    return f"<bdi>{esc(words)}</bdi>" if isinstance(words, str) else "nothing"


def _where(two: Pair, look: Look) -> str:
    """How each report has something, and where."""
    parts = []
    for article, cell in look.found.items():
        letter = two.letter(article)
        if cell["at"]:
            how = f"{cell['status']}, " if look.kind in ("person", "body") else ""
            count = plural(cell["count"], "passage")
            where = f"{count}, such as" if cell["count"] > 1 else "in"
            parts.append(f"{how}{where} {_at(two, cell['at'][0])}{_code(cell['at'][0])}")
        else:
            near = (
                f" (nearest: {_at(two, cell['nearest_at'])}{_code(cell['nearest_at'])})"
                if isinstance(cell["nearest_at"], str)
                else ""
            )
            parts.append(f"not found in {letter}{near}")
    return "; ".join(parts)


def _version(two: Pair, witness: str, evidence: str) -> str:
    """One version of an utterance as printed, its pieces joined by an ellipsis, and its paragraph."""
    article = Address.parse(witness).article
    pieces = [a for a in addresses(evidence) if Address.parse(a).article == article]
    words = " … ".join(two.corpus.passage(a, context=0).words for a in pieces)
    return f"“<bdi>{esc(words)}</bdi>” (¶ {two.corpus.passage(witness).paragraph})"


# ---- A printable handout for a lesson: two reports without their names, questions, lines to write on; for teachers, the answers


STUDENT, TEACHER = "student", "teacher"
FOR = (STUDENT, TEACHER)
"""Whom a handout is for."""
ONE_PAGE = 800
"""Words that fit on one page of A4 or Letter: a report of no more is not torn apart, so that both can be laid side by side."""


def handout(corpus: Corpus, whom: str = STUDENT) -> str:
    """The page to print: questions on two reports, which stand below with numbered paragraphs.

    For a `student` the outlets are X and Y, and nothing is marked; for a `teacher` the same questions have their answers, with
    addresses, and the outlets their names. Of a larger corpus the two reports with most in common are taken. `ValueError` for
    another reader, or when there are not two reports.

    >>> import workbench as wb
    >>> from workbench.show.report import handout
    >>> sheets = {whom: handout(wb.load(), whom) for whom in ("student", "teacher")}
    >>> {whom: page.count('class="answer"') for whom, page in sheets.items()}
    {'student': 0, 'teacher': 9}
    """
    if whom not in FOR:
        raise ValueError(f"no handout for {whom!r}; there are {', '.join(FOR)}")
    two, teacher = pair(corpus), whom == TEACHER
    tasks = [task for write in TASKS if (task := write(two)) is not None]
    body = "".join(_task(n, task, teacher) for n, task in enumerate(tasks, 1))
    head = _for_teachers(two, corpus, tasks) if teacher else _FOR_STUDENTS
    texts = "".join(_article(two, article, teacher) for article in two.articles)
    reports = f'<section class="reports"><h2>The two reports</h2><div class="both">{texts}</div></section>'
    title = "Two reports, one event" + (" — for the teacher" if teacher else "")
    return document(title, f"{head}<section>{body}</section>{reports}", style="handout.css", script=None)


_FOR_STUDENTS = (
    '<header><p class="name">Name ______________________ &nbsp; Date ______________</p><h1>Two reports, one event</h1>'
    "<p>Report X and report Y tell of the same event. Their names are hidden on purpose: look at the words first. The paragraphs are "
    "numbered; after every answer ask yourself <b>How do I know?</b> and write the paragraph down.</p></header>"
)


def _for_teachers(two: Pair, corpus: Corpus, tasks: list[Task]) -> str:
    outlets = [two.corpus.articles.set_index("article_id")["outlet_label"][a] for a in two.articles]
    names = " and ".join(
        f"<bdi>{esc(label)}</bdi> (report {letter})" for label, letter in zip(outlets, "XY", strict=True)
    )
    left = len(corpus.articles) - 2
    others = f" The corpus has {plural(left, 'more text')}; these two have most in common." if left > 0 else ""
    texts = two.corpus.articles.set_index("article_id")["text"]
    telling = [two.letter(a) for a, label in zip(two.articles, outlets, strict=True) if label in texts[a]]
    named = f" The text of {joined(telling)} names its own outlet." if telling else ""
    minutes = sum(task.minutes for task in tasks)
    return (
        f"<header><h1>Two reports, one event: for the teacher</h1><p>{names}.{others}{named} About {minutes} minutes. "
        "The answers were counted by a program, which errs: a class that finds such a place has learned the most. "
        "Any other answer with a passage behind it is right. "
        "<i>Differs</i> is not <i>lies</i>, and <i>not found</i> is not <i>hidden</i>.</p></header>"
    )


def _task(number: int, task: Task, teacher: bool) -> str:
    minutes = f' <span class="minutes">{task.minutes} min</span>' if teacher else ""
    below = f'<div class="answer"><b>Expect</b> {task.answer}</div>' if teacher else task.room
    return f'<div class="task"><h2>{number}. {task.heading}{minutes}</h2>{task.asked}{below}</div>'


def _article(two: Pair, article: str, teacher: bool) -> str:
    row = records(two.corpus.articles[two.corpus.articles["article_id"].eq(article)])[0]
    name = f": <bdi>{esc(row['outlet_label'])}</bdi>" if teacher else ""
    rows = records(two.corpus.paragraphs[two.corpus.paragraphs["article_id"].eq(article)])
    text = "".join(
        f'<p class="{"title" if p["kind"] == "title" else "text"}"><span class="no">{p["position"] + 1}</span>'
        f'<span dir="auto">{esc(p["text"])}</span></p>'
        for p in rows
    )
    long = ' class="long"' if row["words"] > ONE_PAGE else ""
    return f'<article{long}><h3>Report {two.letter(article)}{name}</h3><div class="columns">{text}</div></article>'
