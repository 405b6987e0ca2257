"""What is shown of each noun for given settings: pure functions `corpus, settings → Kept`, and the words behind each mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare import speech
from workbench.compare.articles import overview, strip
from workbench.compare.collate import word_edits, word_errors
from workbench.compare.facts import fact_pairs
from workbench.compare.findings import findings
from workbench.compare.keyness import HOUSE_STYLE, UNITS, keyness
from workbench.compare.ledger import COLLECTED, ladder, ledger
from workbench.compare.rates import rates
from workbench.compare.same_words import same_words
from workbench.compare.shared import evidence, once_per_corpus
from workbench.compare.speech import MANNERS, WITHIN
from workbench.compare.standing import TO_CHECK, decided_in_all, stated
from workbench.compare.to_check import in_common, to_check
from workbench.compare.words import PARTS
from workbench.corpus import Corpus, Passage
from workbench.corpus.model import records, split_cell
from workbench.phrasing import plural, snippet
from workbench.show import html
from workbench.show.charts.parts import Behind, Chart, marks_of
from workbench.show.charts.speech import NO_CLASS
from workbench.show.versions import collate_frame, collation, differing, printed


class Kept(NamedTuple):
    """The rows of a frame that settings leave, and a sentence about them."""

    frame: pd.DataFrame
    told: str


@dataclass(frozen=True)
class View:
    """A chart, the frame it was drawn from, a sentence, and for the key of each mark the addresses of what it counts."""

    chart: Chart
    frame: pd.DataFrame
    told: str
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Callable[[tuple[str, ...]], str] | None = None
    """For the keys of marks, HTML that stands above their passages: a collation, or how something was searched."""


# A control changes what is shown of these frames, not the frames: each is made once per corpus. Nothing here changes them.
strip_frame, order_frame, people_frame = map(once_per_corpus, (strip, speech.order, speech.people))
labels_frame, speaking_frame, cues_frame = map(once_per_corpus, (speech.labels, speech.speaking, speech.cues))
whose_words_frame, rates_frame = map(once_per_corpus, (speech.whose_words, rates))
ledger_frame, to_check_frame, findings_frame = map(once_per_corpus, (ledger, to_check, findings))
facts_frame, ladder_frame, same_words_frame = map(stated, (fact_pairs, ladder, same_words))
word_edits_frame, word_errors_frame = map(stated, (word_edits, word_errors))
sources_frames = {marked: once_per_corpus(partial(speech.sources, marked=marked)) for marked in (False, True)}
comentions_frames = {within: once_per_corpus(partial(speech.comentions, within=within)) for within in WITHIN}

# How often a word must stand changes no other number of its row.
keyness_frames = {
    (unit, part): once_per_corpus(partial(keyness, unit=unit, part=part, least=1)) for unit in UNITS for part in PARTS
}


@once_per_corpus
def sure_ledger_frame(corpus: Corpus) -> pd.DataFrame:
    """The ledger without the items of which a cell is to check: of these it cannot be said who has them and who has not."""
    frame = ledger_frame(corpus)
    return frame[~asked_about(frame)]


def asked_about(ledger: pd.DataFrame) -> pd.Series:
    """Which rows of the ledger are of an item that is to check in some outlet."""
    return ledger["standing"].eq(TO_CHECK).groupby([ledger["kind"], ledger["item_id"]]).transform("any")


UNIT_NAMES = {"stem": "words, whatever their ending", "printed": "words as printed", "phrase": "phrases"}
PART_OPTIONS = {"all": "all words", "reporter": "the reporter’s own words", "quoted": "words between marks"}
"""What is counted, and in whose words → how a menu calls it."""

ANYWHERE, SHARED = "anywhere", "more than one outlet"
"""Which items are shown: all, or those that more than one outlet has; else the name of an outlet that alone has them."""

KINDS_OF_ITEMS = tuple(COLLECTED)
"""What the ledger can list."""

_CONTEXT = 60  # characters on each side: enough to see who speaks, short enough that a page of hundreds stays small
MOST_UTTERANCES = 40  # below a chart; more are not read
EMPTY = "There is nothing to show: these articles give no row."
LOOSEN = "Nothing is left with these settings: loosen one of them, or press Reset."


def overview_rows(corpus: Corpus) -> Kept:
    """Where the stretches between quotation marks stand in each article."""
    frame = strip_frame(corpus)
    absent = corpus.articles[~corpus.articles["article_id"].isin(frame["article_id"])]
    told = f"{plural(len(frame), 'stretch', 'stretches')} between quotation marks."
    if len(absent):
        without = plural(len(absent), "article")
        told += f" Nothing stands between quotation marks in {without}, which the chart leaves out."
    return Kept(frame, told)


def people_rows(corpus: Corpus, *, minimum: int = 1, kinds: tuple[str, ...] = (), person: str = "") -> Kept:
    """Who is mentioned, paraphrased and quoted in each article, at least `minimum` times in all of them together."""
    frame = people_frame(corpus)
    counts = frame[["mentions", "paraphrased", "fragments", "quoted"]].sum(axis=1)
    kind = frame["participant_id"].map(corpus.participants.set_index("participant_id")["kind"])
    often = counts.groupby(frame["participant_id"]).transform("sum").ge(minimum)
    kept = frame[often & (kind.isin(kinds) | (not kinds)) & _named(frame, person)]
    who = kept["participant_id"].nunique()
    told = f"{plural(who, 'participant')} in {plural(len(corpus.articles), 'article')}."
    return Kept(kept, told if who else nobody(frame, person))


def labels_rows(corpus: Corpus, *, person: str = "") -> Kept:
    """What each outlet calls whom."""
    frame = labels_frame(corpus)
    kept = frame[_named(frame, person)]
    return Kept(kept, f"{plural(len(kept), 'label')}." if len(kept) else nobody(frame, person))


def speaking_rows(
    corpus: Corpus, *, manners: tuple[str, ...] = MANNERS[1:], person: str = "", per_hundred: bool = False
) -> Kept:
    """How many words of each speaker each outlet prints, in full, in fragments and paraphrased."""
    frame = speaking_frame(corpus)
    columns = {"quoted": "quoted_words", "fragment": "fragment_words", "paraphrased": "paraphrased_words"}
    absent = [column for manner, column in columns.items() if manner not in manners]
    kept = frame.assign(**dict.fromkeys(absent, 0))
    kept = kept[kept[list(columns.values())].sum(axis=1).gt(0) & _named(kept, person)]
    if per_hundred:
        words = corpus.articles.groupby("outlet_label")["words"].sum()
        of = 100 / kept["outlet_label"].map(words)
        kept = kept.assign(**{c: (kept[c] * of).round(2) for c in columns.values()})
    passages = int(order_frame(corpus)["manner"].isin(manners).sum())
    unit = "words in 100 of the outlet" if per_hundred else "words"
    told = f"{plural(passages, 'passage')}; bars in {unit}."
    return Kept(kept, told if len(kept) else nobody(frame, person))


def sources_rows(corpus: Corpus, *, marked: bool = False) -> Kept:
    """What kind of sources each outlet has, by their words, or those between quotation marks only."""
    kept = sources_frames[marked](corpus)
    return Kept(
        kept, f"{plural(int(kept['quotations'].sum()), 'passage')}, {plural(int(kept['words'].sum()), 'word')}."
    )


def cues_rows(corpus: Corpus, *, classes: tuple[str, ...] = (), minimum: int = 1) -> Kept:
    """Which verbs introduce speech in each outlet, used at least `minimum` times in all outlets together."""
    frame = cues_frame(corpus)
    total = frame.groupby("cue")["count"].transform("sum")
    kept = frame[total.ge(minimum) & (frame["cue_class"].fillna(NO_CLASS).isin(classes) | (not classes))]
    count = int(kept["count"].sum())
    most = f" The most frequent verb stands {plural(int(total.max()), 'time')}." if len(frame) and kept.empty else ""
    return Kept(kept, f"{plural(count, 'cue')}.{most}")


def whose_words_rows(corpus: Corpus) -> Kept:
    """In whose words each outlet tells the story."""
    frame = whose_words_frame(corpus)
    return Kept(frame, f"{plural(int(frame['count'].sum()), 'passage')} with words of somebody else.")


def comentions_rows(corpus: Corpus, *, within: str = WITHIN[0], minimum: int = 1, person: str = "") -> Kept:
    """Which participants are named in the same sentence or paragraph, in all articles together at least `minimum` times."""
    frame = comentions_frames[within](corpus)
    total = frame.groupby(["participant_a", "participant_b"])["count"].transform("sum")
    one, other = (_named(frame.assign(name=frame[side]), person) for side in ("name_a", "name_b"))
    kept = frame[total.ge(minimum) & (one | other)]
    names = pd.concat([frame["name_a"], frame["name_b"]]).to_frame("name")
    shared = {address for addresses in kept["evidence"] for address in split_cell(addresses)}
    told = f"{plural(len(kept), 'pair')} in {plural(len(shared), within)}."
    return Kept(kept, told if shared else nobody(names, person))


def order_rows(corpus: Corpus, *, manners: tuple[str, ...] = MANNERS, person: str = "") -> Kept:
    """Where in each story participants are named and speak."""
    frame = order_frame(corpus)
    kept = frame[frame["manner"].isin(manners) & _named(frame, person)]
    return Kept(kept, f"{plural(len(kept), 'passage')}." if len(kept) else nobody(frame, person))


def _named(frame: pd.DataFrame, person: str) -> pd.Series:
    """Which rows are of a participant whose name holds the words, in any case."""
    wanted = " ".join(person.split()).casefold()
    holds: pd.Series = frame["name"].fillna("unresolved").str.casefold().str.contains(wanted, regex=False)
    return holds


def nobody(frame: pd.DataFrame, person: str) -> str:
    """What to say when nothing is left: the names nearest to the one asked for."""
    from rapidfuzz import process

    names = list(frame["name"].dropna().unique())
    if not names:
        return "No participant was found in these articles."
    if not person:
        return LOOSEN
    near = [name for name, *_ in process.extract(person, names, limit=3)]
    return f"Nobody here is called {person!r}; the nearest are {', '.join(near)}."


def same_words_rows(corpus: Corpus, *, shared: bool = True, person: str = "", least: float = 0) -> Kept:
    """What became of each utterance in each outlet; with `shared`, only those that more than one outlet has.

    With `least`, only those of which two passages are at least so similar, from 0 to 1.
    """
    frame = ladder_frame(corpus)
    if least:
        pairs = same_words_frame(corpus)
        frame = frame[frame["utterance"].isin(pairs.loc[pairs["similarity"].ge(least), "utterance"])]
    told = frame["rung"].ne("absent").groupby(frame["utterance"]).transform("sum")
    kept = frame[(told.gt(1) | (not shared)) & _named(frame, person)]
    count = kept["utterance"].nunique()
    hint = " Untick “in more than one outlet” or lower the similarity to see more." if not count else ""
    told_by = f"{plural(count, 'utterance')} that more than one outlet has" if shared else plural(count, "utterance")
    return Kept(kept, f"{told_by}.{hint}")


def ledger_rows(corpus: Corpus, *, kinds: tuple[str, ...] = (), only: str = ANYWHERE, contains: str = "") -> Kept:
    """The coverage ledger: who has which people, places, numbers, quotations and facts, and how."""
    frame = ledger_frame(corpus)
    kept = frame[frame["kind"].isin(kinds or KINDS_OF_ITEMS)]
    kept = kept[kept["item"].str.casefold().str.contains(contains.casefold().strip(), regex=False)]
    if only == SHARED:
        kept = kept[kept["outlets"].gt(1)]
    elif only != ANYWHERE:
        has = kept["outlet_label"].eq(only) & kept["count"].gt(0) & ~asked_about(kept)
        kept = kept[kept["outlets"].eq(1) & has.groupby([kept["kind"], kept["item_id"]]).transform("any")]
    told = f"{plural(len(kept.drop_duplicates(['kind', 'item_id'])), 'item')}."
    return Kept(kept, f"{told} {LOOSEN}" if kept.empty else told)


def facts_rows(corpus: Corpus, *, least: float = 0, contains: str = "") -> Kept:
    """The sentences of two articles that tell the same fact, by their place in each story.

    With `least`, only those that do so with at least this probability; with `contains`, only those where these words stand.
    """
    every = facts_frame(corpus)
    frame = every[every["probability"].ge(least)]
    if wanted := contains.casefold().strip():
        frame = frame[(frame["text_a"] + " " + frame["text_b"]).str.casefold().str.contains(wanted, regex=False)]
    told = f"{plural(len(frame), 'pair')} of sentences tell the same, in whole or in part."
    if frame.empty and len(every):
        told += f" The surest of {plural(len(every), 'pair')} has the probability {every['probability'].max():.2f}."
    return Kept(frame, told)


def keyness_rows(corpus: Corpus, *, unit: str = "stem", part: str = "all", least: int = 3, **also: bool) -> Kept:
    """The words that are more one outlet's own than the others'; with `function_words` these too, with `no_house_style` less."""
    frame = keyness_frames[unit, part](corpus)
    often = (frame["count"] + frame["count_rest"]).ge(least)
    kept = frame[
        often & frame["log_ratio"].fillna(0).gt(0) & (~frame["function_word"] | also.get("function_words", False))
    ]
    if also.get("no_house_style"):
        kept = kept[~kept["word"].str.casefold().isin(HOUSE_STYLE)]
    told = f"{plural(len(kept), 'word')} in {plural(kept['group'].nunique(), 'outlet')}; the surest are shown."
    return Kept(kept, "No word stands so often: lower the least count, or look at all words." if kept.empty else told)


def rates_rows(corpus: Corpus, *, kinds: tuple[str, ...] = ()) -> Kept:
    """Hedges, intensifiers, evaluations and say-verbs per thousand words of each outlet."""
    frame = rates_frame(corpus)
    kept = frame[frame["kind"].isin(kinds) | (not kinds)]
    return Kept(kept, f"{plural(int(kept['count'].sum()), 'word')} of these lists.")


def versions(corpus: Corpus, rows: pd.DataFrame) -> str:
    """Of these utterances the versions word under word; of those that were not found, what comes nearest."""
    every = collate_frame(corpus)
    shown = [every[every["utterance"].eq(utterance)] for utterance in rows["utterance"].unique()]
    tables = [collation(own) for own in shown if own["witness"].nunique() > 1]
    return html.glued([*tables, missed(corpus, rows)])


def signs(_: Corpus, rows: pd.DataFrame) -> str:
    """How probable it is that two sentences tell the same, by which signs, what each has that the other lacks, and other days."""
    told: list[str] = []
    for row in records(rows):
        told.append(html.sentence("Probability {}; signs: {}", f"{row['probability']:.2f}", html.said(row["signs"])))
        parts = {"Both have": row["shared"], "only the first": row["only_a"], "only the other": row["only_b"]}
        words = [
            html.sentence("{}: {}", label, html.named(own)) for label, own in parts.items() if isinstance(own, str)
        ]
        told.append(html.listed(words, "; "))
        if isinstance(row["other_day"], str):
            told.append(html.sentence("Perhaps of different days ({}).", html.named(row["other_day"])))
    return html.glued(html.quiet(line) for line in told)


def missed(_: Corpus, rows: pd.DataFrame) -> str:
    """Of what was not found: the forms that were looked for and what comes nearest."""
    told = []
    for row in records(rows[rows["evidence"].isna()]):
        forms = html.sentence(" Looked for: {}.", html.said(row["searched"])) if "searched" in row else ""
        near: str = "Nothing in it comes near."
        if isinstance(row["nearest"], str):
            there = html.code(row["nearest_at"], mark=row["nearest_at"])
            near = html.sentence("The nearest: “{}” {}", snippet(row["nearest"]), there)
        pattern = "Not found in {}.{} {}"
        told.append(html.paragraph(html.sentence(pattern, html.said(row["outlet_label"]), forms, near)))
    return html.glued(told)


def utterances_word_under_word(corpus: Corpus) -> str:
    """Every utterance whose versions differ, word under word, the first of many."""
    frame = collate_frame(corpus)
    differ = []
    for _, rows in frame.groupby("utterance", sort=False):
        words = {str(witness): printed(own) for witness, own in rows.groupby("witness", sort=False)}
        if differing(words, rows["column"].unique()):
            differ.append(rows)
    note = f"The first {MOST_UTTERANCES} of {len(differ)}." if len(differ) > MOST_UTTERANCES else ""
    shown = [collation(rows) for rows in differ[:MOST_UTTERANCES]] or [html.quiet("No two versions differ.")]
    return html.glued([*shown, html.quiet(note)])


_WORD = re.compile(r"([^\W_]+(?:[’'‘*-]+[^\W_]+)*)")
NAMED_QUESTIONS = {
    "conflicts": "two speakers",
    "same_words": "one utterance or two",
    "fidelity": "the record",
    "fact_pairs": "the same fact",
    "facts": "told elsewhere or not",
    "ledger": "not found",
}
"""The kind of a row of `wb.to_check` → what its question is about."""


def to_check_told(corpus: Corpus, shown: int, every: int, rest: str = "are in wb.to_check") -> str:
    """How many questions there are and are shown, where the rest are, and how many readers have settled."""
    told = f"{plural(every, 'question')} to check, counted nowhere."
    if every > shown:
        told = (
            f"The {shown} most telling of {every:,} questions to check, counted nowhere; {every - shown:,} more {rest}."
        )
    confirmed, rejected = decided_in_all(corpus)
    if confirmed or rejected:
        told += f" Readers have confirmed {confirmed:,} and rejected {rejected:,}."
    return told


def both_sides(corpus: Corpus, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sides of a row of `wb.to_check`: outlet, name, passages in their paragraphs, their words in pieces (words, in both or not)."""
    texts = [row[f"text_{side}"] if isinstance(row[f"text_{side}"], str) else "" for side in "ab"]
    both = []
    for side, common in zip("ab", in_common(*texts), strict=True):
        passages = _in_pieces(corpus, row[f"passage_{side}"], common)
        both.append({"outlet": row[f"outlet_{side}"], "name": row[f"name_{side}"], "passages": passages})
    return both


def in_the_record(corpus: Corpus, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the record has nearest to a row of `wb.to_check`, and who says it there; none without a record."""
    if not isinstance(row["record_at"], str):
        return None
    return {"name": row["record_says"], "passages": _in_pieces(corpus, row["record_at"], frozenset())}


def _in_pieces(corpus: Corpus, cell: Any, common: Collection[str]) -> list[tuple[Passage, list[tuple[str, bool]]]]:
    """Each passage of a cell within its paragraph, and its words in pieces: words, and whether they are among the common ones."""
    passages = []
    for address in split_cell(cell):
        found = corpus.passage(address, context=_CONTEXT)
        before, after = found.before.rpartition("\n")[2], found.after.partition("\n")[0]
        pieces = [(piece, piece in common) for piece in _WORD.split(found.words) if piece]
        passages.append((replace(found, before=before, after=after), pieces))
    return passages


def numbers(corpus: Corpus) -> str:
    """The rows of `wb.overview` as a table."""
    return html.table(overview(corpus).drop(columns="article_id")).markup()


def differences(corpus: Corpus) -> str:
    """The rows of `wb.word_edits` as a table."""
    columns = ["kind", "words_a", "words_b", "address_a", "address_b"]
    return html.table(word_edits_frame(corpus)[columns]).markup()


def errors(corpus: Corpus) -> str:
    """The rows of `wb.word_errors` as a table."""
    columns = ["outlet_a", "outlet_b", "counted", "errors", "words_a", "words_b", "rate"]
    return html.table(word_errors_frame(corpus)[columns]).markup()


Found = Mapping[str, tuple[str, ...]]
"""The key of a mark → the addresses of what it counts."""


def behind_marks(corpus: Corpus, spec: Mapping[str, Any], behind: Found) -> pd.DataFrame:
    """One row per mark that is drawn and passage that it counts, mark by mark: its key, what is told of it, address and words.

    A mark that counts nothing, such as one for “not found”, has no row.
    """
    told = marks_of(spec) or dict(zip(behind, behind, strict=True))  # a chart without keys draws all that it is given
    pairs = [(key, said, address) for key, said in told.items() for address in behind.get(key, ())]
    marks = pd.DataFrame(pairs, columns=["mark", "told", "address"], dtype="str")
    found = evidence(corpus, marks["address"].unique()).set_index("address")
    passages = [corpus.passage(address, context=_CONTEXT) for address in found.index]
    found["before"] = [passage.before for passage in passages]
    found["after"] = [passage.after for passage in passages]
    return marks.join(found, on="address")


def by_columns(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a row: their key is in those columns, their addresses in the column `evidence`."""
    return lambda _, frame: Behind(frame, columns)


def by_manner(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a manner of one row: mentioned, paraphrased, in fragments, in full."""
    found = once_per_corpus(lambda corpus: Behind(order_frame(corpus), [*columns, "manner"], ["address"]))
    return lambda corpus, _: found(corpus)


def by_itself(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for the passages whose addresses are in those columns, and are their key."""
    return lambda _, frame: Behind(frame, columns, columns)


def of_columns(_: Corpus, frame: pd.DataFrame) -> Found:
    """Each sentence, and the passages of the other article that are joined to it."""
    joined = frame["passage_b"].notna()
    ends: list[tuple[Address, str]] = []  # where a join ends in one article, and what it leads to in the other
    for row in records(frame[joined]):
        ends.append((Address.parse(row["passage_a"]), row["passage_b"]))
        ends.append((Address.parse(row["passage_b"]), row["passage_a"]))
    found: dict[str, tuple[str, ...]] = {}
    for block in frame.loc[~joined, "passage_a"]:
        at = Address.parse(block)
        found[block] = (block, *(other for end, other in ends if at.overlaps(end)))
    return found


def of_files(corpus: Corpus, frame: pd.DataFrame) -> Found:
    """The paragraphs that cleaning kept, by article. What it removed is not in the text, and so has no address."""
    labels = dict(zip(frame["article_id"], frame["outlet_label"], strict=True))
    found: dict[str, list[str]] = {}
    for article, address in corpus.paragraphs[["article_id", "paragraph_id"]].itertuples(index=False, name=None):
        if article in labels:
            found.setdefault(f"{labels[article]}, kept [{article}]", []).append(address)
    return {key: tuple(addresses) for key, addresses in found.items()}
