"""What the comparisons of words give: distinctive words, concordances, rates, copies, and alternative definitions."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text
from workbench.results.common import ARTICLE, OUTLET, WORDS_THERE, addresses

_PART = text("whose words: `reporter` (outside quotation marks) or `quoted` (between them)")


def _number(doc: str, *, missing: bool = False) -> Column:
    return Column("float64", doc, missing)


def _some(doc: str) -> Column:
    return text(addresses(doc).doc.replace(";", "; missing where there are none;", 1), missing=True)


WORDS: dict[str, Table] = {
    "keyness": Table(
        "outlet (or other group) and word in it, outlets in their order, in each the surest first",
        {
            "group": text("the outlet, or the value of the column asked for", missing=True),
            "word": text("the word, in its most frequent form; of phrases, both words"),
            "count": count("occurrences in this group"),
            "count_rest": count("occurrences in all other groups together"),
            "words": count("words of this group; of phrases, pairs of neighbouring words"),
            "words_rest": count("words, or pairs, of all others together"),
            "per_1000": _number("`count` per thousand words"),
            "per_1000_rest": _number("`count_rest` per thousand words of the rest", missing=True),
            "articles": count("articles of this group that have it"),
            "articles_rest": count("articles of the others that have it"),
            "log_ratio": _number(
                "how much more often here: 1 is twice as often per thousand words, -1 half as often", missing=True
            ),
            "g2": _number(
                "how sure it is that the two differ: log-likelihood ratio G², 0 for equal rates", missing=True
            ),
            "z": _number(
                "how sure it is: log-odds with an informative Dirichlet prior, in standard deviations; negative where the "
                "rest uses it more",
                missing=True,
            ),
            "function_word": Column("bool", "whether it only holds sentences together: “the”, “of”, “would”"),
            "forms": text("the forms as printed here, the most frequent first, joined by ` | `"),
            "evidence": addresses("all occurrences in this group"),
        },
    ),
    "concordance": Table(
        "match, in reading order or sorted by the words beside it",
        {
            "address": text("of the words found"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "paragraph": count("the paragraph they stand in, 1 for the first"),
            "before": text("the words before them in the paragraph"),
            "text": WORDS_THERE,
            "after": text("the words after them in the paragraph"),
            "quote_id": text(
                "the quotation or report that they stand in: the shortest one, one between marks before a report",
                missing=True,
            ),
            "quote_kind": text("its kind: `direct`, `fragment`, `indirect` …", missing=True),
            "name": text("who speaks there, as far as is known", missing=True),
        },
        key="address",
    ),
    "rates": Table(
        "outlet, list of words and part of its text, outlets in their order",
        {
            "outlet_label": OUTLET,
            "kind": text("`hedge`, `intensifier`, `evaluation` or `say-verb`"),
            "group": text("the list, such as `possibility` or `certainty`; of say-verbs the class", missing=True),
            "part": _PART,
            "count": count("occurrences; of say-verbs, places where one introduces speech"),
            "words": count("words of the outlet in this part"),
            "per_1000": _number("`count` per thousand of these words", missing=True),
            "forms": text("what was found, in small letters, the most frequent first, joined by ` | `", missing=True),
            "evidence": _some("all occurrences"),
        },
    ),
    "word_choices": Table(
        "field, word of it and outlet; of a field the most frequent word first, outlets in their order",
        {
            "field": text("the kind of thing that the words are for"),
            "word": text("the word or phrase, in small letters; singular and plural together"),
            "outlet_label": OUTLET,
            "count": count("occurrences; 0 where the outlet does not use it and another does"),
            "count_quoted": count("those of them that stand between quotation marks"),
            "share": share("of the words that this outlet uses from the field", missing=True),
            "words": count("words of the outlet"),
            "per_1000": _number("`count` per thousand of these words"),
            "evidence": _some("all occurrences"),
        },
    ),
    "copies": Table(
        "pair of articles that share more than newsrooms that write for themselves, in the order of the corpus",
        {
            "relation": text("`copy` when half of one article's words or more stand in the other, else `in part`"),
            "similarity": share(
                "shingles of five words that both have, of those that either has (Jaccard)", missing=True
            ),
            **{
                name: column
                for side, which in (("a", "the one that comes first in the corpus"), ("b", "the other"))
                for name, column in {
                    f"article_{side}": text(which),
                    f"outlet_{side}": OUTLET,
                    f"words_{side}": count("its words outside quotation marks"),
                    f"shared_{side}": count("those of them that the other has too, five or more in a row"),
                    f"share_{side}": share(f"`shared_{side} / words_{side}`"),
                    f"evidence_{side}": _some("the shared stretches"),
                }.items()
            },
            "quoted_words": count(
                "words between quotation marks in the first that the second has too; they do not count as shared"
            ),
            "passages": count("rows of `reused` that the pair has"),
        },
    ),
    "reused": Table(
        "passage that two articles have word for word, pair by pair, in reading order",
        {
            "words": count("words of it"),
            "quoted_words": count("those of them that stand between quotation marks in one or both"),
            **{
                name: column
                for side, which in (("a", "the article that comes first in the corpus"), ("b", "the other"))
                for name, column in {
                    f"passage_{side}": text(f"its address in {which}"),
                    f"article_{side}": ARTICLE,
                    f"outlet_{side}": OUTLET,
                    f"text_{side}": WORDS_THERE,
                }.items()
            },
        },
    ),
    "copy_groups": Table(
        "article of a group of copies; the one that stays heads its group",
        {
            "stays": text("the article that stays for the group"),
            "article_id": text("the article"),
            "outlet_label": OUTLET,
            "published": text("date, in ISO 8601", missing=True),
            "words": count("in title, deck, body and captions"),
            "set_aside": Column("bool", "whether `without_copies` leaves it out"),
            "share": share("of its words outside quotation marks, those that the one that stays has too", missing=True),
            "evidence": _some("those words"),
        },
        key="article_id",
    ),
    "sensitivity": Table(
        "definition and outlet, definitions in the order given",
        {
            "measure": text("the headline number"),
            "definition": text("how it is counted here"),
            "base": Column("bool", "whether this is the definition that the others are held against: the first"),
            "outlet_label": text("how charts name its outlet; missing where the measure is one number", missing=True),
            "value": _number("the number", missing=True),
            "count": Column(
                "Int64",
                "what was counted for it, in words or rows; missing where the measure does not say",
                missing=True,
            ),
            "evidence": _some("what was counted"),
            "finding": text("what the numbers of this definition say, over all outlets", missing=True),
            "holds": Column(
                "boolean", "whether that is the finding of the base too; missing where the base has none", missing=True
            ),
        },
    ),
}
