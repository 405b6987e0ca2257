"""What the reader most wants to know, in sentences: each number is counted here, and leads to what was counted."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.compare.conflicts import conflicts
from workbench.compare.copies import copies
from workbench.compare.fidelity import fidelity
from workbench.compare.sensitivity import coloured_verbs, nothing_like_it, quoted_share
from workbench.compare.shared import once_per_corpus
from workbench.compare.standing import MOST_TO_CHECK, countable, decided_in_all
from workbench.corpus import Corpus
from workbench.corpus.model import JOINT, outlet_order, records, split_cell
from workbench.show.html import FEW, at, counted, each, italic, joined, listed, named, outlet, place, sentence, words_at
from workbench.show.phrasing import plural
from workbench.show.versions import shared
from workbench.show.views import cues_frame, facts_frame, speaking_frame, stated, to_check_frame, to_check_told

# Each is made once per corpus: sentences, tables and charts of the page ask for the same frames.
judged, alike = map(once_per_corpus, (fidelity, copies))
given_apart = stated(conflicts)
"""What two outlets give to different speakers, as far as it is stated."""

AS_IN = ("verbatim", "excerpt", "cleaned up")
"""Verdicts on a quotation that leave the words of the reference as they are, but for what tidying leaves out."""
NOT_IN_IT = ("not found", "outside")
"""Verdicts on a quotation that the record does not have: they count for nothing."""
_VERBS = 3  # examples in a sentence
_NAMES = 8  # in a sentence
_APART = 0.3  # of an article: what stands farther from its place elsewhere is told early in one and late in the other


def length(corpus: Corpus) -> str:
    """Where the articles are from, and how long they are, as a part of a sentence."""
    articles = corpus.articles
    if len(articles) > FEW:
        low, high = articles["words"].min(), articles["words"].max()
        return f"from {plural(articles['outlet_label'].nunique(), 'outlet')}, of {low:,} to {plural(high, 'word')}"
    told = []
    for row in records(articles):
        words = counted(row["article_id"], plural(row["words"], "word"))
        told.append(sentence("from {} ({})", outlet(row["outlet_label"]), words))
    return joined(told)


def _voices(corpus: Corpus) -> str:
    """How much of each outlet is somebody's own words."""
    frame = quoted_share(corpus)
    if not frame["count"].sum():
        retold = list(corpus.quotes["quote_id"])
        if not retold:
            return "Nothing stands between quotation marks."
        told = "Nothing stands between quotation marks: {} of somebody stand in the reporters' words."
        return sentence(told, at(retold, plural(len(retold), "statement")))
    values = []
    for label, row in frame.iterrows():
        marked = at(row["evidence"], plural(len(split_cell(row["evidence"])), "stretch", "stretches"))
        values.append((str(label), row["value"], sentence("{} ({})", f"{row['value']:.0%}", marked)))
    return sentence("Share of the words that stand between quotation marks: {}.", each(values))


def _speakers(corpus: Corpus) -> str:
    """Who is quoted most in each outlet."""
    frame = speaking_frame(corpus)
    quoted = frame[frame["name"].notna()].assign(own=frame["quoted_words"] + frame["fragment_words"])
    quoted = quoted[quoted["own"].gt(0)].sort_values("own", ascending=False, kind="stable")
    if quoted.empty:
        return ""
    first = quoted.drop_duplicates("outlet_label")
    if first["outlet_label"].nunique() > FEW:
        by = first.groupby("name", sort=False)["evidence"].agg(["size", JOINT.join])
        by = by.sort_values("size", ascending=False)
        name, (times, evidence) = str(by.index[0]), by.iloc[0]
        where = at(evidence, f"{times} of {len(first)} outlets")
        return sentence("{} is quoted most in {} that quote somebody by name.{}", name, where, only_quoted(corpus))
    order = outlet_order(corpus)
    told = []
    for n, row in enumerate(sorted(records(first), key=lambda row: order[row["outlet_label"]])):
        words = at(row["evidence"], plural(row["own"], "word"), row["name"])
        share = f"{row['share']:.0%}{' of all that it quotes' if n == 0 else ''}"
        told.append(sentence("{} in {} ({}, {})", named(row["name"]), outlet(row["outlet_label"]), words, share))
    return sentence("Quoted most: {}.{}", joined(told), only_quoted(corpus))


def only_quoted(corpus: Corpus) -> str:
    """Who is quoted by one outlet only."""
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    frame = speaking_frame(corpus)
    quoted = frame[frame["name"].notna() & (frame["quoted_words"] + frame["fragment_words"]).gt(0)]
    single = quoted[quoted.groupby("participant_id", sort=False)["outlet_label"].transform("nunique").eq(1)]
    by_outlet = []
    for label, own in single.head(_NAMES).groupby("outlet_label", sort=False):
        people = (at(row["evidence"], named(row["name"]), row["name"]) for row in records(own))
        by_outlet.append(sentence("{} in {}", joined(people), outlet(str(label))))
    more = f"; and {plural(len(single) - _NAMES, 'other')}" if len(single) > _NAMES else ""
    return sentence(" Quoted in one outlet only: {}{}.", listed(by_outlet, "; "), more) if by_outlet else ""


def _same(corpus: Corpus) -> str:
    """Which utterances several outlets quote, and how many of them in other words."""
    pairs = shared(corpus)
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    if pairs.empty:
        marked = int(corpus.quotes["marks"].ne("none").sum())
        if not marked:
            return ""
        return f"No utterance was found between quotation marks in two outlets; {plural(marked, 'stretch', 'stretches')} were compared."
    most = pairs.drop_duplicates("utterance")
    differ, equal = most[most["errors"].gt(0)], most[most["errors"].eq(0)]
    total = at(_all(pairs), plural(len(most), "utterance"))
    stand = "is" if len(most) == 1 else "are"
    counts = []
    if len(differ):
        every = pairs[pairs["utterance"].isin(differ["utterance"])]
        counts.append(at(_all(every), f"{len(differ)} in different words"))
    if len(equal):
        them = "it" if len(equal) == 1 else "them"
        counts.append(at(_all(equal), f"{len(equal)} in the same words, as far as both quote {them}"))
    return sentence("{} {} quoted in more than one outlet: {}.", total, stand, joined(counts))


def _whose(corpus: Corpus) -> str:
    """Statements that are given to different people."""
    rows = given_apart(corpus)
    rows = rows[rows["kind"].eq("different speakers")]
    if rows.empty:
        return ""
    found = at([*rows["passage_a"], *rows["passage_b"]], plural(len(rows), "statement"))
    given, such = ("is", ":") if len(rows) == 1 else ("are", ", such as one")
    top = records(rows)[0]
    who = listed((sentence("to {} in {}", named(top[f"name_{s}"]), outlet(top[f"outlet_{s}"])) for s in "ab"), " and ")
    return sentence(
        "{} {} given to different people{} {}. Which is right, the articles do not say.", found, given, such, who
    )


def _alone(corpus: Corpus) -> str:
    """How much of each outlet has nothing like it in another."""
    frame = nothing_like_it(corpus)
    if len(corpus.articles) < 2 or not frame["count"].sum():
        return ""
    values = [(str(label), row["value"], _part(row)) for label, row in frame.iterrows() if pd.notna(row["value"])]
    return sentence(
        "Sentences nothing like which was found in another article, of those that could be told: {}.", each(values)
    )


def _leads(corpus: Corpus) -> str:
    """What one tells early and another late."""
    found = apart(corpus)
    if found.empty:
        return ""
    top = records(found)[0]
    outlets, places = [], []
    for side in "ab" if top["place_a"] < top["place_b"] else "ba":
        address = top[f"sentence_{side}"]
        cited = sentence("{} ({})", words_at(corpus, address, 110), place(corpus, address, named=False))
        outlets.append(outlet(top[f"outlet_{side}"]))
        places.append(sentence("in sentence {} of {}, {}", top[f"rank_{side}"], top[f"of_{side}"], cited))
    return sentence("What {} tells early, {} tells late: the one has it {}; the other {}.", *outlets, *places)


def _verbs(corpus: Corpus) -> str:
    """How often speech is introduced by a verb that does more than say, with the first of them."""
    frame = coloured_verbs(corpus)
    if not frame["count"].sum():
        return ""
    used = cues_frame(corpus)
    used = used[used["cue_class"].notna() & used["cue_class"].ne("neutral")]
    values = []
    for label, row in frame.iterrows():
        if pd.notna(row["value"]):
            few = joined(italic(verb) for verb in used[used["outlet_label"].eq(str(label))]["cue"].head(_VERBS))
            such_as = sentence(" ({} …)", few) if few else ""
            values.append((str(label), row["value"], sentence("{}{}", _part(row), such_as)))
    return sentence("Speech introduced by a verb that does more than say: {}.", each(values))


def _record(corpus: Corpus) -> str:
    """How many quotations the reference has, and how many of these are worded as in it."""
    if "reference" not in set(corpus.articles["kind"]):
        return ""
    every = judged(corpus)
    rows = countable(every)
    rows = rows[~rows["verdict"].isin(NOT_IN_IT)]
    if every.empty:
        return ""
    covered = sentence(
        "The record has {} of {}.", at(list(rows["quote_id"]), str(len(rows))), plural(len(every), "quotation")
    )
    if 2 * len(rows) < len(every):
        covered = sentence(
            "{} It covers little of what these articles quote: the others may have been said elsewhere.", covered
        )
    if rows.empty:
        return covered
    as_in = rows["verdict"].isin(AS_IN)
    worded, other = (at(list(part["quote_id"]), str(len(part))) for part in (rows[as_in], rows[~as_in]))
    told = "{} Of these {} are worded as in it, or only tidied or cut; {} depart from it or are given to somebody else."
    return sentence(told, covered, worded, other)


def _copied(corpus: Corpus) -> str:
    """Which articles are mostly the same text."""
    rows = alike(corpus)
    rows = rows[rows["relation"].eq("copy")]
    if rows.empty:
        return ""
    top = records(rows)[0]
    some = f" (and {plural(len(rows) - 1, 'other pair')})" if len(rows) > 1 else ""
    stands = at(top["evidence_a"], f"{top['shared_a']:,} of them")
    first, second, words = outlet(top["outlet_a"]), outlet(top["outlet_b"]), plural(top["words_a"], "word")
    told = "{} and {}{} are largely one text: the reporter of the first wrote {}, and {} stand in the second too."
    return sentence(told, first, second, some, words, stands)


def _to_check(corpus: Corpus) -> str:
    """How many questions are open, and how many readers have settled."""
    count = len(to_check_frame(corpus))
    if not count and not any(decided_in_all(corpus)):
        return ""
    return to_check_told(corpus, min(count, MOST_TO_CHECK), count, "are not shown")


def apart(corpus: Corpus) -> pd.DataFrame:
    """Facts that stand in different places of two outlets' articles, the most different first; each sentence once."""
    rows = facts_frame(corpus)
    rows = rows[rows["outlet_a"].ne(rows["outlet_b"])]
    sizes = corpus.sentences.groupby("article_id").size()
    rows = rows.assign(**{f"of_{s}": rows[f"article_{s}"].map(sizes).astype("int64") for s in "ab"})
    rows = rows.assign(**{f"place_{s}": (rows[f"rank_{s}"] - 1) / (rows[f"of_{s}"] - 1).clip(lower=1) for s in "ab"})
    rows = rows.assign(gap=(rows["place_a"] - rows["place_b"]).abs())
    # A fact that an article tells twice is told where it stands nearest to its place elsewhere.
    nearest = rows.sort_values("gap", kind="stable")
    nearest = nearest.drop_duplicates(["sentence_a", "article_b"]).drop_duplicates(["sentence_b", "article_a"])
    far = nearest[nearest["gap"].ge(_APART)]
    far = far.sort_values("gap", ascending=False, kind="stable")
    return far.drop_duplicates("sentence_a").drop_duplicates("sentence_b")


def _part(row: pd.Series) -> str:
    """A count and what it is part of; the whole cannot be told from none."""
    if not row["count"]:
        return "none"
    return sentence("{} of {}", at(row["evidence"], str(row["count"])), round(row["count"] / row["value"]))


def _all(pairs: pd.DataFrame) -> list[str]:
    return [address for cell in pairs["evidence"] for address in split_cell(cell)]


FINDINGS: dict[str, tuple[str, Callable[[Corpus], str]]] = {
    "Same words": ("same", _same),
    "Against the record": ("reference", _record),
    "Whose words": ("whose", _whose),
    "Nothing like it": ("only", _alone),
    "Speakers": ("voices", _speakers),
    "Voices": ("voices", _voices),
    "Early or late": ("place", _leads),
    "Verbs": ("wording", _verbs),
    "Shared text": ("copies", _copied),
    "To check": ("to-check", _to_check),
}
"""Label → the section that has more, and the function that says it, what readers most want to know first; what has nothing to say
is left out."""
