"""The columns of every result frame: `RESULTS` names each and says what it holds."""

from __future__ import annotations

from dataclasses import replace

from workbench.schema import Column, Table, count, share, text

ARTICLE = text("the article it stands in")
OUTLET = text("how charts name its outlet")
ARTICLE_AND_OUTLET = {"article_id": ARTICLE, "outlet_label": OUTLET}
WORDS_THERE = text("the words at that address")
STANDING = text("how sure it is: `stated`, `to check` or `confirmed by a reader`; only what is stated is counted")
EXAMPLE = {
    "example": text("the longest quotation; where there is none, the longest statement, or naming"),
    "example_at": text("its address"),
}
_PART = text("whose words: `reporter` (outside quotation marks) or `quoted` (between them)")


def who(doc: str, *, missing: bool = False) -> dict[str, Column]:
    """Who somebody is: the participant and the name."""
    return {"participant_id": text(doc, missing=missing), "name": text("the fullest form of the name", missing=missing)}


def maybe(doc: str) -> Column:
    """A column of words in which some may be missing."""
    return text(doc, missing=True)


def decimal(doc: str, *, missing: bool = False) -> Column:
    """A column of numbers of any size."""
    return Column("float64", doc, missing)


def evidence_of(doc: str, *, missing: bool = False) -> Column:
    """The evidence of a row."""
    where = "; missing where there are none" if missing else ""
    order = f"the addresses of {doc}, in reading order, joined by ` | `{where}"
    return text(f"{order}; `wb.evidence` gives their words", missing=missing)


def sides(
    columns: dict[str, Column], a: str = "the one that comes first in the corpus", b: str = "the other"
) -> dict[str, Column]:
    """The columns of both sides of a comparison, `…_a` and then `…_b`.

    In what a column means, `{which}` stands for `a` or `b`: which of the two it is about. `{side}` stands for the letter.

    >>> list(sides({"text": text("the words of {which}")}).items())[1]
    ('text_b', Column(dtype='str', doc='the words of the other', missing=False))
    """
    both: dict[str, Column] = {}
    for side, which in (("a", a), ("b", b)):
        for name, column in columns.items():
            meaning = column.doc.replace("{which}", which).replace("{side}", side)
            both[f"{name}_{side}"] = replace(column, doc=meaning)
    return both


RESULTS: dict[str, Table] = {
    # articles, and evidence
    "overview": Table(
        "article",
        {
            "article_id": text("the article"),
            "outlet_label": OUTLET,
            "title": maybe("headline"),
            "byline": maybe("who wrote it"),
            "published": maybe("date, in ISO 8601"),
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
            **ARTICLE_AND_OUTLET,
            "first_word": count("words of the article before it"),
            "last_word": count("words of the article up to its end"),
            "words": count("words inside"),
            "article_words": count("words of the article"),
            "text": WORDS_THERE,
        },
        key="quote_id",
    ),
    "cleaning": Table(
        "paragraph kept or visible thing removed, in the order of the file",
        {
            **ARTICLE_AND_OUTLET,
            "part": text("`kept` or `removed`"),
            "kind": text("of the paragraph or of the edit"),
            "rule": maybe("the cleaning rule that removed it"),
            "raw_start": count("first character, in `articles.raw`"),
            "raw_end": count("one past the last character, in `articles.raw`"),
            "words": count("words of it"),
            "text": text("the words, without white space around them"),
        },
    ),
    "evidence": Table(
        "address, in the order given",
        {
            "address": text("of the words"),
            "outlet_label": OUTLET,
            "paragraph": Column("Int64", "the paragraph they stand in, 1 for the first", missing=True),
            "before": text("the words before them"),
            "text": WORDS_THERE,
            "after": text("the words after them"),
            "citation": text("outlet, title, paragraph, characters and address, for a footnote"),
        },
    ),
    # people, quotations and say-verbs
    "order": Table(
        "naming, quotation or report of what somebody said, in reading order",
        {
            "address": text("of the words"),
            **ARTICLE_AND_OUTLET,
            **who("who is named or speaks", missing=True),
            "manner": text("`mentioned`, `paraphrased`, `fragment` or `quoted`"),
            "first_word": count("words of the article before it"),
            "last_word": count("words of the article up to its end"),
            "words": count("words of it; of a paraphrase, those that no other row of the speaker has"),
            "article_words": count("words of the article"),
            "text": WORDS_THERE,
        },
    ),
    "people": Table(
        "participant and article in which it is named or speaks, in the order of `participants`",
        {
            **who("who"),
            "article_id": text("the article"),
            "outlet_label": OUTLET,
            "mentions": count("namings"),
            "paraphrased": count("statements reported in other words"),
            "fragments": count("quotations of a few words inside a sentence of the reporter"),
            "quoted": count("quotations in full"),
            "quoted_words": count("words quoted in full"),
            "fragment_words": count("words quoted in fragments"),
            "first_word": count("words of the article before the first naming, else the first words"),
            **EXAMPLE,
            "evidence": evidence_of("all namings, statements and quotations"),
        },
    ),
    "comentions": Table(
        "pair of participants and article in which a sentence names both, the pair with the most sentences first",
        {
            "participant_a": text("the one who comes first in `participants`"),
            "name_a": text("the fullest form of the name"),
            "participant_b": text("the other"),
            "name_b": text("the fullest form of the name"),
            **ARTICLE_AND_OUTLET,
            "count": count("sentences, or paragraphs, that name both"),
            "example": text("the first of them"),
            "evidence": Column(
                "str", "their addresses, in reading order, joined by ` | `; `wb.evidence` gives their words"
            ),
        },
    ),
    "labels": Table(
        "participant, outlet and label, in the order of `participants`, then the most frequent first",
        {
            **who("who is named"),
            "outlet_label": OUTLET,
            "label": text("the name with the title or role beside it, as printed"),
            "count": count("namings with this label"),
            "evidence": evidence_of("the labels"),
        },
    ),
    "speaking": Table(
        "outlet and speaker in it, those with the most words between marks first; unresolved speakers share the last row",
        {
            **who("who speaks; missing where no participant could be found", missing=True),
            "outlet_label": OUTLET,
            "utterances": count("acts of speech; the pieces of one, and its repetition, count once"),
            "quoted_words": count("words quoted in full"),
            "fragment_words": count("words quoted in fragments"),
            "paraphrased_words": count("words of the reporter that say what was said"),
            "share": share("of all words that this outlet quotes, in full or in fragments", missing=True),
            **EXAMPLE,
            "evidence": evidence_of("all statements and quotations"),
        },
    ),
    "whose_words": Table(
        "outlet and manner: `quoted` in full, `fragment`, `paraphrased`, and `rest`",
        {
            "outlet_label": OUTLET,
            "manner": text(
                "how these words are somebody else's; the `rest` are the reporter's own and what nobody is said to have said"
            ),
            "words": count("words; each word of the outlet is in one row"),
            "outlet_words": count("words of all articles of the outlet"),
            "share": share("`words / outlet_words`", missing=True),
            "count": count("passages that have these words"),
            "evidence": maybe("their addresses, in reading order, joined by ` | `; missing for the rest"),
        },
    ),
    "sources": Table(
        "outlet and kind of source, named persons first",
        {
            "outlet_label": OUTLET,
            "source_kind": maybe(
                "`person` (named), `body`, `group`, `document` or `anonymous` (somebody unnamed); missing where the source is unresolved"
            ),
            "quotations": count("quotations and reports of what such a source said"),
            "words": count("words of these; of a paraphrase, those that no other row of the speaker in `order` has"),
            "quoted_words": count("those of them that stand between quotation marks"),
            "share": share("of the words of all sources of this outlet", missing=True),
            "evidence": evidence_of("all quotations and reports", missing=True),
        },
    ),
    "cues": Table(
        "outlet and say-verb in it, by class, then the most frequent first",
        {
            "cue_class": maybe("what it does with the words it introduces: `neutral`, `claim` …"),
            "cue": text("the verb, in lower case; where no word of the cue has the class, the whole cue"),
            "outlet_label": OUTLET,
            "count": count("cues with this verb"),
            "printed": text("the cues as printed, each once, joined by ` | `"),
            "evidence": evidence_of("the cues"),
        },
    ),
    # quotations of one utterance, word by word
    "same_words": Table(
        "pair of passages of one utterance, utterance by utterance",
        {
            "utterance": text("the first passage of the same act of speech, over all articles; its passages share it"),
            "relation": text(
                "`verbatim`, `excerpt`, `altered`, `direct-vs-unmarked`, `direct-vs-indirect` or `indirect-vs-indirect`"
            ),
            **sides(
                {
                    "passage": text("the address of {which}"),
                    "article": ARTICLE,
                    "outlet": OUTLET,
                    "name": maybe("who speaks, as far as is known"),
                    "text": WORDS_THERE,
                }
            ),
            "similarity": share("how far the words agree where both have words; of reports, the content"),
            "shared_words": count("words that both have, in the same order"),
            "signs": text("what speaks for one utterance: shared words, speaker, neighbourhood, place"),
            "standing": STANDING,
            "evidence": evidence_of("both passages"),
        },
    ),
    "collate": Table(
        "word of a version of an utterance, version by version, in reading order",
        {
            "utterance": text("the first passage of the act of speech; its versions share it"),
            "witness": text("the version: the address of its first quotation"),
            **ARTICLE_AND_OUTLET,
            "column": count("the place in the utterance, 0 for the first; words in one column stand for each other"),
            "word": text("the plain word: small letters, contractions expanded"),
            "address": text("of the printed word that it is, or is part of"),
            "text": WORDS_THERE,
            "standing": STANDING,
            "evidence": text("that address"),
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
            **sides(
                {
                    "witness": text("{which}"),
                    "words": maybe("its words there; missing where it has none"),
                    "address": maybe("their address, or addresses joined by ` | `"),
                },
                "the version that comes first in the corpus",
                "the other version",
            ),
            "standing": STANDING,
            "evidence": evidence_of("the words of both; of a version that has none there, of its first piece"),
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
            "errors": count("fewest words to replace, add or drop between the stretches that both have"),
            "words_a": count("words of the first there"),
            "words_b": count("words of the second there"),
            "rate": share("`errors` per word of the longer of the two stretches: 0 to 1", missing=True),
            "standing": STANDING,
            "evidence": evidence_of("the pieces of both versions"),
        },
    ),
    # facts
    "facts": Table(
        "sentence, in reading order",
        {
            "sentence_id": text("its address"),
            **ARTICLE_AND_OUTLET,
            "rank": count("its place among the sentences of its article, title and deck included; 1 for the first"),
            "words_before": count("words of the article before it"),
            "told": text("`elsewhere` (in whole or in part), `perhaps` or `nothing like it`"),
            "by_all": Column("bool", "whether every other article has a sentence that it is linked to directly"),
            "articles": count("articles that tell it, this one included, by a direct link"),
            "text": WORDS_THERE,
            "searched": text("the words, names and numbers that were looked for in the other articles"),
            "probability": share("that the nearest sentence elsewhere tells the same; 0 without a common word"),
            "nearest": maybe("where it is not told elsewhere, the nearest sentence of another article"),
            "nearest_at": maybe("its address"),
            "standing": STANDING,
            "evidence": evidence_of(
                "the sentence and of those that it is linked to; of `perhaps`, of the sentence and the nearest"
            ),
        },
        key="sentence_id",
    ),
    "fact_pairs": Table(
        "pair of sentences of two articles that tell the same, in whole or in part, in reading order",
        {
            **sides(
                {
                    "sentence": text("the address of {which}"),
                    "article": ARTICLE,
                    "outlet": OUTLET,
                    "rank": count("its place among the sentences of its article, 1 for the first"),
                    "text": WORDS_THERE,
                }
            ),
            "shared": maybe("the words, names and numbers of both; near-synonyms as `word/word`"),
            "only_a": maybe("those that the first alone has"),
            "only_b": maybe("those that the other alone has"),
            "probability": share("that they tell the same main fact, by the model"),
            "signs": text("what speaks for it"),
            "other_day": maybe("the days that they name, or of their articles, where these differ"),
            "standing": STANDING,
            "evidence": evidence_of("the two sentences"),
        },
    ),
    # the reference, conflicts, and who tells what
    "turns": Table(
        "turn of a reference, in reading order",
        {
            "turn_id": text("its address, without the label"),
            "article_id": ARTICLE,
            "outlet_label": text("how charts name the reference"),
            "position": count("0 for the first of its article"),
            **who("who speaks; missing where no participant, or more than one, fits the label", missing=True),
            "speaker": maybe("the label as printed"),
            "speaker_at": maybe("its address"),
            "words": count("words spoken: stage directions and times are left out"),
            "text": WORDS_THERE,
        },
        key="turn_id",
    ),
    "fidelity": Table(
        "quotation of a report, measured against the reference, in reading order",
        {
            "quote_id": text("its address"),
            **ARTICLE_AND_OUTLET,
            "utterance": text("the first piece of the same utterance in the article"),
            **who("who speaks, as the report has it", missing=True),
            "verdict": text(
                "`speaker differs`, or what `wording` says; `outside` when the reference has no word of that speaker"
            ),
            "wording": text("`verbatim`, `excerpt`, `cleaned up`, `altered`, `spliced` or `not found`"),
            "text": WORDS_THERE,
            "reference": maybe("what the reference has there, or nearest; missing where nothing is"),
            "reference_at": maybe("its address, or addresses joined by ` | `"),
            "speaker": maybe("who speaks there, as the reference has it"),
            "places": count("places where the reference has exactly these words"),
            "errors": count("fewest words to replace, add or drop, contractions expanded"),
            "of": count("words of the reference there"),
            "errors_as_printed": count("the same, contractions being words of their own"),
            "of_as_printed": count("words of the reference there, as printed"),
            "finding": text("the row in words"),
            "standing": STANDING,
            "evidence": evidence_of("the quotation and what the record has there"),
        },
        key="quote_id",
    ),
    "departures": Table(
        "difference between a quotation and the reference, in reading order",
        {
            "quote_id": text("the quotation"),
            "outlet_label": OUTLET,
            "kind": text("as in `word_edits`; and `filler` and `false start`, words that tidying leaves out"),
            "reference": maybe("the words of the reference; missing where it has none"),
            "reference_at": maybe("their address"),
            "report": maybe("the words of the quotation; missing where it has none"),
            "report_at": maybe("their address"),
            "standing": STANDING,
            "evidence": evidence_of("the words of both; where one has none, of its whole passage"),
        },
    ),
    "conflicts": Table(
        "statement that two outlets give to two speakers, what is stated first, then the likeliest",
        {
            "kind": text("`different speakers`"),
            **sides(
                {
                    "passage": text("the address of {which}"),
                    "outlet": OUTLET,
                    "name": maybe("who says it there; missing where nobody is said to"),
                    "made": maybe("`by cue`, `by position` or `headline`; missing where unattributed"),
                    "confidence": share("how often an attribution made so is right", missing=True),
                    "cue": maybe("the words that introduce it, as printed"),
                    "text": WORDS_THERE,
                    "outlets": count("outlets that print it in these words, by this speaker"),
                },
                "the passage that comes first in the corpus",
                "the other passage",
            ),
            "similarity": share("of the content of the shorter one, rare words counting more, what both have"),
            "shared": text("the words that both have, as in the first passage; near-synonyms as `word/word`"),
            "signs": text("what speaks for a conflict, and what against"),
            "record_says": maybe(
                "who says in the reference what comes nearest to the passage less surely attributed; missing without one"
            ),
            "record_at": maybe("the address of that"),
            "standing": STANDING,
            "evidence": evidence_of("both passages"),
        },
    ),
    "findings": Table(
        "thing in which outlets differ, told in a sentence: the best of each kind first, then the second of each",
        {
            "kind": text("what it is about, such as `other words` or `speaks in one`"),
            "sentence": text("what was found, with its numbers"),
            "standing": STANDING,
            **sides(
                {
                    "outlet": maybe("an outlet that it is about; missing where it is about all"),
                    "count": Column(
                        "float64", "what stands behind it there, in the unit that the sentence names", True
                    ),
                },
            ),
            "evidence": evidence_of("what was counted", missing=True),
        },
    ),
    "to_check": Table(
        "question that the workbench raises and does not answer, the most telling first",
        {
            "kind": text(
                "the frame that raises it: `conflicts`, `same_words`, `fidelity`, `fact_pairs`, `facts` or `ledger`"
            ),
            "question": text("what only a reader can tell"),
            **sides(
                {
                    "outlet": OUTLET,
                    "name": maybe("who speaks there, as far as is known"),
                    "text": maybe("the words of {which}; missing where nothing comes near"),
                    "passage": maybe("their address, or addresses joined by ` | `"),
                },
                "the passage that raises the question",
                "what lies nearest to it",
            ),
            "record_says": maybe("of a conflict, who says in the reference what comes nearest; missing without one"),
            "record_at": maybe("the address of that"),
            "signs": maybe("what speaks for it, and what against"),
            "standing": STANDING,
            "evidence": maybe(
                "the `evidence` of the row that raises it, by which `corrections.csv` knows it; missing where nothing was found"
            ),
        },
    ),
    "columns": Table(
        "sentence of the two longest articles, and then passage that joins them",
        {
            "kind": text("`sentence`, `same words` or `same fact`"),
            "told": maybe("of a sentence, whether another article tells it, as in `facts`"),
            "article_a": ARTICLE,
            "outlet_a": OUTLET,
            "passage_a": text("its address"),
            "first_a": count("words of the article before it"),
            "last_a": count("words of the article up to its end"),
            "text_a": WORDS_THERE,
            "article_b": maybe("of what joins the two, the second article"),
            "outlet_b": maybe("how charts name its outlet"),
            "passage_b": maybe("the address there"),
            "first_b": Column("Int64", "words of that article before it", True),
            "last_b": Column("Int64", "words of that article up to its end", True),
            "text_b": maybe("the words at that address"),
            "evidence": evidence_of("the passages"),
        },
    ),
    "ledger": Table(
        "item and outlet, kind by kind, the most widely told items first",
        {
            "kind": text("`person`, `body`, `place`, `number`, `date`, `quotation` or `fact`"),
            "item_id": text("participant, utterance, first passage of a fact, or what is counted"),
            "item": text("its name, or its words where they stand first"),
            "outlets": count("outlets that have it"),
            "outlet_label": OUTLET,
            "status": text("`quoted in full`, `quoted in fragments`, `paraphrased`, `mentioned` or `not found`"),
            "told": maybe("of a fact that was not found: `perhaps` (the nearest may tell it) or `nothing like it`"),
            "count": count("passages in this outlet: as many as addresses"),
            "searched": text("the forms looked for"),
            "nearest": maybe("where it was not found, the words that come nearest"),
            "nearest_at": maybe("their address"),
            "standing": STANDING,
            "evidence": maybe("the addresses of those passages, joined by ` | `; missing where nothing was found"),
        },
    ),
    "ladder": Table(
        "utterance and outlet, the most widely told utterances first",
        {
            "utterance": text("the first passage of the act of speech"),
            **who("who speaks", missing=True),
            "item": text("its words, in the longest version between marks"),
            "outlet_label": OUTLET,
            "rung": text("`full`, `part`, `indirect` or `absent`"),
            "height": count("3, 2, 1 or 0"),
            "words": count("words between marks in this outlet"),
            "alike": count("words of this outlet's version that are those of the longest, contractions written out"),
            "compared": count("of how many, where both have words; 0 where this outlet has none between marks"),
            "text": maybe("its own words, between marks or without; missing where absent"),
            "count": count("passages in this outlet: as many as addresses"),
            "nearest": maybe("where it is absent, the words that come nearest"),
            "nearest_at": maybe("their address"),
            "standing": STANDING,
            "evidence": maybe("their addresses, joined by ` | `; missing where there is none"),
        },
    ),
    # words, copies, and other definitions
    "keyness": Table(
        "outlet (or other group) and word in it, outlets in their order, in each the surest first",
        {
            "group": maybe("the outlet, or the value of the column asked for"),
            "word": text("the word, in its most frequent form; of phrases, both words"),
            "count": count("occurrences in this group"),
            "count_rest": count("occurrences in all other groups together"),
            "words": count("words of this group; of phrases, pairs of neighbouring words"),
            "words_rest": count("words, or pairs, of all others together"),
            "per_1000": decimal("`count` per thousand words"),
            "per_1000_rest": decimal("`count_rest` per thousand words of the rest", missing=True),
            "articles": count("articles of this group that have it"),
            "articles_rest": count("articles of the others that have it"),
            "log_ratio": decimal("how much more often here: 1 is twice as often, -1 half as often", missing=True),
            "g2": decimal("log-likelihood ratio G²: how sure they differ; 0 for equal rates", missing=True),
            "z": decimal(
                "how sure it is: log-odds with an informative Dirichlet prior, in standard deviations; negative where the "
                "rest uses it more",
                missing=True,
            ),
            "function_word": Column("bool", "whether it only holds sentences together: “the”, “of”, “would”"),
            "forms": text("the forms as printed here, the most frequent first, joined by ` | `"),
            "evidence": evidence_of("all occurrences in this group"),
        },
    ),
    "concordance": Table(
        "match, in reading order or sorted by the words beside it",
        {
            "address": text("of the words found"),
            **ARTICLE_AND_OUTLET,
            "paragraph": count("the paragraph they stand in, 1 for the first"),
            "before": text("the words before them in the paragraph"),
            "text": WORDS_THERE,
            "after": text("the words after them in the paragraph"),
            "quote_id": maybe("the quotation or report around them: the shortest, marked ones first"),
            "quote_kind": maybe("its kind: `direct`, `fragment`, `indirect` …"),
            "name": maybe("who speaks there, as far as is known"),
        },
        key="address",
    ),
    "rates": Table(
        "outlet, list of words and part of its text, outlets in their order",
        {
            "outlet_label": OUTLET,
            "kind": text("`hedge`, `intensifier`, `evaluation` or `say-verb`"),
            "group": maybe("the list, such as `possibility` or `certainty`; of say-verbs the class"),
            "part": _PART,
            "count": count("occurrences; of say-verbs, places where one introduces speech"),
            "words": count("words of the outlet in this part"),
            "per_1000": decimal("`count` per thousand of these words", missing=True),
            "forms": maybe("what was found, in small letters, the most frequent first, joined by ` | `"),
            "evidence": evidence_of("all occurrences", missing=True),
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
            "per_1000": decimal("`count` per thousand of these words"),
            "evidence": evidence_of("all occurrences", missing=True),
        },
    ),
    "copies": Table(
        "pair of articles that share more than newsrooms that write for themselves, in the order of the corpus",
        {
            "relation": text("`copy` when half of one article's words or more stand in the other, else `in part`"),
            "similarity": share("shingles of five words of both, of those of either (Jaccard)", missing=True),
            **sides(
                {
                    "article": text("{which}"),
                    "outlet": OUTLET,
                    "words": count("its words outside quotation marks"),
                    "shared": count("those of them that the other has too, five or more in a row"),
                    "share": share("`shared_{side} / words_{side}`"),
                    "evidence": evidence_of("the shared stretches", missing=True),
                }
            ),
            "quoted_words": count("words between marks that both have; they do not count as shared"),
            "passages": count("rows of `reused` that the pair has"),
        },
    ),
    "reused": Table(
        "passage that two articles have word for word, pair by pair, in reading order",
        {
            "words": count("words of it"),
            "quoted_words": count("those of them that stand between quotation marks in one or both"),
            **sides(
                {"passage": text("its address in {which}"), "article": ARTICLE, "outlet": OUTLET, "text": WORDS_THERE},
                "the article that comes first in the corpus",
                "the other",
            ),
        },
    ),
    "copy_groups": Table(
        "article of a group of copies; the one that stays heads its group",
        {
            "stays": text("the article that stays for the group"),
            "article_id": text("the article"),
            "outlet_label": OUTLET,
            "published": maybe("date, in ISO 8601"),
            "words": count("in title, deck, body and captions"),
            "set_aside": Column("bool", "whether `without_copies` leaves it out"),
            "share": share("of its words outside quotation marks, those that the one that stays has too", missing=True),
            "evidence": evidence_of("those words", missing=True),
        },
        key="article_id",
    ),
    "sensitivity": Table(
        "definition and outlet, definitions in the order given",
        {
            "measure": text("the headline number"),
            "definition": text("how it is counted here"),
            "base": Column("bool", "whether this is the definition that the others are held against: the first"),
            "outlet_label": maybe("how charts name its outlet; missing where the measure is one number"),
            "value": decimal("the number", missing=True),
            "count": Column(
                "Int64",
                "what was counted for it, in words or rows; missing where the measure does not say",
                missing=True,
            ),
            "of": Column(
                "Int64",
                "out of how many words or rows; missing where it is a count, or the measure does not say",
                missing=True,
            ),
            "evidence": evidence_of("what was counted", missing=True),
            "finding": maybe("what the numbers of this definition say, over all outlets"),
            "holds": Column(
                "boolean", "whether that is the finding of the base too; missing where the base has none", missing=True
            ),
        },
    ),
    # lessons
    "answer_key": Table(
        "thing to find, in the order of `answer_key.csv`",
        {
            "item": maybe("what was said there, or what it is"),
            "kind": text("as what it is to be found: `altered`, `buried`, …"),
            **ARTICLE_AND_OUTLET,
            "address": maybe(
                "where it stands, or the article, where all of it is meant; missing when cleaning sets it aside"
            ),
            "raw": maybe("of what cleaning sets aside: the article and the characters in `articles.raw`"),
            "counterpart": maybe("what to lay beside it: addresses joined by ` | `"),
            "hint": maybe("what to think of"),
            "text": maybe("the words there; those of the title, where a whole article is meant"),
        },
    ),
}
"""Comparison → the frame that it gives."""
