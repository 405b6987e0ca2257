"""Train the attribution taggers: `python benchmarks/train_quotations.py GOLD_DIR [--folds OUT.jsonl]`.

GOLD_DIR is PolNeAR's training part (`text/`, `attributions/`). Writes `workbench/parse/models/attribution.npz` and
`lexicons/cue_words.txt`. With `--folds` nothing is shipped: the articles are split in halves by a hash of their names,
each half is predicted by a model of the other (lexicon, taggers, acceptance), and the predictions are written for
`score_attributions.py`. Needs scipy; some five minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.brat import Article, Heads, Labelled, read_gold
from benchmarks.chain_training import Settings, Slots, fit_chain
from workbench.parse.quotations import Quotation, find_quotations, tokens
from workbench.parse.quotations import attributions as acceptance
from workbench.parse.quotations import attributions as attributing
from workbench.parse.quotations.find import link
from workbench.parse.quotations.tagger import (
    FIRST_LABELS,
    FRAME_TEMPLATES,
    SECOND,
    TOKEN_TEMPLATES,
    Chain,
    Doubles,
    frame_sheet,
    frames,
    token_sheet,
)
from workbench.parse.quotations.tokens import Shallow

PARSE = Path(__file__).resolve().parent.parent / "workbench" / "parse"
MATCH = 0.5


@dataclass(frozen=True, slots=True)
class Trained:
    """All that is learned from labelled articles."""

    priors: dict[str, int]
    first: Chain
    second: Chain
    accept: Doubles


def half(article: Article) -> int:
    """Which half an article belongs to."""
    return zlib.crc32(article.stem.encode()) % 2


def use(priors: dict[str, int]) -> None:
    """Let the features see these cue priors."""
    vars(tokens)["cue_priors"] = lambda: priors
    tokens.VOCABULARY.clear()


def train(articles: Sequence[Article]) -> Trained:
    """Both taggers and the acceptance. The second tagger learns on what the first says of articles it has not seen."""
    heads = Heads(articles)
    priors = heads.priors(articles)
    use(priors)
    parts = [[a for a in articles if half(a) == k] for k in (0, 1)]
    # Within one half of the articles the hash has no second half to offer: take every other one.
    if not all(parts):
        parts = [list(articles[::2]), list(articles[1::2])]
    inner = [train_first(part, heads) for part in parts]
    seen = {a.stem: first_probabilities(inner[1 - k], a) for k, part in enumerate(parts) for a in part}
    second = [train_second(part, heads, seen) for part in parts]
    rows = [row for k, part in enumerate(parts) for a in part for row in examples(a, inner[1 - k], second[1 - k])]
    return Trained(priors, train_first(articles, heads), train_second(articles, heads, seen), logistic(rows))


def train_first(articles: Sequence[Article], heads: Heads) -> Chain:
    """The tagger of source, cue, head of cue and content over whole sentences."""
    sequences: list[Slots] = []
    labels: list[list[str]] = []
    for article in articles:
        shallow, y = article.shallow, ["O"] * len(article.shallow.words)
        for x in article.labelled:
            for mine, label in ((x.source_tokens, "S"), (x.content_tokens, "C"), (x.cue_tokens, "K")):
                for i in mine:
                    y[i] = label
            if x.cue_tokens:
                y[heads.head(article, x.cue_tokens)] = "H"
        slots = token_slots(shallow)
        for a, b in shallow.sentences:
            sequences.append(slots[a:b])
            labels.append(y[a:b])
    return fit_chain(sequences, labels, FIRST_LABELS, Settings())


def token_slots(shallow: Shallow) -> Slots:
    """A row of slots for every token."""
    seen = token_sheet(shallow)
    return seen.slots(TOKEN_TEMPLATES)[:, seen.at].T.astype(np.int32)


def first_probabilities(chain: Chain, article: Article) -> Doubles:
    """What the first tagger says of an article."""
    return chain.probabilities(chain.scores(token_slots(article.shallow).T), article.shallow.sentences)


def train_second(articles: Sequence[Article], heads: Heads, seen: dict[str, Doubles]) -> Chain:
    """The tagger of source and content as one annotated cue sees its sentence."""
    sequences: list[Slots] = []
    labels: list[list[str]] = []
    for article in articles:
        shallow = article.shallow
        by_head = {heads.head(article, x.cue_tokens): x for x in article.labelled if x.cue_tokens}
        cues = sorted(i for i in by_head if shallow.quotes[i] < 0)
        if not cues:
            continue
        f = frames(shallow, cues)
        view = frame_sheet(token_sheet(shallow), seen[article.stem], f)
        slots = view.slots(FRAME_TEMPLATES)[:, view.at].T.astype(np.int32)
        for cue, (a, b) in zip(cues, f.ranges, strict=True):
            sequences.append(slots[a:b])
            labels.append(_frame_labels(by_head[cue], cue, f.token[a:b].tolist()))
    return fit_chain(sequences, labels, SECOND, Settings())


def _frame_labels(x: Labelled, cue: int, tokens: list[int]) -> list[str]:
    sides = {t: "L" if t < cue else "R" for t in tokens}
    label = {t: "O" + side for t, side in sides.items()}
    for part, name in ((x.content_tokens, "C"), (x.source_tokens, "S")):
        label |= {t: name + sides[t] for t in part if t in sides}
    label |= {t: "K" for t in [*x.cue_tokens, cue] if t in sides}
    return [label[t] for t in tokens]


def examples(article: Article, first: Chain, second: Chain) -> list[tuple[Doubles, bool]]:
    """The evidence of every attribution found in an article not trained on, and whether it is right."""
    shallow = article.shallow
    vars(attributing)["chains"] = lambda: (first, second)
    found = attributing.attributions_of([shallow])[0]
    links = link(shallow, found)
    owners = {x.owner for i, x in enumerate(links) if x and shallow.folded[i]}
    gold = [(frozenset(x.content_tokens), frozenset(x.source_tokens)) for x in article.labelled]
    out = []
    for n, (a, evidence) in enumerate(
        zip(found, acceptance.attribution_signs(acceptance.attribution_facts(shallow, found, owners)), strict=True)
    ):
        if not a.content:
            continue
        mine = {i for run in a.content for i in range(*run)}
        mine |= {i for i, quote in enumerate(shallow.quotes) if quote >= 0 and (x := links[quote]) and x.owner == n}
        content, source = max(
            gold, key=lambda g: len(mine & g[0]) / (len(mine) + len(g[0])), default=(frozenset(), frozenset())
        )
        named = (a.guess if n in owners else a.source) or (0, 0)
        fits = 2 * len(mine & content) >= MATCH * (len(mine) + len(content)) and bool(content)
        same = bool(source & set(range(*named))) if source else named == (0, 0)
        out.append((evidence, fits and same))
    return out


def logistic(rows: Sequence[tuple[Doubles, bool]]) -> Doubles:
    """Intercept and weights of a logistic regression (Newton's method, a little ridge)."""
    x = np.column_stack([np.ones(len(rows)), np.array([e for e, _ in rows])])
    y = np.array([right for _, right in rows], float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + w)
    return w


def attribution(doc: str, q: Quotation) -> dict[str, Any]:
    """One line for `score_attributions.py`; a fragment counts as mixed there."""
    speaker, cue = q.speaker or (None, None), q.cue or (None, None)
    return {
        **{"doc": doc, "start": q.start, "end": q.end, "speaker_start": speaker[0], "speaker_end": speaker[1]},
        **{"cue_start": cue[0], "cue_end": cue[1], "group": q.utterance, "confidence": q.confidence},
        "kind": "mixed" if q.kind in ("fragment", "scare") else q.kind,
    }


def save(trained: Trained, parse: Path) -> None:
    """The lexicon of cue words and the packed weights."""
    lines = [
        f"{level} " + " ".join(sorted(w for w, n in trained.priors.items() if n == level)) for level in (4, 3, 2, 1)
    ]
    head = [
        line
        for line in (parse / "lexicons/cue_words.txt").read_text(encoding="utf-8").split("\n")
        if line.startswith("#")
    ]
    (parse / "lexicons/cue_words.txt").write_text("\n".join(head + lines) + "\n", encoding="utf-8")
    packed = (
        _packed(trained.first, "cue") | _packed(trained.second, "frame") | {"accept": trained.accept.astype(np.float32)}
    )
    np.savez_compressed(parse / "models/attribution.npz", **packed)  # type: ignore[arg-type]


def _packed(chain: Chain, part: str) -> dict[str, npt.NDArray[Any]]:
    """The weights of the slots that carry any, and the distances between these."""
    kept = np.flatnonzero(chain.weights.any(axis=1))
    return {
        f"{part}_slots": np.diff(kept, prepend=0).astype(np.uint16),
        f"{part}_weights": chain.weights[kept, : len(chain.labels)],
        f"{part}_scale": chain.scale,
        f"{part}_steps": chain.steps,
    }


def predict(trained: Trained, articles: Sequence[Article]) -> list[dict[str, Any]]:
    """The rows of `attributions.jsonl` that a model gives for articles it was not trained on."""
    use(trained.priors)
    vars(attributing)["chains"] = lambda: (trained.first, trained.second)
    vars(acceptance)["acceptance"] = lambda: trained.accept
    rows = ((a.stem, q) for a in articles for q in find_quotations(a.shallow.text))
    return [attribution(stem, q) for stem, q in rows if q.kind != "title" and (q.kind != "scare" or q.speaker)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=Path, help="write out-of-fold predictions here instead of a model")
    args = parser.parse_args()
    articles = read_gold(args.gold)
    if args.folds:
        parts = [[a for a in articles if half(a) == k] for k in (0, 1)]
        rows = [row for k in (0, 1) for row in predict(train(parts[1 - k]), parts[k])]
        args.folds.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        save(train(articles), PARSE)


if __name__ == "__main__":
    main()
