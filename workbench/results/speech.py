"""What the comparisons of people, quotations and say-verbs give."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text
from workbench.results.common import ARTICLE, EXAMPLE, OUTLET, WORDS_THERE, addresses, who

SPEECH: dict[str, Table] = {
    "order": Table(
        "naming, quotation or report of what somebody said, in reading order",
        {
            "address": text("of the words"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
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
            "first_word": count(
                "words of the article before the first naming; where there is none, before the first words"
            ),
            **EXAMPLE,
            "evidence": addresses("all namings, statements and quotations"),
        },
    ),
    "comentions": Table(
        "pair of participants and article in which a sentence names both, the pair with the most sentences first",
        {
            "participant_a": text("the one who comes first in `participants`"),
            "name_a": text("the fullest form of the name"),
            "participant_b": text("the other"),
            "name_b": text("the fullest form of the name"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
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
            "evidence": addresses("the labels"),
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
            "evidence": addresses("all statements and quotations"),
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
            "evidence": Column(
                "str", "their addresses, in reading order, joined by ` | `; missing for the rest", missing=True
            ),
        },
    ),
    "cues": Table(
        "outlet and say-verb in it, by class, then the most frequent first",
        {
            "cue_class": text("what it does with the words it introduces: `neutral`, `claim` …", missing=True),
            "cue": text("the verb, in lower case; where no word of the cue has the class, the whole cue"),
            "outlet_label": OUTLET,
            "count": count("cues with this verb"),
            "printed": text("the cues as printed, each once, joined by ` | `"),
            "evidence": addresses("the cues"),
        },
    ),
}
