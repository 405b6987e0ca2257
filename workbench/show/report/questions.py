"""The questions of a handout: each with the room to answer it, and with what these two reports let a teacher expect."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.articles.headlines import quoted_share
from workbench.corpus.frames import records
from workbench.show.charts.rows import plural, snippet
from workbench.show.page.reader import esc, said
from workbench.show.report import pair as ask
from workbench.show.report.findings import AS_IN, cue_verbs, hints, judged
from workbench.show.report.pair import Look, Pair
from workbench.show.report.parts import addresses, joined
from workbench.show.report.versions import word_under_word

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
    people = ask.speakers(two)
    if not people:
        return None
    rows = "".join(f'<tr><th scope="row"><bdi>{esc(look.item)}</bdi></th>{"<td></td>" * 4}</tr>' for look in people)
    head = "<tr><th>Who</th><th>in X: how?</th><th>¶</th><th>in Y: how?</th><th>¶</th></tr>"
    asked = f"<p>How does each report have these people? Write one of: {_WAYS}. Who is only spoken about, and never speaks?</p>"
    answers = "".join(f"<li><bdi>{esc(look.item)}</bdi>: {_where(two, look)}</li>" for look in people)
    return Task("Who speaks?", 10, asked, f'<table class="who">{head}{rows}</table>{_lines(1)}', f"<ul>{answers}</ul>")


def same(two: Pair) -> Task:
    """The same utterance, twice."""
    rows = ask.utterances(two)
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
            for e in records(ask.differences(two, witnesses))
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
    words = ask.short_words(two)
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
    looks = ask.to_find(two)
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
    found = ask.buried(two)
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
