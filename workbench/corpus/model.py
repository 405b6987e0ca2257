"""The corpus: a frozen record of tidy tables, and helpers to make and read their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any, cast

import pandas as pd

from workbench.address import Address
from workbench.errors import AddressError
from workbench.parse.text import around
from workbench.schema import TABLES, Table


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, column name → value."""
    names = [str(name) for name in data.columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(data, *data.columns)]


def rows_of(data: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of those columns row by row, as plain Python values: ten times as fast as going over the columns themselves."""
    return zip(*(data[name].tolist() for name in names), strict=True)


def frame(rows: Iterable[Mapping[str, Any]] | pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows as a frame of that table: its columns in order, its types, missing values as NA, rows numbered from 0.

    `ValueError` when a column is missing, unknown, or holds what its type cannot.
    """
    data: Any = rows
    if not isinstance(rows, pd.DataFrame):
        given = list(rows)
        names = dict.fromkeys(chain(*given)) or table.columns
        data = {}
        for name in names:
            data[name] = [row.get(name) for row in given]
    if set(data) != set(table.columns):
        absent, extra = set(table.columns) - set(data), set(data) - set(table.columns)
        raise ValueError(f"columns missing: {sorted(absent) or 'none'}; unknown: {sorted(extra) or 'none'}")
    try:
        typed = {name: pd.Series(data[name], dtype=cast("Any", column.dtype)) for name, column in table.columns.items()}
    except (TypeError, ValueError) as error:
        raise ValueError(f"a column holds what its type cannot: {error}") from error
    return pd.DataFrame(typed).reset_index(drop=True)


JOINT = " | "
"""What stands between the values of a cell that holds several: addresses in `evidence`, forms of a word, other names."""


def join_cell(values: Iterable[str]) -> str | None:
    """One cell for several values; none for no values.

    >>> join_cell(["a-00000000:1-9", "a-00000000:20-30"]), join_cell([])
    ('a-00000000:1-9 | a-00000000:20-30', None)
    """
    return JOINT.join(values) or None


def split_cell(cell: Any) -> list[str]:
    """The values of a cell made by `join_cell`, in their order; none for a missing cell.

    >>> split_cell("a-00000000:1-9 | a-00000000:20-30"), split_cell(None)
    (['a-00000000:1-9', 'a-00000000:20-30'], [])
    """
    return cell.split(JOINT) if isinstance(cell, str) else []


_MOST_SHOWN = 12  # outlets or problems on the card of a corpus: as many as fit beside each other on a screen
_CONTEXT = 160  # characters of context on each side of a passage: about two lines in a notebook


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and where they stand: address, context of whole words on both sides, paragraph (1 for the first), outlet and title."""

    address: Address
    words: str
    before: str
    after: str
    paragraph: int | None
    outlet_label: str
    title: str | None

    @property
    def citation(self) -> str:
        """Outlet, title, paragraph, characters and address, for a footnote."""
        title = f", “{self.title}”" if self.title else ""
        where = f", paragraph {self.paragraph}" if self.paragraph else ""
        return f"{self.outlet_label}{title}{where}, characters {self.address.start}–{self.address.end} [{self.address}]"

    def __str__(self) -> str:
        return f"{self.before}⟦{self.words}⟧{self.after}\n— {self.citation}"


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles on one event, as tidy tables (their columns: docs/tables.md), valid by construction.

    Two corpora are equal when their title and all tables are. Tables are not to be changed in place: take a copy.
    """

    title: str | None
    articles: pd.DataFrame
    edits: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    participants: pd.DataFrame
    links: pd.DataFrame
    mentions: pd.DataFrame
    roles: pd.DataFrame
    quotes: pd.DataFrame
    corrections: pd.DataFrame
    problems: pd.DataFrame

    def __post_init__(self) -> None:
        """Give every table the columns and types of the schema; `ValueError` names the table where that is impossible."""
        for name, table in TABLES.items():
            try:
                object.__setattr__(self, name, frame(getattr(self, name), table))
            except ValueError as error:
                raise ValueError(f"table {name}: {error}") from error

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """The name and frame of every table, in the order of the schema."""
        return ((name, getattr(self, name)) for name in TABLES)

    def where(self, **chosen: Any) -> Corpus:
        """The part of the corpus whose articles have these values, all tables alike: `where(outlet="…")`.

        Any column of `articles`, one value or several; None means missing. `ValueError` lists the columns, or the values
        of a column, when a name is not there. Problems are kept: they belong to no article.
        """
        articles = self.articles
        for column, value in chosen.items():
            if column not in articles:
                raise ValueError(f"articles have no column {column!r}; they have {', '.join(articles.columns)}")
            wanted = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
            there = articles[column]
            absent = [w for w in wanted if not (there.isna().any() if w is None else (there == w).any())]
            if absent:
                known = ", ".join(map(repr, there.dropna().unique()))
                raise ValueError(f"no article has {column} {absent[0]!r}; there are {known or 'only missing values'}")
            articles = articles[there.isin([w for w in wanted if w is not None]) | (there.isna() & (None in wanted))]
        return self._only(articles)

    def _only(self, articles: pd.DataFrame) -> Corpus:
        parts: dict[str, Any] = {"articles": articles}
        for name, table in self.tables():
            if name != "articles" and "article_id" in table:
                parts[name] = table[table["article_id"].isin(articles["article_id"])]
        present = pd.concat([parts["mentions"]["participant_id"], parts["quotes"]["participant_id"].dropna()])
        parts["participants"] = self.participants[self.participants["participant_id"].isin(present)]
        return replace(self, **parts)

    def labelled(self, table: str) -> pd.DataFrame:
        """That table with `outlet_label` and, where it has participants, their `name`, in front."""
        if table not in TABLES:
            raise ValueError(f"no table {table!r}; there are {', '.join(TABLES)}")
        data: pd.DataFrame = getattr(self, table)
        front: dict[str, pd.Series] = {}
        if "article_id" in data and table != "articles":
            front["outlet_label"] = data["article_id"].map(self.articles.set_index("article_id")["outlet_label"])
        if "participant_id" in data and table != "participants":
            front["name"] = data["participant_id"].map(self.participants.set_index("participant_id")["name"])
        return pd.concat([pd.DataFrame(front, index=data.index), data], axis=1)

    def passage(self, address: str | Address, *, context: int = _CONTEXT) -> Passage:
        """The words that any id of this corpus means, in context; `AddressError` when it leads nowhere here.

        An article's own id gives its whole text.
        """
        known = list(self.articles["article_id"])
        if isinstance(address, str) and address in known:
            address = Address(address, 0, len(self.articles["text"].iloc[known.index(address)]))
        at = Address.parse(address) if isinstance(address, str) else address
        if at.article not in known:
            raise AddressError(_stale(at, known))
        row = known.index(at.article)
        text, outlet, title = (self.articles[name].iloc[row] for name in ("text", "outlet_label", "title"))
        if at.end > len(text):
            raise AddressError(f"{at}: the article has only {len(text)} characters")
        before, after = around(text, at.start, at.end, context)
        return Passage(
            at,
            text[at.start : at.end],
            f"…{before}" if at.start > context else before,
            f"{after}…" if at.end + context < len(text) else after,
            text.count("\n", 0, at.start) + 1 if at.start < len(text) else None,  # a paragraph is a line
            outlet,
            None if pd.isna(title) else title,
        )

    def save(self, folder: str | Path, *, format: str = "csv") -> Path:
        """Write every table into `folder`, as `csv` (anyone can open it) or `parquet`; gives the folder.

        `load` reads it back to an equal corpus. The folder must be new, empty, or one saved before.
        """
        from workbench.corpus.store import save_tables

        return save_tables(self, Path(folder), format=format)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self.title == other.title and all(mine.equals(getattr(other, name)) for name, mine in self.tables())

    __hash__ = None  # type: ignore[assignment]  # frames are not hashable

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(table)} {name}" for name, table in self.tables() if len(table))
        names = " · ".join(dict.fromkeys(self.articles["outlet_label"]))
        return f"Corpus {self.title or '(no title)'}: {counts or 'empty'}\n{names[:300]}"

    def _repr_html_(self) -> str:
        """The card that a notebook shows: title, outlets, articles, words, the sizes of the tables, and the problems."""
        from jinja2 import Environment, StrictUndefined  # here, so that `import workbench` stays quick

        lines = Path(__file__).with_name("card.html.j2").read_text(encoding="utf-8").splitlines()
        card = Environment(autoescape=True, undefined=StrictUndefined).from_string("".join(lines))
        outlets = self.articles.groupby("outlet_label", sort=False)["words"].agg(["size", "sum"])
        return card.render(
            title=self.title,
            outlets=list(outlets.itertuples(name=None)),
            articles=len(self.articles),
            references=int((self.articles["kind"] == "reference").sum()),
            words=int(self.articles["words"].sum()),
            sizes=[f"{name} {len(table):,}" for name, table in self.tables() if len(table)],
            problems=list(self.problems.itertuples(index=False, name=None)),
            most=_MOST_SHOWN,
        )


# `fields` and the schema name the same tables; a table that only one of them knows would be lost on saving.
assert [f.name for f in fields(Corpus)] == ["title", *TABLES]


def outlet_of(corpus: Corpus) -> dict[str, str]:
    """The id of each article → how charts name its outlet."""
    return dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))


def name_of(corpus: Corpus) -> dict[str, str]:
    """The id of each participant → the name."""
    return dict(zip(corpus.participants["participant_id"], corpus.participants["name"], strict=True))


def article_order(corpus: Corpus) -> dict[str, int]:
    """The id of each article → its place in the corpus, 0 for the first."""
    return {article: place for place, article in enumerate(corpus.articles["article_id"])}


def participant_order(corpus: Corpus) -> dict[str, int]:
    """The id of each participant → its place among the participants, 0 for the first."""
    return {participant: place for place, participant in enumerate(corpus.participants["participant_id"])}


def outlet_order(corpus: Corpus) -> dict[str, int]:
    """Each outlet → its place, 0 for the first: outlets are in the order of their articles."""
    return {label: place for place, label in enumerate(dict.fromkeys(corpus.articles["outlet_label"]))}


def _stale(at: Address, known: list[str]) -> str:
    name = at.article.rsplit("-", 1)[0]
    changed = [k for k in known if k.rsplit("-", 1)[0] == name]
    if changed:
        return f"{at}: the text of this article has changed since the address was made; it is now {changed[0]}"
    more = " …" if len(known) > 8 else ""
    return f"{at}: no article {at.article} in this corpus; it has {', '.join(known[:8])}{more}"
