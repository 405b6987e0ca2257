"""Group words that stand in the same surroundings: `python benchmarks/train_word_classes.py TEXT_DIR ...`.

Writes `workbench/parse/lexicons/word_classes.txt` from unlabelled articles: counts of the two neighbours on each side,
a truncated SVD, k-means, and k-means over the classes for the coarse ones (Schütze, "Distributional part-of-speech
tagging", 1995). It stands in for a part-of-speech tagger. Words mostly written with a capital are left out, so that no
class and no weight can hang on a person, place or outlet. Needs scipy and scikit-learn.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.cluster import KMeans
from sklearn.utils.extmath import randomized_svd

from workbench.parse.quotations.tokens import TOKEN

# type: ignore[import-untyped]
# type: ignore[import-untyped]
# type: ignore[import-untyped]


OUT = Path(__file__).resolve().parent.parent / "workbench/parse/lexicons/word_classes.txt"
RAREST, CONTEXTS, DIMENSIONS, FINE, COARSE = 4, 1000, 80, 256, 48
# Capitalised words that are no one's name: titles, days, months, parties, nationalities, public bodies.
KEEP = frozenset(
    """mr. mrs. ms. dr. sen. sens. rep. reps. gov. gen. lt. col. sgt. prof. rev. jr. sr. st. no. president senator governor
    representative congressman congresswoman secretary minister chairman chairwoman speaker judge justice mayor vice prime
    general attorney chief director king queen pope monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december republican republicans democrat democrats democratic
    american americans british russian chinese french german european israeli muslim muslims white house senate congress
    supreme court department administration committee council party state united states national university
    i i'm i’m i've i’ve i'll i’ll i'd i’d twitter facebook""".split()  # noqa: SIM905  (easier to read than a list of quoted words)
)
HEADER = """# Words that stand in the same surroundings, grouped by benchmarks/train_word_classes.py (neighbour counts, SVD,
# k-means over the unlabelled text of the PolNeAR training articles). Proper names are left out on purpose.
# One class per line: coarse class, then its words, most frequent first.
"""


def names_of(paragraphs: list[list[str]]) -> tuple[set[str], set[str]]:
    """The words mostly capitalised inside sentences, and all that occur in lower case."""
    low: Counter[str] = Counter()
    up: Counter[str] = Counter()
    for tokens in paragraphs:
        for before, word in zip([".", *tokens], tokens, strict=False):
            if not word[0].isupper():
                low[word] += 1
            elif before not in ".?!\"“”:'" and not word.isupper():
                up[word.lower()] += 1
    return {w for w in up if up[w] >= low[w]} - KEEP, set(low)


def neighbours(sentences: list[list[str]], vocabulary: dict[str, int], count: Counter[str]) -> Any:
    """One row per word: square roots of weighted counts of what stands beside it, of length one."""
    context = {w: i for i, (w, _) in enumerate(count.most_common(CONTEXTS))}
    width = CONTEXTS + 1
    cells: Counter[tuple[int, int]] = Counter()
    for words in sentences:
        for i, word in enumerate(words):
            row = vocabulary.get(word)
            if row is None:
                continue
            for part, step in enumerate((-1, 1, -2, 2)):
                if 0 <= i + step < len(words):
                    cells[row, part * width + context.get(words[i + step], CONTEXTS)] += 1 if abs(step) == 1 else 0.4  # type: ignore[assignment]
    rows, columns = zip(*cells, strict=True)
    table = sp.csr_matrix(
        (np.array(list(cells.values()), float), (rows, columns)), shape=(len(vocabulary), 4 * width)
    ).power(0.5)
    return sp.diags(1 / np.sqrt(np.asarray(table.multiply(table).sum(1)).ravel())) @ table


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    texts = [
        p.read_text(encoding="utf-8") for folder in parser.parse_args().texts for p in sorted(folder.glob("*.txt"))
    ]
    paragraphs = [TOKEN.findall(line) for text in texts for line in text.split("\n") if line.strip()]
    names, low = names_of(paragraphs)

    def plain(word: str) -> str:
        small = word.lower()
        named = word[0].isupper() and (small in names or (small not in low and small not in KEEP))
        return "<number>" if re.match(r"\d", word) else "<name>" if named else small

    sentences = [["<start>", *map(plain, tokens), "<end>"] for tokens in paragraphs]
    count = Counter(word for words in sentences for word in words)
    vocabulary = {
        w: i for i, w in enumerate(w for w, n in count.most_common() if n >= RAREST and not names & {w, *w.split("-")})
    }
    u, s, _ = randomized_svd(neighbours(sentences, vocabulary, count), DIMENSIONS, random_state=0)
    points = u * s / np.linalg.norm(u * s, axis=1, keepdims=True)
    weight = np.sqrt([count[w] for w in vocabulary])
    fine = KMeans(FINE, n_init=2, random_state=0).fit(points, sample_weight=weight)
    mass = np.sqrt(np.bincount(fine.labels_, weights=weight, minlength=FINE))
    coarse = KMeans(COARSE, n_init=8, random_state=0).fit(fine.cluster_centers_, sample_weight=mass).labels_
    classes: dict[int, list[str]] = defaultdict(list)
    for word, number in zip(vocabulary, fine.labels_, strict=True):
        classes[int(number)].append(word)
    lines = [f"{coarse[k]} " + " ".join(classes[k]) for k in sorted(classes, key=lambda k: (int(coarse[k]), k))]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
