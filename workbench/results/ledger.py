"""What the reference, the conflicts of attribution and the coverage ledger give."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text
from workbench.results.common import ARTICLE, OUTLET, WORDS_THERE, who

LEDGER: dict[str, Table] = {
    "turns": Table(
        "turn of a reference, in reading order",
        {
            "turn_id": text("its address, without the label"),
            "article_id": ARTICLE,
            "outlet_label": text("how charts name the reference"),
            "position": count("0 for the first of its article"),
            **who("who speaks; missing where no participant, or more than one, fits the label", missing=True),
            "speaker": text("the label as printed", missing=True),
            "speaker_at": text("its address", missing=True),
            "words": count("words spoken: stage directions and times are left out"),
            "text": WORDS_THERE,
        },
        key="turn_id",
    ),
    "fidelity": Table(
        "quotation of a report, measured against the reference, in reading order",
        {
            "quote_id": text("its address"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "utterance": text("the first piece of the same utterance in the article"),
            **who("who speaks, as the report has it", missing=True),
            "verdict": text(
                "`speaker differs`, or what `wording` says; `outside` when the reference has no word of that speaker"
            ),
            "wording": text("`verbatim`, `excerpt`, `cleaned up`, `altered`, `spliced` or `not found`"),
            "text": WORDS_THERE,
            "reference": text(
                "what the reference has there, or the nearest passage; missing where nothing is near", missing=True
            ),
            "reference_at": text("its address, or addresses joined by ` | `", missing=True),
            "speaker": text("who speaks there, as the reference has it", missing=True),
            "places": count("places where the reference has exactly these words"),
            "errors": count(
                "fewest words to replace, add or drop between reference and quotation, contractions expanded"
            ),
            "of": count("words of the reference there"),
            "errors_as_printed": count("the same, contractions being words of their own"),
            "of_as_printed": count("words of the reference there, as printed"),
            "finding": text("the row in words"),
        },
        key="quote_id",
    ),
    "departures": Table(
        "difference between a quotation and the reference, in reading order",
        {
            "quote_id": text("the quotation"),
            "outlet_label": OUTLET,
            "kind": text("as in `word_edits`; and `filler` and `false start`, words that tidying leaves out"),
            "reference": text("the words of the reference; missing where it has none", missing=True),
            "reference_at": text("their address", missing=True),
            "report": text("the words of the quotation; missing where it has none", missing=True),
            "report_at": text("their address", missing=True),
        },
    ),
    "conflicts": Table(
        "content that two outlets attribute differently, the likeliest first",
        {
            "kind": text("`different speakers`, or `only one attributes`: the other tells it in its own voice"),
            **{
                name: column
                for side, which in (("a", "the passage that comes first in the corpus"), ("b", "the other passage"))
                for name, column in {
                    f"passage_{side}": text(f"the address of {which}"),
                    f"outlet_{side}": OUTLET,
                    f"name_{side}": text("who says it there; missing where nobody is said to", missing=True),
                    f"made_{side}": text(
                        "how it is attributed: `by cue`, `by position` or `headline`; missing where it is not",
                        missing=True,
                    ),
                    f"confidence_{side}": share("how often an attribution made so is right", missing=True),
                    f"cue_{side}": text("the words that introduce it, as printed", missing=True),
                    f"text_{side}": WORDS_THERE,
                    f"outlets_{side}": count("outlets that print it in these words, by this speaker"),
                }.items()
            },
            "similarity": share("of the content of the shorter one, rare words counting more, what both have"),
            "shared": text("the words that both have, as in the first passage; near-synonyms as `word/word`"),
            "signs": text("what speaks for a conflict, and what against"),
        },
    ),
    "only_attributions": Table(
        "statement that one outlet alone attributes to this speaker, in reading order",
        {
            "passage": text("its address"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            **who("who says it"),
            "made": text("how it is attributed: `by cue`, `by position` or `headline`"),
            "confidence": share("how often an attribution made so is right", missing=True),
            "text": WORDS_THERE,
            "searched": text("the content words looked for elsewhere, the rarest first"),
            "nearest": text(
                "the passage elsewhere with most of them; missing where no other outlet has any", missing=True
            ),
            "nearest_at": text("its address", missing=True),
            "nearest_name": text("who says that; missing where nobody is said to", missing=True),
            "similarity": share("how much of the content the nearest passage has"),
        },
    ),
    "ledger": Table(
        "item and outlet, kind by kind, the most widely told items first",
        {
            "kind": text("`person`, `body`, `place`, `number`, `date`, `quotation` or `fact`"),
            "item_id": text(
                "participant, utterance, or the first passage of a fact; of others, what is counted as the same"
            ),
            "item": text("its name, or its words where they stand first"),
            "outlets": count("outlets that have it"),
            "outlet_label": OUTLET,
            "status": text("`quoted in full`, `quoted in fragments`, `paraphrased`, `mentioned` or `not found`"),
            "count": count("passages in this outlet: as many as addresses"),
            "evidence": Column(
                "str", "the addresses of those passages, joined by ` | `; missing where nothing was found", missing=True
            ),
            "searched": text("the forms looked for"),
            "nearest": text("where it was not found, the words that come nearest", missing=True),
            "nearest_at": text("their address", missing=True),
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
            "count": count("passages in this outlet: as many as addresses"),
            "evidence": Column("str", "their addresses, joined by ` | `; missing where there is none", missing=True),
            "nearest": text("where it is absent, the words that come nearest", missing=True),
            "nearest_at": text("their address", missing=True),
        },
    ),
}
