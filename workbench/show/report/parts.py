"""What the pages of a report are put together from: escaped words, links to passages, tables, lists in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.common.evidence import JOINT
from workbench.compare.common.once import once_per_corpus
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.parse.quantities import MONTHS
from workbench.show.charts.rows import plural, snippet
from workbench.show.page.reader import esc, said

FEW = 4
"""Outlets that a sentence names one by one; of more it names those at both ends."""
MOST_LINES = 40
"""Rows of a table; longer ones nobody reads on paper, and the tables of the corpus have them all."""

_DAY = len("2031-03-12")


class Section(NamedTuple):
    """A part of the page: the anchor that leads to it, its heading, and its HTML."""

    name: str
    heading: str
    html: str


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Several things as a list in words.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    given = list(parts)
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} {last} {given[-1]}" if given else ""


def outlet(label: str) -> str:
    """The name of an outlet."""
    return f'<bdi class="outlet">{esc(label)}</bdi>'


def dated(value: Any) -> str:
    """A date or a time in ISO 8601 as it is read, in an element that machines read; what is neither stays as it is.

    >>> dated("2031-03-12T07:15+01:00")
    '<time datetime="2031-03-12T07:15+01:00">12 March 2031, 07:15 (UTC+1)</time>'
    >>> dated("2031-03-12"), dated(None)
    ('<time datetime="2031-03-12">12 March 2031</time>', '<span class="missing">not stated</span>')
    """
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return said(value)
    told = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if len(value) > _DAY:
        zone = moment.strftime("%z")  # +0530 and the like; nothing where none is stated
        hours = f"{int(zone[:3]):+d}{f':{zone[3:5]}' if zone[3:5] != '00' else ''}" if zone.strip("+-0") else ""
        told += f", {moment:%H:%M}{f' (UTC{hours})' if zone else ''}".replace("-", "−")
    return f'<time datetime="{esc(value)}">{told}</time>'


def addresses(evidence: Any) -> list[str]:
    """The addresses in a cell of a column `evidence`; none where it is missing."""
    return evidence.split(JOINT) if isinstance(evidence, str) else []


def at(evidence: Any, words: str, told: str = "") -> str:
    """Words (HTML) that open the passages they stand on: `evidence` is a cell of addresses, or a list of them.

    Without scripts the link leads to the first of them.
    """
    found = list(dict.fromkeys(evidence if isinstance(evidence, list) else addresses(evidence)))
    if not found:
        return words
    hint = f' data-told="{esc(told)}"' if told else ""
    return f'<a class="n" href="#{esc(found[0])}" data-at="{esc(" ".join(found))}"{hint}>{words}</a>'


def place(corpus: Corpus, address: str, *, named: bool = True) -> str:
    """Where words stand, as a link to them: outlet and paragraph."""
    paragraph = corpus.passage(address, context=0).paragraph
    label = outlet(labels(corpus)[Address.parse(address).article]) + " " if named else ""
    return f'{label}<a class="at" href="#{esc(address)}" title="{esc(address)}">¶ {paragraph or "–"}</a>'


def words_at(corpus: Corpus, address: str, length: int = 200) -> str:
    """The words of an address, in italics, cut when they are long.

    Not between quotation marks: whether an article has such marks there is what the page is about.
    """
    words = snippet(corpus.passage(address, context=0).words, length).rstrip(", ")
    return f"<cite><bdi>{esc(words)}</bdi></cite>"


def said_at(corpus: Corpus, address: str, length: int = 200) -> str:
    """The words of an address, and where they stand."""
    return f"{words_at(corpus, address, length)} ({place(corpus, address)})"


@once_per_corpus
def labels(corpus: Corpus) -> Mapping[str, str]:
    """Article → how its outlet is called."""
    return dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))


def each(values: Sequence[tuple[str, float, str]]) -> str:
    """Values by outlet (name, number, words) as the middle of a sentence; of many outlets only both ends.

    >>> each([("A", 3, "3"), ("B", 1, "none")])
    '3 in <bdi class="outlet">A</bdi> and none in <bdi class="outlet">B</bdi>'
    """
    told = [f"{words} in {outlet(name)}" for name, _, words in values]
    if len(values) <= FEW:
        return joined(told)
    ranked = sorted(range(len(values)), key=lambda n: values[n][1])
    return f"from {told[ranked[0]]} to {told[ranked[-1]]}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, noun: str = "row") -> str:
    """A table of cells that are HTML, in a box of its own that scrolls; of a long one the first rows, said so."""
    body = list(rows)
    shown = body[:MOST_LINES]
    cells = "".join(f"<tr>{_row(row)}</tr>" for row in shown)
    heads = "".join(f'<th scope="col">{h}</th>' for h in head)
    more = f" The first {len(shown)} of {plural(len(body), noun)}." if len(body) > len(shown) else ""
    scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(caption)}">'
    above = f"<caption>{esc(caption)}{more}</caption>"
    return f"{scroll}<table>{above}<thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table></div>"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f'<th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}'


def plain(frame: pd.DataFrame, columns: Mapping[str, str], caption: str) -> str:
    """A result frame as a table: column → its heading; numbers that have an `evidence` beside them lead to it."""
    there = {column: head for column, head in columns.items() if column in frame}
    rows = []
    for row in records(frame.head(MOST_LINES + 1)):
        cells = []
        for column in there:
            cell = _cell(row[column])
            words = plural(row[column], "utterance") if column == "utterances" else cell
            counted = column in ("count", "utterances") and row[column] and "evidence" in row
            cells.append(at(row["evidence"], words) if counted else cell)
        rows.append(cells)
    if len(frame) > MOST_LINES:
        rows = [*rows, *[[""] * len(there)] * (len(frame) - len(rows))]  # only counted: `table` leaves them out
    return table([esc(head) for head in there.values()], rows, caption)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f"<bdi>{esc(snippet(value.replace(JOINT, '; ')))}</bdi>"
    if pd.isna(value):
        return '<span class="quiet">–</span>'
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
