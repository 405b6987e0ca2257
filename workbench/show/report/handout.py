"""The handout: tasks and questions for a class, made from what the articles show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.collate import ENOUGH_WORDS, version_pairs, word_edits
from workbench.compare.findings import AS_IN, NOT_IN_IT, alike, apart, given_apart, judged
from workbench.compare.questions import ON_PAPER, Task, computed_key
from workbench.compare.sensitivity import quoted_share
from workbench.compare.shared import reports_only
from workbench.compare.standing import countable
from workbench.corpus import Corpus
from workbench.corpus.model import outlet_of, records, split_cell
from workbench.phrasing import plural, snippet
from workbench.show.html import Templates, glued, italic, joined, listed, named, paragraph, sentence
from workbench.show.versions import word_under_word
from workbench.show.views import facts_frame, sure_ledger_frame

_SPEAKERS = 5  # rows to fill in; more are work, not thought
_UTTERANCES = 2
_ONLY_IN_ONE = 2  # things to look for that only one report has, for each report
_STATUS = ("quoted in full", "quoted in fragments", "paraphrased", "mentioned")
_SORTS = ("person", "number", "body", "date", "place")  # what can be looked for on paper, the telling first


class Pair(NamedTuple):
    """Two reports, and their articles in the order of the letters that stand for them; and the corpus they come from."""

    corpus: Corpus
    whole: Corpus
    articles: tuple[str, str]

    def letter(self, article: str) -> str:
        """X or Y, as `wb.blind` calls two outlets."""
        return "XY"[self.articles.index(article)]


class Sought(NamedTuple):
    """Something to look for in both reports, and where each has it."""

    item: str
    kind: str
    found: dict[str, dict[str, Any]]


def _pair(corpus: Corpus) -> Pair:
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
    pairs, facts = version_pairs(reports), _counts(facts_frame(reports), "sentence_a", "sentence_b")
    differ, quoted = (_counts(rows, "witness_a", "witness_b") for rows in (pairs[pairs["errors"].gt(0)], pairs))
    same_text = {frozenset(couple) for couple in alike(reports)[["article_a", "article_b"]].itertuples(index=False)}

    def in_common(couple: tuple[str, str]) -> tuple[int, ...]:
        key, one = frozenset(couple), outlets[couple[0]] == outlets[couple[1]]
        return (-one, -(key in same_text), differ.get(key, 0), quoted.get(key, 0), facts.get(key, 0))

    first, second = max(combinations(articles, 2), key=in_common)
    both = reports.where(article_id=[first, second])
    return Pair(both, corpus, (first, second))


def _speakers(two: Pair) -> list[Sought]:
    """Who says or is said to do most in both reports together."""
    frame = sure_ledger_frame(two.corpus)
    people = _looks(two, frame[frame["kind"].isin(["person", "body"])])
    return sorted(people, key=_prominence)[:_SPEAKERS]


def _to_find(two: Pair) -> list[Sought]:
    """What to look for in both: two things that only each one has, and one that both have."""
    frame = sure_ledger_frame(two.corpus)
    known = {look.item for look in _speakers(two)}
    looks = [look for look in _looks(two, frame[frame["kind"].isin(_SORTS)]) if look.item not in known]
    looks.sort(key=lambda look: _SORTS.index(look.kind))
    chosen = [look for look in looks if _having(look) == list(two.articles)][:1]
    for article in two.articles:
        only = [look for look in looks if _having(look) == [article]]
        kinds: dict[str, Sought] = {}
        for look in only:
            kinds.setdefault(look.kind, look)
        first = list(kinds.values())
        chosen += [*first, *(look for look in only if look not in first)][:_ONLY_IN_ONE]
    return sorted(chosen, key=lambda look: look.item.casefold())  # so that the order gives nothing away


def _counts(rows: pd.DataFrame, a: str, b: str) -> dict[frozenset[str], int]:
    counts: dict[frozenset[str], int] = {}
    for one, other in rows[[a, b]].itertuples(index=False, name=None):
        key = frozenset((Address.parse(one).article, Address.parse(other).article))
        counts[key] = counts.get(key, 0) + 1
    return counts


def _looks(two: Pair, frame: pd.DataFrame) -> list[Sought]:
    """Items with what each of the two articles has of them; the ledger counts by outlet, so this is told from addresses."""
    looks = []
    outlets = outlet_of(two.corpus)
    for (kind, _, name), rows in frame.groupby(["kind", "item_id", "item"], sort=False):
        every = [address for cell in rows["evidence"] for address in split_cell(cell)]
        cells = {}
        for article in two.articles:
            own = [address for address in every if Address.parse(address).article == article]
            row = records(rows[rows["outlet_label"].eq(outlets[article])])[0]
            status = row["status"] if own else "not found"
            cells[article] = {"count": len(own), "status": status, "at": own[:1], "nearest_at": row["nearest_at"]}
        looks.append(Sought(str(name), str(kind), cells))
    return looks


def _having(look: Sought) -> list[str]:
    return [article for article, cell in look.found.items() if cell["count"]]


def _prominence(look: Sought) -> tuple[int, int]:
    """How far up the best that a report does with somebody, 0 for quoted in full; then how often, the most first."""
    there = [_STATUS.index(cell["status"]) for cell in look.found.values() if cell["status"] in _STATUS]
    return min(there, default=len(_STATUS)), -sum(cell["count"] for cell in look.found.values())


_VERBS = 8  # in an answer
_HTML = Templates("report/handout.html.j2")


class Filled(NamedTuple):
    """A question with what these two reports fill it with: what is asked, the room to answer it, and what to expect."""

    asked: str
    room: str
    answer: str


def _predict(two: Pair, task: Task) -> Filled:
    """Which report quotes more, guessed from the headlines."""
    titles = two.corpus.articles.set_index("article_id")["title"]
    asked = _HTML.headlines(task.asks, [(two.letter(a), titles[a]) for a in two.articles])
    numbers = []
    for label, row in quoted_share(two.corpus).iterrows():
        stretches = plural(len(split_cell(row["evidence"])), "stretch", "stretches")
        numbers.append(sentence("{} {} of its words, in {}", named(label), f"{row['value']:.0%}", stretches))
    answer = sentence("between quotation marks stand: {}. Guesses are kept until the end.", joined(numbers))
    return Filled(asked, _HTML.lines(2), answer)


def _speak(two: Pair, task: Task) -> Filled | None:
    people = _speakers(two)
    if not people:
        return None
    return Filled(paragraph(task.asks), _HTML.who([look.item for look in people]), _wheres(two, people))


def _same(two: Pair, task: Task) -> Filled:
    rows = version_pairs(two.corpus)  # those that differ most come first
    rows = rows[rows["errors"].gt(0) & rows[["words_a", "words_b"]].min(axis=1).ge(ENOUGH_WORDS)]
    if rows.empty:
        answer = "no utterance was found between quotation marks in both and in different words."
        return Filled(paragraph(task.instead), glued([_HTML.point(), _HTML.lines(2)]), answer)
    pairs, answers = [], []
    for row in records(rows.drop_duplicates("utterance").head(_UTTERANCES)):
        witnesses = [row["witness_a"], row["witness_b"]]
        pairs.append([_version(two, witness, row["evidence"]) for witness in witnesses])
        edits = listed(_differences(two, witnesses), "; ")
        pattern = "{} of {} and of {} words differ: {}."
        answers.append(paragraph(sentence(pattern, row["errors"], row["words_a"], row["words_b"], edits)))
        answers.append(word_under_word(two.corpus, witnesses))
    return Filled(_HTML.twice(task, pairs), _HTML.lines(2), glued(answers))


def _whose(two: Pair, task: Task) -> Filled | None:
    """Whose word is this? Of each report the shortest words between marks that have a speaker, and one statement of two speakers."""
    rows = given_apart(two.corpus)
    rows = rows[rows["kind"].eq("different speakers")]
    quotes = two.corpus.labelled("quotes")
    few = quotes[quotes["kind"].isin(["fragment", "scare"]) & quotes["name"].notna()]
    few = few.sort_values("words", kind="stable").drop_duplicates(["article_id"])
    few = few.sort_values("article_id", key=lambda a: a.map(two.articles.index), kind="stable")
    asked, answer = [], list[str]()
    for word in records(few):
        quoted = sentence("“{}”", named(word["text"]))
        asked.append(sentence("{} (report {})", quoted, _at(two, word["quote_id"])))
        answer.append(sentence("{}: {}{}", quoted, named(word["name"]), _HTML.code(word["quote_id"])))
    for row in records(rows.head(1)):
        for side in "ab":
            address = row[f"passage_{side}"]
            quoted = sentence("“{}”", named(snippet(row[f"text_{side}"], 160)))
            asked.append(sentence("{} (report {})", quoted, _at(two, address)))
            answer.append(sentence("{}: {}{}", quoted, named(row[f"name_{side}"]), _HTML.code(address)))
        answer.append("The last two are one statement given to two people. Which is right, the reports do not say.")
    if not asked:
        return None
    return Filled(glued([paragraph(task.asks), _HTML.items(asked)]), _HTML.lines(2), _HTML.items(answer))


def _only(two: Pair, task: Task) -> Filled | None:
    looks = _to_find(two)
    if not looks:
        return None
    return Filled(paragraph(task.asks), _HTML.look_for([look.item for look in looks]), _wheres(two, looks))


def _lead(two: Pair, task: Task) -> Filled:
    found = apart(two.corpus)
    if found.empty:
        asked = glued([paragraph(task.asks), paragraph(task.instead)])
        answer = "no fact that both tell was found to stand early in one and late in the other."
        return Filled(asked, _HTML.lines(3), answer)
    row = records(found)[0]
    early, late = ("a", "b") if row["place_a"] < row["place_b"] else ("b", "a")
    address = row[f"sentence_{early}"]
    words = snippet(two.corpus.passage(address).words, 160)
    asked = glued([paragraph(task.asks), _HTML.told_by(_at(two, address), words, task.then)])
    places = []
    for side in (early, late):
        where = sentence("{}{}", _at(two, row[f"sentence_{side}"]), _HTML.code(row[f"sentence_{side}"]))
        places.append(sentence("sentence {} of {} in {}", row[f"rank_{side}"], row[f"of_{side}"], where))
    return Filled(asked, _HTML.pointed(2, 1), sentence("{}.", listed(places)))


def _verbs(two: Pair, task: Task) -> Filled | None:
    """Would *said* have done? The answers are those of the same question in the notebooks."""
    places = computed_key(two.corpus, "coloured verb")
    if places.empty:
        return None
    by_outlet = []
    for label, own in places.groupby("outlet_label", sort=False):
        shown = []
        for row in records(own.drop_duplicates("text").head(_VERBS)):
            address = row["address"]
            shown.append(sentence("{} ({}){}", italic(row["text"]), _at(two, address), _HTML.code(address)))
        by_outlet.append(sentence("{}: {}", named(label), listed(shown)))
    return Filled(paragraph(task.asks), _HTML.lines(1), _HTML.items(by_outlet))


def _record(two: Pair, task: Task) -> Filled | None:
    """What the reference says: for the teacher, who has it."""
    if "reference" not in set(two.whole.articles["kind"]):
        return None
    rows = countable(judged(two.whole))
    rows = rows[rows["article_id"].isin(two.articles) & ~rows["verdict"].isin([*AS_IN, *NOT_IN_IT])]
    if rows.empty:
        return None
    answer = []
    for row in records(rows):
        words = named(snippet(row["text"], 120))
        answer.append(sentence("“{}” ({}): {}", words, _at(two, row["quote_id"]), row["finding"]))
    return Filled(paragraph(task.asks), glued([_HTML.point(), _HTML.lines(2)]), _HTML.items(answer))


def _know(two: Pair, task: Task) -> Filled:
    answer = "a recording or transcript, other people who were there, the dates of both reports, where each got its words from."
    return Filled(paragraph(task.asks), _HTML.lines(2), answer)


def _finding(two: Pair, task: Task) -> Filled:
    answer = "a claim that its passages carry. Two reports say nothing about outlets in general: what would one have to read to say more?"
    return Filled(paragraph(task.asks), _HTML.pointed(3), answer)


FILLED: dict[str, Callable[[Pair, Task], Filled | None]] = {
    "predict": _predict,
    "who speaks": _speak,
    "same words": _same,
    "whose word": _whose,
    "only here": _only,
    "what leads": _lead,
    "coloured verb": _verbs,
    "against the record": _record,
    "need to know": _know,
    "finding": _finding,
}
"""The name of a question in `ON_PAPER` → what fills it from two reports; none where they give no cause for it."""


def _at(two: Pair, address: str) -> str:
    """The report and paragraph of a passage."""
    found = two.corpus.passage(address, context=0)
    return f"{two.letter(found.address.article)} ¶ {found.paragraph}"


def _differences(two: Pair, witnesses: list[str]) -> list[str]:
    """How two versions differ in their words: what the one has, what the other, and of what kind each difference is."""
    edits = word_edits(two.corpus)
    both = edits[edits["witness_a"].isin(witnesses) & edits["witness_b"].isin(witnesses)]
    told: list[str] = []
    for edit in records(both[~both["kind"].isin(["beyond", "sentence", "punctuation"])]):
        sides = [named(words) if isinstance(words, str) else "nothing" for words in (edit["words_a"], edit["words_b"])]
        told.append(sentence("{} → {} ({})", *sides, edit["kind"]))
    return told


def _wheres(two: Pair, looks: Iterable[Sought]) -> str:
    """For each thing, how each report has it, and where."""
    return _HTML.items([sentence("{}: {}", named(look.item), _where(two, look)) for look in looks])


def _where(two: Pair, look: Sought) -> str:
    places = []
    for article, cell in look.found.items():
        if cell["at"]:
            address = cell["at"][0]
            how = f"{cell['status']}, " if look.kind in ("person", "body") else ""
            count = plural(cell["count"], "passage")
            where = f"{count}, such as" if cell["count"] > 1 else "in"
            places.append(sentence("{}{} {}{}", how, where, _at(two, address), _HTML.code(address)))
        elif isinstance(cell["nearest_at"], str):
            nearest = sentence("{}{}", _at(two, cell["nearest_at"]), _HTML.code(cell["nearest_at"]))
            places.append(sentence("not found in {} (nearest: {})", two.letter(article), nearest))
        else:
            places.append(sentence("not found in {}", two.letter(article)))
    return listed(places, "; ")


def _version(two: Pair, witness: str, evidence: str) -> dict[str, object]:
    """One version of an utterance as printed, its pieces joined by an ellipsis, and its paragraph."""
    article = Address.parse(witness).article
    pieces = [a for a in split_cell(evidence) if Address.parse(a).article == article]
    words = " … ".join(two.corpus.passage(a, context=0).words for a in pieces)
    return {"letter": two.letter(article), "words": words, "paragraph": two.corpus.passage(witness).paragraph}


STUDENT, TEACHER = "student", "teacher"
FOR = (STUDENT, TEACHER)
"""Whom a handout is for."""
_ONE_PAGE = 800  # words of A4 or Letter: a report of no more is not torn apart, so that both can be laid side by side


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
    two, teacher = _pair(corpus), whom == TEACHER
    filled = [(task, FILLED[name](two, task)) for name, task in ON_PAPER.items()]
    tasks = [(task, its) for task, its in filled if its is not None]
    head = _for_teachers(two, corpus, sum(task.minutes for task, _ in tasks)) if teacher else _HTML.for_students()
    title = "Two reports, one event" + (" — for the teacher" if teacher else "")
    reports = []
    for article in two.articles:
        row = records(two.corpus.articles[two.corpus.articles["article_id"].eq(article)])[0]
        paragraphs = records(two.corpus.paragraphs[two.corpus.paragraphs["article_id"].eq(article)])
        reports.append((two.letter(article), row["outlet_label"], row["words"] > _ONE_PAGE, paragraphs))
    return str(_HTML.page(title, head, tasks, reports, teacher))


def _for_teachers(two: Pair, corpus: Corpus, minutes: int) -> str:
    outlets = [outlet_of(two.corpus)[a] for a in two.articles]
    names = [sentence("{} (report {})", named(label), letter) for label, letter in zip(outlets, "XY", strict=True)]
    left = len(corpus.articles) - 2
    others = f" The corpus has {plural(left, 'more text')}; these two have most in common." if left > 0 else ""
    texts = two.corpus.articles.set_index("article_id")["text"]
    telling = [two.letter(a) for a, label in zip(two.articles, outlets, strict=True) if label in texts[a]]
    own = f" The text of {joined(telling)} names its own outlet." if telling else ""
    return _HTML.for_teachers(joined(names), others + own, minutes)
