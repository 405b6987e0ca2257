"""What became of judged conclusions: `python benchmarks/judged.py EVENTS_DIR`.

EVENTS_DIR holds a corpus folder for each event, and `judged.csv`: rows that the workbench once gave, each judged by a reader (`event`, `table`,
`files`, `words`, `item`, `speaker_given`, `verdict`, `class`). The corpora are read anew, the rows found again by their files and
words, and for each kind of claim is told how many are kept and gone, right and wrong, how many are new, and what share of those that
are there now is right, stated alone and all. Of a kind judged by a sample, rows that are not judged are no new ones.

`--new` lists the new rows, so that they can be judged; `--verdicts FILE` reads such verdicts. That file holds no words: a row is known by
a digest of its kind, the bytes of its files, and its offsets (`digest`, `kind`, `verdict`, `class`, `date`).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import workbench as wb
from workbench.address import Address
from workbench.corpus import Corpus
from workbench.corpus.model import records, split_cell
from workbench.parse.normalize import normalize

SAMPLE = "(sample)"
RIGHT, WRONG = "right", "wrong"
CHECKED = "to check"
_PLAIN = re.compile(r"\w+")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A conclusion that the workbench gives: its kind, where it stands, and how it is known again."""

    kind: str
    key: tuple[Any, ...]
    digest: str
    standing: str
    told: str
    speaker: str | None = None


def plain(words: str) -> str:
    """Words without case, marks and spaces.

    >>> plain("“No,” he  said.")
    'no he said'
    """
    return " ".join(_PLAIN.findall(words.casefold()))


class Event:
    """A corpus with what its rows are known by."""

    def __init__(self, folder: Path) -> None:
        self.corpus: Corpus = wb.load(folder, on_error="report")
        articles = records(self.corpus.articles)
        self.source = {a["article_id"]: a["source"] for a in articles}
        self.sha = {a["article_id"]: a["sha256"] for a in articles}
        self.cleaned = {a["article_id"]: normalize(a["raw"]) for a in articles}
        self.names: dict[str, set[str]] = {}
        for p in records(self.corpus.participants):
            self.names[p["participant_id"]] = {p["name"], *split_cell(p["aliases"])}

    def row(self, kind: str, addresses: Iterable[str], row: dict[str, Any], *, item: str = "", **more: Any) -> Row:
        """The row of a frame whose passages are these."""
        passages = sorted(self._passage(address) for address in addresses)
        digest = sha256("|".join([kind, item, *(at for _, _, at in passages)]).encode()).hexdigest()[:_DIGITS]
        key = (tuple(sorted((file, words) for file, words, _ in passages)), item)
        told = " | ".join(f"{file}: {words}" for file, words, _ in passages) + (f" | {item}" if item else "")
        standing = row.get("standing", "stated")
        return Row(kind, key, digest, standing if isinstance(standing, str) else "stated", told, **more)

    def _passage(self, address: str) -> tuple[str, str, str]:
        at = Address.parse(address)
        words = plain(self.corpus.passage(address).words)
        start, end = self.cleaned[at.article].raw_span(at.start, at.end)  # which no cleaning rule moves
        return self.source[at.article], words, f"{self.sha[at.article]}:{start}-{end}"


Rows = Iterator[Row]


def quotations(event: Event) -> Rows:
    """Who is given as the speaker of each stretch between marks."""
    for q in records(event.corpus.quotes):
        if q["marks"] != "none":
            names = event.names.get(q["participant_id"], {None})
            for name in sorted(names, key=str):
                yield event.row("quotes:speaker", [q["quote_id"]], {}, speaker=name)


def pairs_of_words(event: Event) -> Rows:
    """Pairs of one utterance, those between marks under one kind whatever their relation."""
    for r in records(wb.same_words(event.corpus)):
        kind = "same_words:indirect" if "indirect" in r["relation"] else "same_words:marks"
        if "unmarked" not in r["relation"]:
            yield event.row(kind, [r["passage_a"], r["passage_b"]], r)


def differences(event: Event) -> Rows:
    """Versions that are held word against word."""
    frame = wb.word_errors(event.corpus)
    for r in records(frame[frame["counted"].eq("expanded")]):
        yield event.row("word_errors", split_cell(r["evidence"]), r)


def opposed(event: Event) -> Rows:
    """The same content under two speakers."""
    for r in records(wb.conflicts(event.corpus)):
        yield event.row("conflicts", [r["passage_a"], r["passage_b"]], r)


def measured(event: Event) -> Rows:
    """Quotations against a record, and what departs from it."""
    if "reference" not in set(event.corpus.articles["kind"]):
        return
    for r in records(wb.fidelity(event.corpus)):
        yield event.row(f"fidelity:{r['verdict']}", [r["quote_id"]], r)
    for r in records(wb.departures(event.corpus)):
        item = f"{_short(r['reference'])}→{_short(r['report'])}"
        yield event.row("departures", [r["quote_id"]], r, item=item)


def _short(words: Any) -> str:
    return words[:40].strip() if isinstance(words, str) else "nan"


def linked(event: Event) -> Rows:
    """Sentences of one fact, and those that nothing like was found of."""
    for r in records(wb.fact_pairs(event.corpus)):
        yield event.row("fact_pairs", [r["sentence_a"], r["sentence_b"]], r)
    for r in records(wb.facts(event.corpus)):
        if r["told"] in ("nothing like it", "only here"):
            yield event.row("facts:nothing like it", [r["sentence_id"]], r)


def absent(event: Event) -> Rows:
    """What was not found in an outlet."""
    frame = wb.ledger(event.corpus)
    for r in records(frame[frame["count"].eq(0)]):
        kind = f"ledger:{r['kind']}:not found"
        at = f"@ {r['outlet_label']}"
        if r["kind"] in ("quotation", "fact"):
            yield event.row(kind, [r["item_id"]], r, item=at)
        else:
            for name in sorted(event.names.get(r["item_id"], {r["item"]}) | {r["item"]}):
                yield event.row(kind, [], r, item=f"{name} {at}")


def participants(event: Event) -> Rows:
    """Everybody who is taken for a participant; the other names of each under a kind of their own."""
    for p in records(event.corpus.participants):
        yield event.row("participants", [], {}, item=p["name"])
        for alias in split_cell(p["aliases"]):
            yield event.row(ALIASES, [], {}, item=alias)


def verbs_and_labels(event: Event) -> Rows:
    """Cues and labels as printed."""
    for r in records(wb.cues(event.corpus)):
        for printed in split_cell(r["printed"]):
            yield event.row("cues", [], {}, item=f"{printed} @ {r['outlet_label']}")
    for r in records(wb.labels(event.corpus)):
        yield event.row("labels", [], {}, item=f"{r['name']} / {r['label']} @ {r['outlet_label']}")


SOURCES: tuple[Callable[[Event], Rows], ...] = (
    quotations,
    pairs_of_words,
    differences,
    opposed,
    measured,
    linked,
    absent,
    participants,
    verbs_and_labels,
)
OF_NAMES = (
    "participants",
    "cues",
    "labels",
    "ledger:person:not found",
    "ledger:body:not found",
    "ledger:place:not found",
)
"""Kinds whose rows are known by a name; the other names of a participant are no rows of their own, and so never new."""
ALIASES = "aliases"
"""Somebody rightly found is kept under any name; what was no participant, or one twice, is gone once no participant is called so."""
RENAMED = {"same_facts:only here": "facts:nothing like it"}


def kind_of(table: str) -> tuple[str, bool]:
    """The kind of claim of a judged table, and whether only a sample of it was judged.

    >>> kind_of("same_words:marks:altered"), kind_of("fact_pairs(sample)")
    (('same_words:marks', False), ('fact_pairs', True))
    """
    sample = SAMPLE in table
    name = re.sub(r"\(.*", "", table)
    if name.startswith("same_words:marks"):
        name = "same_words:marks"
    return RENAMED.get(name, name), sample


def key_of(judged: dict[str, str]) -> tuple[Any, ...]:
    """How a judged row is known again."""
    files, words = judged["files"].split(" | "), judged["words"].split(" | ")
    if len(words) > len(files):  # the words hold the sign that joins them
        words = [" ".join(words)] if len(files) == 1 else words[: len(files)]
    passages = sorted((file, plain(said)) for file, said in zip(files, words, strict=False) if file)
    return tuple(passages), judged["item"].strip()


class Count:
    """What became of the rows of one kind."""

    def __init__(self) -> None:
        self.kept: Counter[str] = Counter()
        self.gone: Counter[str] = Counter()
        self.new: Counter[str] = Counter()
        self.by_standing: dict[str, Counter[str]] = defaultdict(Counter)
        self.unjudged: list[tuple[str, Row]] = []
        self.sample = False

    def keep(self, verdict: str, standing: str) -> None:
        """A judged row is there."""
        self.kept[verdict] += 1
        self.by_standing[standing][verdict] += 1

    def line(self, kind: str) -> str:
        """The counts of a kind, and how many of those that are there now are right."""
        parts = [f"{kind:30}"]
        for name, counts in (("kept", self.kept), ("gone", self.gone)):
            parts.append(f"{name} {counts[RIGHT]:4} right {counts[WRONG]:3} wrong {_others(counts):3} other |")
        parts.append(f"new {len(self.unjudged):4} not judged, {self.new[RIGHT]:3} right {self.new[WRONG]:3} wrong |")
        for standing, counts in sorted(self.by_standing.items()):
            decided = counts[RIGHT] + counts[WRONG]
            share = f"{counts[RIGHT] / decided:.3f}" if decided else "-"
            parts.append(f"{standing}: {share} of {decided}")
        return " ".join(parts)


def _others(counts: Counter[str]) -> int:
    return sum(n for verdict, n in counts.items() if verdict not in (RIGHT, WRONG))


def compare(
    folder: Path, judged: list[dict[str, str]], verdicts: dict[str, str]
) -> tuple[dict[str, Count], dict[str, list[str]]]:
    """For each kind what became of its judged rows over all events; and by event the quotations that have another speaker now."""
    counts: dict[str, Count] = defaultdict(Count)
    by_event: dict[str, list[str]] = defaultdict(list)
    for name in sorted({row["event"] for row in judged}):
        event = Event(folder / name)
        now: dict[str, dict[tuple[Any, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
        for source in SOURCES:
            for row in source(event):
                now[row.kind][row.key].append(row)
        known: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        for old in (row for row in judged if row["event"] == name):
            kind, sample = kind_of(old["table"])
            counts[kind].sample |= sample
            known[kind].add(key_of(old))
            found = now[kind].get(key_of(old), [])
            if kind == "participants" and old["verdict"] == RIGHT:
                found = found or now[ALIASES].get(key_of(old), [])
            if kind == "quotes:speaker" and found:
                changed = settle_speaker(counts[kind], old, found)
                if changed:
                    new_row(counts[kind], changed, verdicts, name)
                    was = f"was {old['speaker_given'] or 'nobody'} ({old['verdict']})"
                    by_event[name].append(f"now {changed.speaker or 'nobody'}, {was}: {old['words'][:60]}")
            elif found:
                counts[kind].keep(old["verdict"], found[0].standing)
            else:
                counts[kind].gone[old["verdict"]] += 1
        for kind, rows in now.items():
            if counts[kind].sample or kind in OF_NAMES or not known[kind]:
                continue
            for key, found in rows.items():
                if key not in known[kind]:
                    new_row(counts[kind], found[0], verdicts, name)
    return counts, by_event


def settle_speaker(count: Count, old: dict[str, str], found: list[Row]) -> Row | None:
    """Count a quotation as kept where it has the speaker that was judged; else it is gone, and a new row."""
    given = {row.speaker for row in found}
    same = old["speaker_given"] in given if old["speaker_given"] else given == {None}
    if same:
        count.keep(old["verdict"], "stated")
        return None
    count.gone[old["verdict"]] += 1
    return found[0]


def new_row(count: Count, row: Row, verdicts: dict[str, str], event: str) -> None:
    """Count a row that nobody has judged in the old list, by its own verdict where there is one."""
    verdict = verdicts.get(digest_of(row))
    if verdict is None:
        count.unjudged.append((event, row))
        return
    count.new[verdict] += 1
    count.by_standing[row.standing][verdict] += 1


def digest_of(row: Row) -> str:
    """What a verdict on a row is kept under; of a quotation the speaker belongs to it."""
    return sha256(f"{row.digest}|{row.speaker or ''}".encode()).hexdigest()[:_DIGITS]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("events", type=Path)
    parser.add_argument("--new", action="store_true", help="list the rows that nobody has judged")
    parser.add_argument("--speakers", action="store_true", help="list the quotations that have another speaker now")
    parser.add_argument("--verdicts", type=Path, help="verdicts on rows that were new")
    parser.add_argument("--only", help="tell of this event alone")
    given = parser.parse_args()
    judged = [row for row in read(given.events / "judged.csv") if given.only in (None, row["event"])]
    verdicts = {row["digest"]: row["verdict"] for row in read(given.verdicts)} if given.verdicts else {}
    counts, speakers = compare(given.events, judged, verdicts)
    for kind in sorted(counts):
        print(counts[kind].line(kind))
    if given.speakers:
        for event, told in speakers.items():
            for line in told:
                print(f"{event}: {line}")
    if given.new:
        for kind, count in sorted(counts.items()):
            for event, row in count.unjudged:
                print(f"{digest_of(row)},{kind},{event},{row.standing},{row.speaker or ''},{row.told}")


if __name__ == "__main__":
    main()
