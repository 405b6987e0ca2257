"""The frames that the comparisons give: their columns, their types and what they mean."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text

_ARTICLE = text("the article it stands in")
_OUTLET = text("how charts name its outlet")
_WORDS_THERE = text("the words at that address")
_EXAMPLE = {
    "example": text("the longest quotation; where there is none, the longest statement, or naming"),
    "example_at": text("its address"),
}


def _who(doc: str, *, missing: bool = False) -> dict[str, Column]:
    return {"participant_id": text(doc, missing=missing), "name": text("the fullest form of the name", missing=missing)}


def _evidence(doc: str) -> Column:
    return text(f"the addresses of {doc}, in reading order, joined by ` | `; `wb.evidence` gives their words")


RESULTS: dict[str, Table] = {
    "overview": Table(
        "article",
        {
            "article_id": text("the article"),
            "outlet_label": _OUTLET,
            "title": text("headline", missing=True),
            "byline": text("who wrote it", missing=True),
            "published": text("date, in ISO 8601", missing=True),
            "words": count("in title, deck, body and captions"),
            "paragraphs": count("title and deck included"),
            "sentences": count("title and deck included"),
            "marked_stretches": count("stretches between outermost quotation marks"),
            "quoted_words": count("words inside them"),
            "quoted_share": share("`quoted_words / words`"),
            "removed_words": count("words that cleaning set aside"),
        },
        key="article_id",
    ),
    "strip": Table(
        "stretch between quotation marks, in reading order",
        {
            "quote_id": text("its address"),
            "article_id": _ARTICLE,
            "outlet_label": _OUTLET,
            "first_word": count("words of the article before it"),
            "last_word": count("words of the article up to its end"),
            "words": count("words inside"),
            "article_words": count("words of the article"),
            "text": _WORDS_THERE,
        },
        key="quote_id",
    ),
    "cleaning": Table(
        "paragraph kept or visible thing removed, in the order of the file",
        {
            "article_id": _ARTICLE,
            "outlet_label": _OUTLET,
            "part": text("`kept` or `removed`"),
            "kind": text("of the paragraph or of the edit"),
            "rule": text("the cleaning rule that removed it", missing=True),
            "raw_start": count("first character, in `articles.raw`"),
            "raw_end": count("one past the last character, in `articles.raw`"),
            "words": count("words of it"),
            "text": text("the words, without white space around them"),
        },
    ),
    "order": Table(
        "naming, quotation or report of what somebody said, in reading order",
        {
            "address": text("of the words"),
            "article_id": _ARTICLE,
            "outlet_label": _OUTLET,
            **_who("who is named or speaks", missing=True),
            "manner": text("`mentioned`, `paraphrased`, `fragment` or `quoted`"),
            "first_word": count("words of the article before it"),
            "last_word": count("words of the article up to its end"),
            "words": count("words of it; of a paraphrase, those that no other row of the speaker has"),
            "article_words": count("words of the article"),
            "text": _WORDS_THERE,
        },
    ),
    "people": Table(
        "participant and article in which it is named or speaks, in the order of `participants`",
        {
            **_who("who"),
            "article_id": text("the article"),
            "outlet_label": _OUTLET,
            "mentions": count("namings"),
            "paraphrased": count("statements reported in other words"),
            "fragments": count("quotations of a few words inside a sentence of the reporter"),
            "quoted": count("quotations in full"),
            "quoted_words": count("words quoted in full"),
            "fragment_words": count("words quoted in fragments"),
            "first_word": count(
                "words of the article before the first naming; where there is none, before the first words"
            ),
            **_EXAMPLE,
            "evidence": _evidence("all namings, statements and quotations"),
        },
    ),
    "labels": Table(
        "participant, outlet and label, in the order of `participants`, then the most frequent first",
        {
            **_who("who is named"),
            "outlet_label": _OUTLET,
            "label": text("the name with the title or role beside it, as printed"),
            "count": count("namings with this label"),
            "evidence": _evidence("the labels"),
        },
    ),
    "speaking": Table(
        "outlet and speaker in it, those with the most words between marks first; unresolved speakers share the last row",
        {
            **_who("who speaks; missing where no participant could be found", missing=True),
            "outlet_label": _OUTLET,
            "utterances": count("acts of speech; the pieces of one, and its repetition, count once"),
            "quoted_words": count("words quoted in full"),
            "fragment_words": count("words quoted in fragments"),
            "paraphrased_words": count("words of the reporter that say what was said"),
            "share": share("of all words that this outlet quotes, in full or in fragments", missing=True),
            **_EXAMPLE,
            "evidence": _evidence("all statements and quotations"),
        },
    ),
    "cues": Table(
        "outlet and say-verb in it, by class, then the most frequent first",
        {
            "cue_class": text("what it does with the words it introduces: `neutral`, `claim` …", missing=True),
            "cue": text("the verb, in lower case; where no word of the cue has the class, the whole cue"),
            "outlet_label": _OUTLET,
            "count": count("cues with this verb"),
            "printed": text("the cues as printed, each once, joined by ` | `"),
            "evidence": _evidence("the cues"),
        },
    ),
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
                    f"article_{side}": _ARTICLE,
                    f"outlet_{side}": _OUTLET,
                    f"name_{side}": text("who speaks, as far as is known", missing=True),
                    f"text_{side}": _WORDS_THERE,
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
            "article_id": _ARTICLE,
            "outlet_label": _OUTLET,
            "column": count("the place in the utterance, 0 for the first; words in one column stand for each other"),
            "word": text("the plain word: small letters, contractions expanded"),
            "address": text("of the printed word that it is, or is part of"),
            "text": _WORDS_THERE,
        },
    ),
    "word_edits": Table(
        "difference between two versions of an utterance, in reading order",
        {
            "utterance": text("the first passage of the act of speech"),
            "kind": text(
                "`punctuation`, `sentence`, `contraction`, `spelling`, `inflection`, `masking`, `substitution`, `added`, "
                "`dropped`, `left-out`, `moved` or `beyond`"
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
            "outlet_a": _OUTLET,
            "witness_b": text("the other version"),
            "outlet_b": _OUTLET,
            "counted": text("`as printed`, or `expanded`: contractions as the words they stand for"),
            "errors": count("fewest words to replace, add or drop between them, where both have words"),
            "words_a": count("words of the first there"),
            "words_b": count("words of the second there"),
            "rate_a": Column("float64", "`errors / words_a`", missing=True),
            "rate_b": Column("float64", "`errors / words_b`", missing=True),
            "evidence": _evidence("the pieces of both versions"),
        },
    ),
    "same_facts": Table(
        "sentence, in reading order",
        {
            "sentence_id": text("its address"),
            "article_id": _ARTICLE,
            "outlet_label": _OUTLET,
            "rank": count("its place among the sentences of its article, title and deck included; 1 for the first"),
            "words_before": count("words of the article before it"),
            "told": text("`by all`, `by some` or `only here`"),
            "articles": count("articles that have a sentence with the same main fact, this one included"),
            "text": _WORDS_THERE,
            "evidence": _evidence("the sentence and of those that it is linked to"),
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
                    f"article_{side}": _ARTICLE,
                    f"outlet_{side}": _OUTLET,
                    f"rank_{side}": count("its place among the sentences of its article, 1 for the first"),
                    f"text_{side}": _WORDS_THERE,
                }.items()
            },
            "probability": share("that they tell the same main fact, by the model"),
            "signs": text("what speaks for it"),
        },
    ),
    "evidence": Table(
        "address, in the order given",
        {
            "address": text("of the words"),
            "outlet_label": _OUTLET,
            "paragraph": Column("Int64", "the paragraph they stand in, 1 for the first", missing=True),
            "before": text("the words before them"),
            "text": _WORDS_THERE,
            "after": text("the words after them"),
            "citation": text("outlet, title, paragraph, characters and address, for a footnote"),
        },
    ),
}
"""Comparison → the frame that it gives."""
