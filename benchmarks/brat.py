"""PolNeAR's articles and attributions as the training needs them: token numbers of source, cue and content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.parse.quotations.tokens import Shallow, fold_quotations
from workbench.parse.sentences import sentences
from workbench.parse.text import Span

Spans = list[Span]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An attribution as annotated: the spans of source, cue and content, and the tokens they cover."""

    source: Spans
    cue: Spans
    content: Spans
    source_tokens: list[int]
    cue_tokens: list[int]
    content_tokens: list[int]


@dataclass(frozen=True, slots=True)
class Article:
    """A training article: its text folded into tokens, and its attributions."""

    stem: str
    shallow: Shallow
    labelled: list[Labelled]


def read_gold(folder: Path) -> list[Article]:
    """The articles under `folder` (text/, attributions/), each as its first annotator labelled it."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    out = []
    for stem, paths in sorted(files.items()):
        with (folder / "text" / f"{stem}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        shallow = fold_quotations(text, sentences(text))
        out.append(Article(stem, shallow, [_on_tokens(shallow, *roles) for roles in _read_ann(paths[0])]))
    return out


def _read_ann(path: Path) -> Iterable[tuple[Spans, Spans, Spans]]:
    spans: dict[str, Spans] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if re.match(r"T\d+$", columns[0]) and len(columns) > 2:
            pairs = [p.split() for p in columns[1].split(" ", 1)[1].split(";")]
            spans[columns[0]] = [(int(a), int(b)) for a, b in pairs]
        elif re.match(r"E\d+$", columns[0]):
            roles: dict[str, Spans] = defaultdict(list)
            for argument in columns[1].split()[1:]:
                role, reference = argument.split(":")
                roles[role.rstrip("0123456789")] += spans.get(reference, [])
            if roles["Content"]:
                yield sorted(roles["Source"]), sorted(roles["Cue"]), sorted(roles["Content"])


def _on_tokens(shallow: Shallow, source: Spans, cue: Spans, content: Spans) -> Labelled:
    return Labelled(source, cue, content, *(_tokens(shallow, spans) for spans in (source, cue, content)))


def _tokens(shallow: Shallow, spans: Spans) -> list[int]:
    """The tokens of which at least half lies in the spans."""
    out = []
    for a, b in spans:
        i = max(bisect_left(shallow.starts, a) - 1, 0)
        while i < len(shallow.words) and shallow.starts[i] < b:
            common = min(b, shallow.ends[i]) - max(a, shallow.starts[i])
            if common > 0 and common * 2 >= shallow.ends[i] - shallow.starts[i]:
                out.append(i)
            i += 1
    return out


STOP = frozenset(
    [
        "to",
        "of",
        "the",
        "a",
        "an",
        "for",
        "on",
        "about",
        "with",
        "by",
        "in",
        "at",
        "from",
        "that",
        "as",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "and",
        "or",
        "also",
        "not",
        "his",
        "her",
        "its",
        "their",
        "'s",
        "’s",
        "it",
    ]
)
ARTICLES = 2
"""A cue word stands in this many articles: what is a cue in one only may be the habit of its writer."""
LEVELS = ((0.6, 4), (0.3, 3), (0.12, 2), (0.04, 1))


class Heads:
    """Which word of a cue is its head: the one most often a cue of its own."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.total: Counter[str] = Counter()
        self.single: Counter[str] = Counter()
        for article in articles:
            low = article.shallow.low
            self.total.update(low)
            self.single.update(low[x.cue_tokens[0]] for x in article.labelled if len(x.cue_tokens) == 1)

    def head(self, article: Article, cue: Sequence[int]) -> int:
        """The token number of the head of a cue."""
        low = article.shallow.low
        content = [i for i in cue if low[i] not in STOP and low[i][0].isalpha()] or list(cue)
        return max(content, key=lambda i: (round(self._rate(low[i]), 3), -i))

    def _rate(self, word: str) -> float:
        return (self.single[word] + 0.02) / (self.total[word] + 3)

    def priors(self, articles: Sequence[Article]) -> dict[str, int]:
        """Word -> level of how often it heads a cue (see `LEVELS`); words of fewer `ARTICLES` are left out."""
        count: Counter[str] = Counter()
        where: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            for x in article.labelled:
                if x.cue_tokens:
                    word = article.shallow.low[self.head(article, x.cue_tokens)]
                    count[word] += 1
                    where[word].add(article.stem)
        out = {}
        for word, n in count.items():
            level = next((level for share, level in LEVELS if n / max(self.total[word], 1) >= share), 0)
            if level and len(where[word]) >= ARTICLES and word[0].isalpha():
                out[word] = level
        return out
