"""The same number under other definitions: whether a headline figure depends on a choice of method."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.compare.collate import word_errors
from workbench.compare.copies import without_copies
from workbench.compare.facts import NOTHING_LIKE, TOLD_ELSEWHERE, TOLD_PERHAPS, facts
from workbench.compare.rates import rates
from workbench.compare.shared import expect_corpus, reports_only
from workbench.compare.speech import cue_word, spoken_quotes
from workbench.compare.too_close import too_close
from workbench.compare.words import checked_choice
from workbench.corpus import rebuild
from workbench.corpus.model import Corpus, frame, join_cell, outlet_order, records
from workbench.parse.rules import RULES
from workbench.parse.text import count_words
from workbench.results import RESULTS

BIOS = tuple(name for name, rule in RULES.items() if rule.kind == "bio")
"""The cleaning rules that set aside who wrote or edited an article."""

_OF_THE_CORPUS: dict[str, dict[str, Any]] = {
    "author biographies kept": {"keep": BIOS},
    "copies set aside": {"copies": False},
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A measure, what it says, and the definitions to try; the first is the one that the notebooks show."""

    measure: Callable[..., pd.DataFrame]
    says: str
    definitions: Mapping[str, Mapping[str, Any]]


def quoted_share(
    corpus: Corpus, *, fragments: bool = True, titles: bool = True, repeats: bool = True, headings: bool = True
) -> pd.DataFrame:
    """The share of each outlet's words that stands between quotation marks, as in `overview`.

    Without `fragments`, what is quoted inside a sentence of the reporter does not count; without `titles`, names of works;
    without `repeats`, words that a longer quotation of the article has too; without `headings`, title and deck.
    """
    quotes, paragraphs = corpus.quotes[corpus.quotes["marks"] != "none"], corpus.paragraphs
    if not headings:
        paragraphs = paragraphs[~paragraphs["kind"].isin(["title", "deck"])]
        quotes = quotes[quotes["paragraph_id"].isin(paragraphs["paragraph_id"])]
    left_out = {"fragment", "scare"} if not fragments else set()
    quotes = quotes[~quotes["kind"].isin([*left_out, *([] if titles else ["title"])])]
    quotes = quotes if repeats else quotes[quotes["repeats"].isna()]
    words = paragraphs.assign(words=[count_words(text) for text in paragraphs["text"]])
    return _per_outlet(corpus, _rows(corpus, quotes, "quote_id", quotes["words"]), _sums(corpus, words, words["words"]))


def quotation_count(
    corpus: Corpus, *, fragments: bool = True, utterances: bool = False, per_100: bool = False
) -> pd.DataFrame:
    """How many quotations between marks each outlet has: all, whole sentences only, or each utterance once; or per 100 words."""
    spoken = _spoken(corpus, fragments)
    if utterances:
        spoken = spoken.drop_duplicates("utterance_id")
    return _per_outlet(corpus, _rows(corpus, spoken, "quote_id"), _words(corpus) if per_100 else None, per=100)


def speaker_count(
    corpus: Corpus, *, fragments: bool = True, reported: bool = False, persons: bool = False, per_100: bool = False
) -> pd.DataFrame:
    """How many different participants each outlet quotes; with `reported`, also those whose words it only reports.

    The evidence is the first quotation of each.
    """
    spoken = spoken_quotes(corpus) if reported else _spoken(corpus, fragments)
    if reported and not fragments:
        spoken = spoken[spoken["manner"] != "fragment"]
    people = corpus.participants
    known = people.loc[people["kind"] == "person", "participant_id"] if persons else people["participant_id"]
    spoken = spoken[spoken["participant_id"].isin(known)]
    spoken = spoken.assign(outlet_label=_outlets(corpus, spoken)).drop_duplicates(["outlet_label", "participant_id"])
    return _per_outlet(corpus, _rows(corpus, spoken, "quote_id"), _words(corpus) if per_100 else None, per=100)


def altered_words(corpus: Corpus, *, expanded: bool = False, least: int = 1) -> pd.DataFrame:
    """How many of 100 words in quotations that another outlet has too are worded differently there, by `word_errors`.

    With `expanded`, contractions are compared as the words they stand for; `least` leaves out shorter versions. An outlet that
    shares no quotation has no number.
    """
    rows = word_errors(corpus)
    rows = rows[rows["counted"].eq("expanded" if expanded else "as printed") & rows["outlet_a"].ne(rows["outlet_b"])]
    rows = rows[rows["words_a"].ge(least) & rows["words_b"].ge(least)]
    sides = [rows.rename(columns={f"outlet_{s}": "outlet_label", f"words_{s}": "of"}) for s in "ab"]
    both = pd.concat([side[["outlet_label", "errors", "of", "evidence"]] for side in sides])
    counted = both.rename(columns={"errors": "n", "evidence": "at"})
    return _per_outlet(corpus, counted, both.groupby("outlet_label")["of"].sum(), per=100)


def nothing_like_it(
    corpus: Corpus, *, words: bool = False, headings: bool = True, perhaps: str | None = None
) -> pd.DataFrame:
    """The share of each outlet's sentences nothing like which was found in another article, by `facts`; with `words`, of its words.

    Sentences that others perhaps tell count on neither side; with `perhaps`, as what it names: `elsewhere` or `nothing like it`.
    Without `headings`, title and deck do not count.
    """
    rows = facts(corpus)
    if not headings:
        kinds = corpus.sentences.merge(corpus.paragraphs[["paragraph_id", "kind"]], on="paragraph_id")
        rows = rows[rows["sentence_id"].isin(kinds.loc[~kinds["kind"].isin(["title", "deck"]), "sentence_id"])]
    rows = rows[rows["told"].ne(TOLD_PERHAPS)] if perhaps is None else rows.replace({"told": {TOLD_PERHAPS: perhaps}})
    size = rows.assign(words=[count_words(text) if words else 1 for text in rows["text"]])
    alone = size[size["told"].eq(NOTHING_LIKE)]
    return _per_outlet(corpus, _rows(corpus, alone, "sentence_id", alone["words"]), _sums(corpus, size, size["words"]))


def coloured_verbs(
    corpus: Corpus, *, unlisted: bool = False, marked: bool = False, kinds: bool = False
) -> pd.DataFrame:
    """The share of say-verbs that do more than say: claim, deny, admit, praise … instead of said, told, added.

    With `unlisted`, verbs of no class count as such too; with `marked`, only verbs that introduce words between marks are taken;
    with `kinds`, each verb counts once for an outlet, however often it is used.
    """
    spoken = spoken_quotes(corpus).dropna(subset=["cue_at"])
    spoken = spoken[spoken["marks"].ne("none")] if marked else spoken
    spoken = spoken[spoken["cue"].str.contains(r"[^\W\d_]")].drop_duplicates("cue_at")
    spoken = spoken if unlisted else spoken[spoken["cue_class"].notna()]
    if kinds:
        classes = [None if pd.isna(c) else c for c in spoken["cue_class"]]
        verbs = [cue_word(cue, c) for cue, c in zip(spoken["cue"], classes, strict=True)]
        spoken = spoken.assign(outlet_label=_outlets(corpus, spoken), verb=verbs)
        spoken = spoken.drop_duplicates(["outlet_label", "verb"])
    coloured = spoken[spoken["cue_class"].ne("neutral")]
    return _per_outlet(corpus, _rows(corpus, coloured, "cue_at"), _sums(corpus, spoken))


def stance(corpus: Corpus, *, kind: str = "hedge", quoted: bool = False, without: Collection[str] = ()) -> pd.DataFrame:
    """How many hedges (or words of another `kind`) each outlet has in 1,000 of the reporter's words, by `rates`.

    With `quoted`, in 1,000 of all its words; lists named in `without` do not count.
    """
    rows = rates(corpus)
    rows = rows[rows["kind"].eq(kind) & (rows["part"].eq("reporter") | quoted)]
    sizes = rows.drop_duplicates(["outlet_label", "part"]).groupby("outlet_label")["words"].sum()
    rows = rows[~rows["group"].isin(list(without)) & rows["count"].gt(0)]
    return _per_outlet(corpus, rows.rename(columns={"count": "n", "evidence": "at"}), sizes, per=1000)


HEADLINES: dict[str, Headline] = {
    "quoted_share": Headline(
        quoted_share,
        "share of words between quotation marks",
        {
            "all between marks": {},
            "names of works left out": {"titles": False},
            "single words and fragments left out": {"fragments": False},
            "repeated words once": {"repeats": False},
            "title and deck left out": {"headings": False},
            **_OF_THE_CORPUS,
        },
    ),
    "quotations": Headline(
        quotation_count,
        "quotations between marks",
        {
            "all": {},
            "single words and fragments left out": {"fragments": False},
            "pieces of one utterance once": {"utterances": True},
            "per 100 words": {"per_100": True},
            **_OF_THE_CORPUS,
        },
    ),
    "speakers": Headline(
        speaker_count,
        "different speakers quoted",
        {
            "quoted between marks": {},
            "whole sentences only": {"fragments": False},
            "reported ones too": {"reported": True},
            "persons only": {"persons": True},
            "per 100 words": {"per_100": True},
            **_OF_THE_CORPUS,
        },
    ),
    "altered_words": Headline(
        altered_words,
        "of 100 words in shared quotations, those worded differently elsewhere",
        {
            "as printed": {},
            "contractions expanded": {"expanded": True},
            "versions of five words or more": {"least": 5},
            "copies set aside": {"copies": False},
        },
    ),
    "nothing_like_it": Headline(
        nothing_like_it,
        "share of sentences nothing like which was found in another article",
        {
            "sentences": {},
            "words of these sentences": {"words": True},
            "title and deck left out": {"headings": False},
            "what others perhaps tell counted as told": {"perhaps": TOLD_ELSEWHERE},
            "what others perhaps tell counted as not found": {"perhaps": NOTHING_LIKE},
            **_OF_THE_CORPUS,
        },
    ),
    "coloured_verbs": Headline(
        coloured_verbs,
        "share of say-verbs that do more than say",
        {
            "verbs of the lists": {},
            "unlisted verbs too": {"unlisted": True},
            "before words between marks only": {"marked": True},
            "each verb once": {"kinds": True},
            **_OF_THE_CORPUS,
        },
    ),
    "hedges": Headline(
        stance,
        "hedges in 1,000 words",
        {
            "reporter's words": {},
            "quoted words too": {"quoted": True},
            "without “about 40” and the like": {"without": ("approximation",)},
            "without “often” and the like": {"without": ("generality",)},
            **_OF_THE_CORPUS,
        },
    ),
    "intensifiers": Headline(
        stance,
        "intensifiers in 1,000 words",
        {
            "reporter's words": {"kind": "intensifier"},
            "quoted words too": {"kind": "intensifier", "quoted": True},
            "without “clearly” and the like": {"kind": "intensifier", "without": ("certainty",)},
            **{name: {"kind": "intensifier", **given} for name, given in _OF_THE_CORPUS.items()},
        },
    ),
}
"""Headline numbers that are ready to be tried under other definitions: name → measure and definitions."""


def _spoken(corpus: Corpus, fragments: bool) -> pd.DataFrame:
    spoken = spoken_quotes(corpus)
    return spoken[spoken["manner"].isin(["quoted", *(["fragment"] if fragments else [])])]


def _outlets(corpus: Corpus, data: pd.DataFrame) -> pd.Series:
    return data["article_id"].map(corpus.articles.set_index("article_id")["outlet_label"])


def _rows(corpus: Corpus, data: pd.DataFrame, address: str, n: pd.Series | int = 1) -> pd.DataFrame:
    """What is counted: the outlet, how many, and where."""
    return pd.DataFrame({"outlet_label": _outlets(corpus, data), "at": data[address]}).assign(n=n)


def _sums(corpus: Corpus, data: pd.DataFrame, n: pd.Series | int = 1) -> pd.Series:
    return pd.DataFrame({"outlet_label": _outlets(corpus, data)}).assign(n=n).groupby("outlet_label")["n"].sum()


def _words(corpus: Corpus) -> pd.Series:
    return corpus.articles.groupby("outlet_label")["words"].sum()


def _per_outlet(corpus: Corpus, counted: pd.DataFrame, among: pd.Series | None = None, *, per: int = 1) -> pd.DataFrame:
    """One row per outlet, in their order: `value`, what was counted, of how many, and the addresses. Nothing to divide by: no value."""
    outlets = pd.Index(list(outlet_order(corpus)), name="outlet_label")
    by = counted.groupby("outlet_label")
    count = by["n"].sum().reindex(outlets, fill_value=0)
    among = None if among is None else among.reindex(outlets).where(lambda n: n > 0)
    value = count.astype(float) if among is None else per * count / among
    evidence = by["at"].agg(join_cell).reindex(outlets)
    return pd.DataFrame({"value": value, "count": count, "of": among, "evidence": evidence}, index=outlets)


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

    `measure` is a name of `HEADLINES`, which come with definitions and leave references out, or a function: it is
    called with the corpus and the values of each definition, and gives a number, a series of numbers by outlet, or a frame
    indexed by outlet with `value` and, if it can, `count` and `evidence`. Of a definition, `keep` (names of cleaning rules) is
    not passed on: the corpus is built anew without these rules; nor is `copies=False`: copies are set aside before. The first
    definition is the base.

    `finding` is `highest` or `lowest` (which outlet), `order` (of all outlets), or a function of the series that gives what is to
    be the same. Where the two outlets at that end are too close to call (`too_close`, on `count` and `of`), that is the finding, and
    nobody is ranked; so a shorter text does not win by a few words. In an order, outlets too close to call have `≈` between them.
    A definition under which nothing is counted has no rows. `holds` turns the rows into a sentence. Where `keep` changes a text,
    addresses lead into the corpus built anew.

    >>> import workbench as wb
    >>> rows = wb.sensitivity(wb.load(), "quotations")
    >>> print(wb.holds(rows))
    Quotations between marks, highest: unnamed outlet (James Smith), 21 against 7. This holds under 2 of 5 other definitions, \
2 of which change no number; not under: single words and fragments left out (too close to call); pieces of one utterance once \
(too close to call); per 100 words (too close to call).
    """
    name, counted, tried = _measure(measure, definitions)
    if isinstance(finding, str):
        checked_choice("finding", finding, FINDING_OF)
    corpora: dict[tuple[tuple[str, ...], bool], Corpus] = {}
    rows: list[dict[str, Any]] = []
    base: Any = None
    for n, (definition, given) in enumerate(tried.items()):  # the first is the base
        options = dict(given)
        key = tuple(options.pop("keep", ())), bool(options.pop("copies", True))
        if key not in corpora:
            keep, copies = key
            changed = (
                rebuild(corpus, keep=keep) if expect_corpus(corpus).edits["rule"].isin(list(keep)).any() else corpus
            )
            corpora[key] = changed if copies else without_copies(changed)
        values = _values(counted(corpora[key], **options), name)
        if len(values) > 1 and values["count"].eq(0).all():
            if n == 0:
                break  # nothing to hold the others against
            continue
        found = _finding(values, finding) if values["value"].notna().any() else None
        base = found if n == 0 else base
        says = f"{finding}: {found}" if isinstance(finding, str) else str(found)
        for outlet, value in zip(values.index, records(values), strict=True):
            row = {"measure": name, "definition": definition, "base": n == 0, "outlet_label": outlet}
            same = None if base is None else bool(found == base)
            rows.append({**row, **value, "finding": None if found is None else says, "holds": same})
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
    of_base = rows[rows["definition"] == base["definition"]]
    sentence = f"{says}, {_plainly(base['finding'])}{_against(of_base)}."
    if others.empty:
        return sentence
    sentence += f" This holds under {len(others) - len(against)} of {len(others)} other definition{plural}"
    numbers = {name: part.set_index("outlet_label")["value"] for name, part in rows.groupby("definition")}
    unchanged = sum(numbers[name].equals(numbers[base["definition"]]) for name in others["definition"])
    if unchanged:
        sentence += f", {unchanged} of which change{'s' if unchanged == 1 else ''} no number"
    broken = [
        f"{name} ({'no number' if pd.isna(found) else _plainly(found)})"
        for name, found in zip(against["definition"], against["finding"], strict=True)
    ]
    return f"{sentence}; not under: {'; '.join(broken)}." if broken else f"{sentence}."


def _plainly(finding: str) -> str:
    """A finding without the end of which it is too close to call."""
    return TOO_CLOSE if finding.endswith(TOO_CLOSE) else finding


def _against(base: pd.DataFrame) -> str:
    """The highest (or lowest) number and the next one, as part of a sentence; nothing for another finding, or equal numbers.

    Of what is too close to call, what was counted, for each outlet in the order of the corpus.
    """
    finding, values = base["finding"].iloc[0], base["value"].dropna()
    if not finding.startswith(("highest: ", "lowest: ")) or values.nunique() < 2:
        return ""
    if finding.endswith(TOO_CLOSE):
        return ": " + ", ".join(_counts(row) for row in records(base[base["value"].notna()]))
    first, second = sorted(values.unique(), reverse=finding.startswith("highest"))[:2]
    return f", {first:,.3g} against {second:,.3g}"


TOO_CLOSE = "too close to call"
"""The finding where what was counted does not tell the two outlets at that end apart."""


def _counts(row: dict[str, Any]) -> str:
    of = "" if pd.isna(row["of"]) else f" of {int(row['of']):,}"
    return f"{row['outlet_label']} {int(row['count']):,}{of}"


def _finding(values: pd.DataFrame, finding: str | Callable[[pd.Series], Any]) -> Any:
    given = values[values["value"].notna()]
    return FINDING_OF[finding](given) if isinstance(finding, str) else finding(given["value"])


def _close(one: Any, other: Any) -> bool:
    """Whether two rows are too close to call; never where it is not said what was counted, or where a count is no part of its total."""
    if pd.isna(one["count"]) or pd.isna(other["count"]):
        return False
    totals = [None if pd.isna(row["of"]) else int(row["of"]) for row in (one, other)]
    counts = int(one["count"]), int(other["count"])
    if any(total is not None and count > total for count, total in zip(counts, totals, strict=True)):
        return False
    return too_close(counts[0], totals[0], counts[1], totals[1])


def _end(values: pd.DataFrame, *, highest: bool) -> str:
    ranked = values.sort_values("value", ascending=not highest, kind="stable")
    reach = ranked.index[ranked["value"] == ranked["value"].iloc[0]]
    if len(reach) == len(ranked) > 1:
        return "no one, since all are alike"
    after = ranked.iloc[len(reach) :]
    close = not after.empty and _close(ranked.iloc[0], after.iloc[0])
    return TOO_CLOSE if close else " and ".join(map(str, reach))


def _order(values: pd.DataFrame) -> str:
    ranked = values.sort_values("value", ascending=False, kind="stable")
    said = str(ranked.index[0])
    for n in range(1, len(ranked)):
        one, other = ranked.iloc[n - 1], ranked.iloc[n]
        sign = "=" if one["value"] == other["value"] else "≈" if _close(one, other) else ">"
        said += f" {sign} {ranked.index[n]}"
    return said


FINDING_OF: dict[str, Callable[[pd.DataFrame], str]] = {
    "highest": lambda values: _end(values, highest=True),
    "lowest": lambda values: _end(values, highest=False),
    "order": _order,
}
"""What a number per outlet can say → how it is read from the rows, of which all have a `value`."""


def _measure(
    measure: str | Callable[..., Any], definitions: Definitions | None
) -> tuple[str, Callable[..., Any], Definitions]:
    if isinstance(measure, str):
        ready = HEADLINES[checked_choice("measure", measure, HEADLINES)]
        return measure, lambda c, **options: ready.measure(reports_only(c), **options), definitions or ready.definitions
    if not definitions:
        raise ValueError("a measure of your own needs definitions: {'as it is': {}, 'another way': {'option': value}}")
    return getattr(measure, "__name__", "measure"), measure, definitions


def _values(given: Any, name: str) -> pd.DataFrame:
    """What a measure gave, as a frame by outlet."""
    if isinstance(given, pd.DataFrame):
        if "value" not in given:
            columns = ", ".join(map(str, given.columns))
            raise ValueError(f"{name} gave a frame with {columns}; it needs a column 'value'")
        data = given
    elif isinstance(given, pd.Series):
        data = given.astype(float).to_frame("value")
    else:
        data = pd.DataFrame({"value": [float(given)]}, index=pd.Index([None], dtype="object"))
    return data.reindex(columns=["value", "count", "of", "evidence"])
