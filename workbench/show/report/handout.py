"""A printable handout for a lesson: two reports without their names, questions, lines to write on; for teachers, the answers."""

from __future__ import annotations

from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.show.charts.rows import plural
from workbench.show.page.reader import esc
from workbench.show.report import pair as ask
from workbench.show.report.page import document
from workbench.show.report.pair import Pair
from workbench.show.report.parts import joined
from workbench.show.report.questions import TASKS, Task

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
    two, teacher = ask.pair(corpus), whom == TEACHER
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
