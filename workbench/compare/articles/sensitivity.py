"""Whether a finding depends on how its number is defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workbench.compare.articles.headlines import HEADLINES
from workbench.compare.common.tokens import choose
from workbench.compare.common.witnesses import reports_only
from workbench.compare.copies.copies import without_copies
from workbench.corpus import rebuild
from workbench.corpus.frames import frame, records
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

Definitions = Mapping[str, Mapping[str, Any]]
"""Name → what is passed to the measure; `keep` and `copies` change the corpus before."""


def sensitivity(
    corpus: Corpus,
    measure: str | Callable[..., Any],
    definitions: Definitions | None = None,
    *,
    finding: str | Callable[[pd.Series], Any] = "highest",
) -> pd.DataFrame:
    """A headline number under other definitions, and whether its finding still holds: one row per definition and outlet.

    `measure` is a name of `headlines.HEADLINES`, which come with definitions and leave references out, or a function: it is
    called with the corpus and the values of each definition, and gives a number, a series of numbers by outlet, or a frame
    indexed by outlet with `value` and, if it can, `count` and `evidence`. Of a definition, `keep` (names of cleaning rules) is
    not passed on: the corpus is built anew without these rules; nor is `copies=False`: copies are set aside before. The first
    definition is the base.

    `finding` is `highest` or `lowest` (which outlet), `order` (of all outlets), or a function of the series that gives what is to
    be the same. `holds` turns the rows into a sentence. Where `keep` changes a text, addresses lead into the corpus built anew.

    >>> import workbench as wb
    >>> rows = wb.sensitivity(wb.load(), "quotations")
    >>> print(wb.holds(rows))
    Quotations between marks, highest: unnamed outlet (James Smith), 21 against 7. This holds under 5 of 5 other definitions, \
2 of which change no number.
    """
    name, counted, tried = _measure(measure, definitions)
    find = FINDINGS[choose("finding", finding, FINDINGS)] if isinstance(finding, str) else finding
    corpora: dict[tuple[tuple[str, ...], bool], Corpus] = {}
    rows: list[dict[str, Any]] = []
    base: Any = None
    for n, (definition, given) in enumerate(tried.items()):
        options = dict(given)
        key = tuple(options.pop("keep", ())), bool(options.pop("copies", True))
        if key not in corpora:
            corpora[key] = _changed(corpus, *key)
        values = _values(counted(corpora[key], **options), name)
        found = find(values["value"].dropna()) if values["value"].notna().any() else None
        base = found if n == 0 else base
        for outlet, value in zip(values.index, records(values), strict=True):
            rows.append(
                {
                    "measure": name,
                    "definition": definition,
                    "base": n == 0,
                    "outlet_label": outlet,
                    **value,
                    "finding": None
                    if found is None
                    else f"{finding}: {found}"
                    if isinstance(finding, str)
                    else str(found),
                    "holds": None if base is None else bool(found == base),
                }
            )
    return frame(rows, RESULTS["sensitivity"])


def holds(rows: pd.DataFrame) -> str:
    """What `sensitivity` found, in a sentence: the finding with its numbers, and under how many of the other definitions it holds.

    >>> import workbench as wb
    >>> print(wb.holds(wb.sensitivity(wb.load(), "quoted_share", {"all": {}, "no fragments": {"fragments": False}})))
    Share of words between quotation marks, highest: unnamed outlet (James Smith), 0.278 against 0.188. This holds under \
1 of 1 other definition.
    """
    each = rows.drop_duplicates(["measure", "definition"])
    if each.empty or each["finding"].isna().iloc[0]:
        return "There is no finding: no outlet has a number under the first definition."
    base, others = each.iloc[0], each.iloc[1:]
    against = others[~others["holds"].astype(bool)]
    plural = "" if len(others) == 1 else "s"
    known = HEADLINES.get(base["measure"])
    says = f"{known.says[0].upper()}{known.says[1:]}" if known else base["measure"]
    sentence = f"{says}, {base['finding']}{_against(rows[rows['definition'] == base['definition']])}. "
    sentence += f"This holds under {len(others) - len(against)} of {len(others)} other definition{plural}"
    if same := sum(_same_numbers(rows, base["definition"], other) for other in others["definition"]):
        sentence += f", {same} of which change{'s' if same == 1 else ''} no number"
    told = [
        f"{d} ({'no number' if pd.isna(f) else f})"
        for d, f in zip(against["definition"], against["finding"], strict=True)
    ]
    return f"{sentence}; not under: {'; '.join(told)}." if told else f"{sentence}."


def _against(base: pd.DataFrame) -> str:
    """The number of the outlet that is highest or lowest, and the nearest other one: how far apart they are is half of the finding."""
    finding, values = base["finding"].iloc[0], base["value"].dropna()
    if not finding.startswith(("highest: ", "lowest: ")) or values.nunique() < 2:
        return ""
    first, second = sorted(values.unique(), reverse=finding.startswith("highest"))[:2]
    return f", {first:,.3g} against {second:,.3g}"


def _same_numbers(rows: pd.DataFrame, one: str, other: str) -> bool:
    a, b = (rows.loc[rows["definition"] == d].set_index("outlet_label")["value"] for d in (one, other))
    return a.equals(b)


def _highest(values: pd.Series) -> str:
    return _which(values, values.max())


def _lowest(values: pd.Series) -> str:
    return _which(values, values.min())


def _which(values: pd.Series, best: float) -> str:
    reach = values.index[values == best]
    return "all alike" if len(reach) == len(values) > 1 else " and ".join(map(str, reach))


def _order(values: pd.Series) -> str:
    ranked = values.sort_values(ascending=False, kind="stable")
    return " > ".join(" = ".join(map(str, ranked.index[ranked == value])) for value in ranked.unique())


FINDINGS: dict[str, Callable[[pd.Series], str]] = {"highest": _highest, "lowest": _lowest, "order": _order}
"""What a number per outlet can say → how it is read from the numbers."""


def _measure(
    measure: str | Callable[..., Any], definitions: Definitions | None
) -> tuple[str, Callable[..., Any], Definitions]:
    if isinstance(measure, str):
        ready = HEADLINES[choose("measure", measure, HEADLINES)]
        return measure, lambda c, **options: ready.measure(reports_only(c), **options), definitions or ready.definitions
    if not definitions:
        raise ValueError("a measure of your own needs definitions: {'as it is': {}, 'another way': {'option': value}}")
    return getattr(measure, "__name__", "measure"), measure, definitions


def _changed(corpus: Corpus, keep: tuple[str, ...], copies: bool) -> Corpus:
    """The corpus with what these rules removed, and without copies if they are not to count."""
    if corpus.edits["rule"].isin(list(keep)).any():
        corpus = rebuild(corpus, keep=keep)
    return corpus if copies else without_copies(corpus)


def _values(given: Any, name: str) -> pd.DataFrame:
    """What a measure gave, as a frame by outlet."""
    if isinstance(given, pd.DataFrame):
        if "value" not in given:
            raise ValueError(
                f"{name} gave a frame with {', '.join(map(str, given.columns))}; it needs a column 'value'"
            )
        data = given
    elif isinstance(given, pd.Series):
        data = given.astype(float).to_frame("value")
    else:
        data = pd.DataFrame({"value": [float(given)]}, index=pd.Index([None], dtype="object"))
    return data.reindex(columns=["value", "count", "evidence"])
