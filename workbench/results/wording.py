"""What the comparisons of quotations of one utterance give, word by word."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text
from workbench.results.common import ARTICLE, OUTLET, WORDS_THERE, addresses

WORDING: dict[str, Table] = {
    "same_words": Table(
        "pair of passages of one utterance, utterance by utterance",
        {
            "utterance": text("the first passage of the same act of speech, over all articles; its passages share it"),
            "relation": text(
                "`verbatim`, `excerpt`, `altered`, `direct-vs-unmarked`, `direct-vs-indirect` or `indirect-vs-indirect`"
            ),
            **{
                name: column
                for side, which in (("a", "the one that comes first in the corpus"), ("b", "the other"))
                for name, column in {
                    f"passage_{side}": text(f"the address of {which}"),
                    f"article_{side}": ARTICLE,
                    f"outlet_{side}": OUTLET,
                    f"name_{side}": text("who speaks, as far as is known", missing=True),
                    f"text_{side}": WORDS_THERE,
                }.items()
            },
            "similarity": share(
                "how far the words agree where both have words; of reports, how much content they share"
            ),
            "shared_words": count("words that both have, in the same order"),
            "signs": text("what speaks for one utterance: shared words, speaker, neighbourhood, place"),
        },
    ),
    "collate": Table(
        "word of a version of an utterance, version by version, in reading order",
        {
            "utterance": text("the first passage of the act of speech; its versions share it"),
            "witness": text("the version: the address of its first quotation"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "column": count("the place in the utterance, 0 for the first; words in one column stand for each other"),
            "word": text("the plain word: small letters, contractions expanded"),
            "address": text("of the printed word that it is, or is part of"),
            "text": WORDS_THERE,
        },
    ),
    "word_edits": Table(
        "difference between two versions of an utterance, in reading order",
        {
            "utterance": text("the first passage of the act of speech"),
            "kind": text(
                "`punctuation`, `sentence`, `contraction`, `spelling`, `inflection`, `masking`, `substitution`, `added`, "
                "`dropped`, `left-out`, `moved`, `beyond` or `speaker`"
            ),
            **{
                name: column
                for side, which in (("a", "the version that comes first in the corpus"), ("b", "the other version"))
                for name, column in {
                    f"witness_{side}": text(which),
                    f"words_{side}": text("its words there; missing where it has none", missing=True),
                    f"address_{side}": text("their address, or addresses joined by ` | `", missing=True),
                }.items()
            },
        },
    ),
    "word_errors": Table(
        "pair of versions of an utterance and way of counting",
        {
            "utterance": text("the first passage of the act of speech"),
            "witness_a": text("the version that comes first in the corpus"),
            "outlet_a": OUTLET,
            "witness_b": text("the other version"),
            "outlet_b": OUTLET,
            "counted": text("`as printed`, or `expanded`: contractions as the words they stand for"),
            "errors": count("fewest words to replace, add or drop between them, where both have words"),
            "words_a": count("words of the first there"),
            "words_b": count("words of the second there"),
            "rate_a": Column("float64", "`errors / words_a`", missing=True),
            "rate_b": Column("float64", "`errors / words_b`", missing=True),
            "evidence": addresses("the pieces of both versions"),
        },
    ),
}
