"""Writes docs/tables.md and docs/nouns.md, and the table of claims in docs/method.md: `python docs/make_tables.py`."""

from __future__ import annotations

from pathlib import Path

from workbench.compare.standing import CLAIMS, DATE
from workbench.results import RESULTS
from workbench.schema import TABLES, Table
from workbench.show.nouns import NOUNS, Noun

HEAD = """# Tables

Written by `docs/make_tables.py` from `workbench/schema.py` and `workbench/results.py`; change it there.

Offsets count characters (code points) from 0, and the end is one past the last. Ids of spans are addresses:
`antiwar-com-1a12d944:57-138` are the characters 57 to 137 of that article's `text`; `corpus.passage(id)` or
`workbench show ID` gives the words back in context. What is unknown is missing, never an empty string.
"""


NOUNS_HEAD = """# Nouns

Written by `docs/make_tables.py` from `workbench/show/nouns.py`; change it there.

What can be asked of articles. Each noun is the same all the way: `wb.people(corpus)` is its frame, `wb.charts.people(corpus)` its
chart, `wb.explore.people(corpus)` its explorer, `wb.figures.save("people", corpus, folder)` its figure. The columns of every frame are in
[tables.md](tables.md), and how it is counted in [method.md](method.md).

| noun | question | drawn from | settings of the explorer | tab of the app | lesson |
|---|---|---|---|---|---|
"""


def claims_table() -> str:
    """The kinds of claim as a table in Markdown: what each says, how often it was right, and whether it is stated."""
    lines = [
        f"| kind of claim | frames | it says that | right ({DATE}) | of | 95 % | stated |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, claim in CLAIMS.items():
        frames = ", ".join(f"`{frame}`" for frame in claim.frames)
        right, n, between, stands = "–", "not measured", "–", "see below"
        if claim.precision is not None:
            right, n = f"{claim.precision:.3f}", f"{claim.n} {claim.on}".strip()
            between = f"{claim.low:.2f} to {claim.high:.2f}" if claim.low is not None else "–"
            stands = "no: to check" if claim.weak else "yes"
        lines.append(f"| {name} | {frames} | {claim.says} | {right} | {n} | {between} | {stands} |")
    return "\n".join(lines)


def noun_row(name: str, noun: Noun) -> str:
    """One noun as a row."""
    settings = ", ".join(f"`{setting}`" for setting in noun.controls) or "–"
    lesson = f"[{noun.notebook.partition('_')[0]}](../notebooks/{noun.notebook})"
    return f"| `{name}` | {noun.question} | `wb.{noun.source}` | {settings} | {noun.tab} | {lesson} |"


def nouns() -> str:
    """The whole page of nouns."""
    rows = "\n".join(noun_row(name, noun) for name, noun in NOUNS.items())
    also = [f"- `{chart}`, of `{name}`: {f.question}" for name, noun in NOUNS.items() for chart, f in noun.also.items()]
    return (
        f"{NOUNS_HEAD}{rows}\n\nCharts and figures of plain frames that belong to one of them:\n\n"
        + "\n".join(also)
        + "\n"
    )


def section(name: str, table: Table) -> str:
    """One table: what a row is, and its columns."""
    rows = [
        f"| `{n}` | {c.dtype}{', may be missing' if c.missing else ''} | {c.doc} |" for n, c in table.columns.items()
    ]
    return "\n".join(
        [
            f"### `{name}`",
            "",
            f"One row per {table.row}.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def markdown() -> str:
    """The whole page."""
    corpus = [section(name, table) for name, table in TABLES.items()]
    results = [section(name, table) for name, table in RESULTS.items()]
    return "\n".join([HEAD, "## The tables of a corpus", "", *corpus, "## What the comparisons give", "", *results])


_CLAIMS = "<!-- claims: python docs/make_tables.py -->\n", "<!-- end of claims -->"


def method(page: str) -> str:
    """The page of the method with the table of claims as it is now."""
    before, start, rest = page.partition(_CLAIMS[0])
    _, end, after = rest.partition(_CLAIMS[1])
    if not (start and end):
        raise ValueError(f"docs/method.md has no place for the claims: {' … '.join(_CLAIMS)}")
    return f"{before}{start}{claims_table()}\n{end}{after}"


if __name__ == "__main__":
    Path(__file__).with_name("tables.md").write_text(markdown(), encoding="utf-8")
    Path(__file__).with_name("nouns.md").write_text(nouns(), encoding="utf-8")
    page = Path(__file__).with_name("method.md")
    page.write_text(method(page.read_text(encoding="utf-8")), encoding="utf-8")
