"""What the comparisons of facts and coverage give."""

from __future__ import annotations

from workbench.columns import Table, count, share, text
from workbench.results.common import ARTICLE, OUTLET, WORDS_THERE, addresses

COVERAGE: dict[str, Table] = {
    "same_facts": Table(
        "sentence, in reading order",
        {
            "sentence_id": text("its address"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "rank": count("its place among the sentences of its article, title and deck included; 1 for the first"),
            "words_before": count("words of the article before it"),
            "told": text("`by all`, `by some` or `only here`"),
            "articles": count("articles that have a sentence with the same main fact, this one included"),
            "text": WORDS_THERE,
            "evidence": addresses("the sentence and of those that it is linked to"),
        },
        key="sentence_id",
    ),
    "fact_pairs": Table(
        "pair of sentences of two articles that tell the same main fact, in reading order",
        {
            **{
                name: column
                for side, which in (("a", "the one that comes first in the corpus"), ("b", "the other"))
                for name, column in {
                    f"sentence_{side}": text(f"the address of {which}"),
                    f"article_{side}": ARTICLE,
                    f"outlet_{side}": OUTLET,
                    f"rank_{side}": count("its place among the sentences of its article, 1 for the first"),
                    f"text_{side}": WORDS_THERE,
                }.items()
            },
            "probability": share("that they tell the same main fact, by the model"),
            "signs": text("what speaks for it"),
        },
    ),
}
