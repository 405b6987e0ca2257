"""Fit the two small models of the comparisons: `python benchmarks/train_pairs.py GOLD_DIR [--folds]`.

Prints the constants that `workbench/compare/same_words.py` (two quotations of one utterance) and `workbench/compare/fact_links.py`
(two sentences with one main fact) hold. GOLD_DIR has `text/`, `pairs.jsonl`, `quotes.jsonl` and `sentence_alignment.jsonl`. Its
four events with labelled sentences are too few, so the links in `sentence_labels.csv` beside this script are added: eight
more events of the same folder, labelled by one reader in one pass without seeing what the method gives: places alone, in texts named by their digest.
With `--folds`, each event is judged by models fitted on the others, and the F1 at every threshold is printed.

Both are logistic regressions with an L2 penalty on standardised signals; pairs labelled `partial` or `uncertain` are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from predict import groups
from sklearn.linear_model import LogisticRegression

from workbench.compare.fact_links import FACT_WEIGHTS as FACT_WEIGHTS
from workbench.compare.fact_links import fact_sentences, signals_of
from workbench.compare.passages import ComparedPassage, quotation_passages
from workbench.compare.same_words import QUOTATION_WEIGHTS as PAIR_WEIGHTS
from workbench.compare.same_words import quotation_links, utterance_pairs
from workbench.corpus import Corpus, build
from workbench.loaders import load_file
from workbench.parse.normalize import normalize

OWN = Path(__file__).with_name("sentence_labels.csv")
_DIGITS = 16  # of the SHA-256 of a text, by which the labels name it
SAME = {"verbatim", "excerpt", "altered"}
PENALTY = {"pairing": 3.0, "facts": 1.0}
"""scikit-learn's C. From 0.3 to 10 the cross-validated F1 moves by .01; for quotations a weaker penalty lets “another speaker”
outweigh equal words, which would hide words that two outlets give to different people."""
THRESHOLDS = np.arange(0.1, 0.65, 0.05)

Place = tuple[str, int, int]


class Example(NamedTuple):
    """Two passages, where they stand in the files, the signals, and whether they belong together; None where that is not scored."""

    places: tuple[Place, Place]
    signals: list[float]
    label: bool | None


Event = list[Example]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def places(corpus: Corpus) -> Callable[[ComparedPassage], Place]:
    """Where a passage stands in its file."""
    rows = corpus.articles.to_dict("records")
    files = {row["article_id"]: (Path(row["source"]).stem, normalize(row["raw"])) for row in rows}

    def place(passage: ComparedPassage) -> Place:
        stem, cleaned = files[passage.article_id]
        return stem, *cleaned.raw_span(passage.start, passage.end)

    return place


def over(a: Place, b: Place) -> bool:
    """Whether two places share half of the shorter."""
    shared = min(a[2], b[2]) - max(a[1], b[1])
    return a[0] == b[0] and shared > 0 and shared >= 0.5 * min(a[2] - a[1], b[2] - b[1])


Labels = dict[frozenset[str], list[tuple[Place, Place, str]]]


def label_of(found: tuple[Place, Place], labels: Labels) -> str | None:
    one, other = found
    for a, b, label in labels.get(frozenset((one[0], other[0])), ()):
        if (over(one, a) and over(other, b)) or (over(one, b) and over(other, a)):
            return label
    return None


def quotation_labels(gold: Path) -> tuple[Labels, list[Place]]:
    """What each labelled pair is, and the quotations between which all pairs are labelled."""
    labels: Labels = defaultdict(list)
    for row in lines(gold / "pairs.jsonl"):
        a, b = ((row[f"id_{s}"].split(":")[0], row[f"start_{s}"], row[f"end_{s}"]) for s in "ab")
        labels[frozenset((a[0], b[0]))].append((a, b, "uncertain" if row["uncertain"] else row["relation"]))
    scope = [(q["article"], q["start"], q["end"]) for q in lines(gold / "quotes.jsonl") if q["kind"] == "quote"]
    return labels, scope


def quotation_examples(corpus: Corpus, labels: Labels, scope: list[Place]) -> Iterator[Example]:
    quotes, place = quotation_passages(corpus), places(corpus)
    for link in quotation_links(quotes):
        a, b = place(quotes[link.i]), place(quotes[link.j])
        if a[0] == b[0]:
            continue
        kind = label_of((a, b), labels)
        scored = kind != "uncertain" and all(any(over(x, q) for q in scope) for x in (a, b))
        signals = [link.signals[name] for name in PAIR_WEIGHTS]
        yield Example((a, b), signals, kind in SAME if scored else None)


def sentence_labels(gold: Path) -> Labels:
    """What each labelled pair of sentences is, `same` before `partial`."""
    labels: Labels = defaultdict(list)
    rows = {(r["article"], r["idx"]): r for r in lines(gold / "sentence_alignment.jsonl")}
    for (article, _), row in rows.items():
        for link in row["aligned"]:
            other = rows[link["article"], link["idx"]]
            a, b = (article, row["start"], row["end"]), (link["article"], other["start"], other["end"])
            labels[frozenset((a[0], b[0]))].append((a, b, link["label"]))
    stems = {sha256(path.read_bytes()).hexdigest()[:_DIGITS]: path.stem for path in (gold / "text").glob("*.txt")}
    with OWN.open(encoding="utf-8", newline="") as file:
        for own in csv.DictReader(file):
            a, b = ((stems[own[f"article_{s}"]], int(own[f"start_{s}"]), int(own[f"end_{s}"])) for s in "ab")
            labels[frozenset((a[0], b[0]))].append((a, b, own["label"]))
    return {pair: sorted(found, key=lambda x: x[2] != "same") for pair, found in labels.items()}


def sentence_examples(corpus: Corpus, labels: Labels) -> Iterator[Example]:
    sentences, place = fact_sentences(corpus), places(corpus)
    at = [place(s.passage) for s in sentences]
    for (i, j), signals in signals_of(sentences, utterance_pairs(corpus)):
        kind = label_of((at[i], at[j]), labels)
        yield Example(
            (at[i], at[j]), [signals[name] for name in FACT_WEIGHTS], None if kind == "partial" else kind == "same"
        )


def fitted(events: list[Event], penalty: float) -> tuple[np.ndarray, float]:
    """Weights and bias for the signals as they are."""
    scored = [e for event in events for e in event if e.label is not None]
    signals, labels = np.array([e.signals for e in scored]), np.array([e.label for e in scored])
    mean, spread = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    model = LogisticRegression(C=penalty, max_iter=5000).fit((signals - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def probabilities(event: Event, weights: np.ndarray, bias: float) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-bias - np.array([e.signals for e in event]) @ weights)))


def nearest(event: Event, probability: np.ndarray) -> np.ndarray:
    """Whether one is the other's most probable in its article; as `facts` chooses."""
    best: dict[tuple[Place, str], float] = defaultdict(float)
    ends = [((a, b[0]), (b, a[0])) for (a, b), _, _ in event]
    for keys, p in zip(ends, probability, strict=True):
        for key in keys:
            best[key] = max(best[key], p)
    return np.array([p >= min(best[k] for k in keys) for keys, p in zip(ends, probability, strict=True)])


def folds(events: dict[str, Event], penalty: float, *, one_each: bool) -> None:
    """F1 at each threshold when every event is judged by a model that has not seen it."""
    counts = np.zeros((len(THRESHOLDS), 3))
    for name, event in events.items():
        others = [e for other, e in events.items() if other != name]
        probability = probabilities(event, *fitted(others, penalty))
        chosen = nearest(event, probability) if one_each else np.ones(len(event), dtype=bool)
        scored = np.array([e.label is not None for e in event])
        right = np.array([bool(e.label) for e in event])
        for n, threshold in enumerate(THRESHOLDS):
            found = chosen & scored & (probability >= threshold)
            counts[n] += (found & right).sum(), found.sum(), right.sum()
    for threshold, (hits, found, wanted) in zip(THRESHOLDS, counts, strict=True):
        print(
            f"  from {threshold:.2f}: F1 {2 * hits / (found + wanted):.3f} ({hits:.0f} of {found:.0f} right, {wanted:.0f} wanted)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", action="store_true", help="judge each event by models that have not seen it")
    given = parser.parse_args()
    quoted, scope = quotation_labels(given.gold)
    told_alike = sentence_labels(given.gold)
    labelled = {next(iter(pair)).rpartition("_")[0] for pair in told_alike}
    events: dict[str, dict[str, Event]] = {"pairing": {}, "facts": {}}
    for paths in groups(given.gold / "text"):
        name = paths[0].stem.rpartition("_")[0]
        corpus = build([load_file(path, given.gold / "text") for path in paths])
        if found := list(quotation_examples(corpus, quoted, scope)):
            events["pairing"][name] = found
        if name in labelled:
            events["facts"][name] = list(sentence_examples(corpus, told_alike))
    for module, names in (("pairing", PAIR_WEIGHTS), ("facts", FACT_WEIGHTS)):
        weights, bias = fitted(list(events[module].values()), PENALTY[module])
        shown = ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(names, weights, strict=True))
        print(f"workbench/compare/{module}.py, {len(events[module])} events\nWEIGHTS = {{{shown}}}\nBIAS = {bias:.2f}")
        if given.folds:
            folds(events[module], PENALTY[module], one_each=module == "facts")


if __name__ == "__main__":
    main()
