"""What one outlet alone has a speaker say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.compare.common.content import Index
from workbench.compare.common.witnesses import reports_only
from workbench.compare.speech.statements import SHORTEST, Statement, by_wording, statements, unattributed
from workbench.compare.utterances.same_words import pairs
from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

ALIKE_OF_SAME = 0.35
"""Share of the shorter statement's content that another one of the same speaker must have to be taken for the same. Lower than
for a conflict: that the same person says it is half of the evidence."""
_TWO = 2  # content words shared at least: one is a subject
_MOST = 30  # candidates for each statement
_SAME = frozenset({"verbatim", "excerpt", "altered"})  # the other relations are hints, some on a single word
_LISTED = 6  # words that `searched` names


def only_attributions(corpus: Corpus) -> pd.DataFrame:
    """What one outlet alone attributes to a speaker: one row per statement, in reading order (columns: docs/tables.md).

    No other outlet quotes or reports the same speaker with nearly the same content. `searched` names the content words that
    were looked for, `nearest` what comes nearest elsewhere, whoever says it: read it before you say that an outlet leaves it
    out. Very short statements are passed over, and a statement within another of the same speaker.

    >>> import workbench as wb
    >>> rows = wb.only_attributions(wb.load())
    >>> rows.loc[rows["text"].str.contains("pragmatic"), ["name", "made", "nearest_name"]].values.tolist()
    [['Donald J. Trump', 'by position', 'Vladimir Putin']]
    """
    corpus = reports_only(corpus)
    spoken = statements(corpus, shortest=1)
    classes = by_wording([*spoken, *unattributed(corpus)])
    index = Index([same[0].content for same in classes])
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    names = dict(zip(corpus.participants["participant_id"], corpus.participants["name"], strict=True))
    elsewhere = _quoted_elsewhere(corpus, outlets)
    elsewhere |= {s.address for same in classes if len({outlets[s.article_id] for s in same}) > 1 for s in same}
    order = {article: n for n, article in enumerate(corpus.articles["article_id"])}
    rows = []
    for s in sorted(_outermost(spoken), key=lambda s: (order[s.article_id], s.start)):
        if len(s.content) < SHORTEST or s.address in elsewhere:
            continue
        others = [_outside(classes[n], outlets, outlets[s.article_id]) for n in index.candidates(s.content, _MOST)]
        scored = [(index.shared(s.content, other.content), other) for other in others if other]
        if any(o.who == s.who and x.similarity >= ALIKE_OF_SAME and len(x.groups) >= _TWO for x, o in scored):
            continue
        best = max(scored, key=lambda pair: (pair[0].worth, pair[0].similarity, pair[1].address), default=None)
        rows.append(_row(s, index, best, outlets, names))
    return frame(rows, RESULTS["only_attributions"])


def _outside(same: Sequence[Statement], outlets: dict[str, str], own: str) -> Statement | None:
    return next((s for s in same if outlets[s.article_id] != own), None)


def _row(s: Statement, index: Index, best: Any, outlets: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    groups = sorted(s.content.groups, key=lambda g: -index.rarity(g))[:_LISTED]
    other = best[1] if best else None
    return {
        "passage": s.address,
        "article_id": s.article_id,
        "outlet_label": outlets[s.article_id],
        "participant_id": s.who,
        "name": names[s.who or ""],
        "made": s.made,
        "confidence": s.confidence,
        "text": s.text,
        "searched": ", ".join(dict.fromkeys(next(iter(s.content.groups[g].values())) for g in groups)),
        "nearest": other.text if other else None,
        "nearest_at": other.address if other else None,
        "nearest_name": names.get(other.who or "") if other else None,
        "similarity": min(1.0, best[0].similarity) if best else 0.0,
    }


def _quoted_elsewhere(corpus: Corpus, outlets: dict[str, str]) -> set[str]:
    """The quotations that are of one utterance with a quotation of the same speaker in another outlet."""
    found = set()
    for pair in pairs(corpus):
        other = outlets[pair.a.article_id] != outlets[pair.b.article_id]
        if other and pair.relation in _SAME and pair.a.speaker == pair.b.speaker:
            found |= {pair.a.address, pair.b.address}
    return found


def _outermost(spoken: Sequence[Statement]) -> list[Statement]:
    """The statements that lie in no other one of the same speaker."""
    by: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for s in spoken:
        by[s.article_id, s.who].append(s)
    return [
        s
        for group in by.values()
        for s in group
        if not any(o is not s and o.start <= s.start and s.end <= o.end for o in group)
    ]
