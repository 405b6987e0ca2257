"""The figures that can be saved: for each its question, what it counts, how it is drawn, and what stands behind its marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from workbench.compare.articles import overview, strip
from workbench.compare.collate import collate, word_edits
from workbench.compare.facts import fact_pairs
from workbench.compare.keyness import keyness
from workbench.compare.ledger import ladder, ledger
from workbench.compare.rates import rates
from workbench.compare.speech import cues, order, people, speaking, whose_words
from workbench.corpus import Corpus
from workbench.show import captions, charts, told
from workbench.show.charts import coverage, speech, wordings
from workbench.show.charts.parts import Chart
from workbench.show.views import Found, by_columns, by_itself, by_manner, of_edits, of_overview, of_pairs


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure answers and how: `measure` counts, `draw` draws what was counted, `behind` leads from marks to words."""

    question: str
    picture: str
    """What the eye sees, for those who do not."""
    measure: Callable[[Corpus], pd.DataFrame]
    draw: Callable[[pd.DataFrame], Chart]
    behind: Callable[[Corpus, pd.DataFrame], Found]
    caption: Callable[[pd.DataFrame], str]
    """The numbers in it are computed."""


def own_words(corpus: Corpus) -> pd.DataFrame:
    """Keyness of what is more an outlet's own than the others', without the words that only hold sentences together."""
    frame = keyness(corpus)
    return frame[frame["log_ratio"].fillna(0).gt(0) & ~frame["function_word"]]


FIGURES: dict[str, Figure] = {
    "overview": Figure(
        "How long are the articles, and how much of them is quoted?",
        "Bars: a row for each article, a panel for each measure.",
        overview,
        charts.overview,
        of_overview,
        captions.overview,
    ),
    "strip": Figure(
        "Where do the stretches between quotation marks stand?",
        "A pale bar for each article from first word to last, with a mark for each stretch between quotation marks.",
        strip,
        charts.strip,
        by_itself("quote_id"),
        captions.strip,
    ),
    "people": Figure(
        "Who is in the story, and who only gets mentioned?",
        "Dots in a grid: a row for each participant, a panel for each article, a column each for mentioned, paraphrased and quoted.",
        people,
        speech.people,
        by_manner("participant_id", "article_id"),
        told.people,
    ),
    "order": Figure(
        "Where in the story do people come in, and where do they speak?",
        "A lane for each participant from the first word of an article to its last; lines where they are named, bars where they speak.",
        order,
        speech.order,
        by_itself("address"),
        told.order,
    ),
    "speaking": Figure(
        "Who speaks how much?",
        "Stacked bars: a row for each speaker, a panel for each outlet, words in full, in fragments and paraphrased.",
        speaking,
        speech.speaking,
        by_manner("participant_id", "outlet_label"),
        told.speaking,
    ),
    "whose_words": Figure(
        "In whose words is the story told?",
        "A bar for each outlet, cut into words quoted in full, in fragments, paraphrased, and the rest.",
        whose_words,
        speech.whose_words,
        by_columns("outlet_label", "manner"),
        told.whose_words,
    ),
    "cues": Figure(
        "With which verbs is speech introduced?",
        "Bars: a row for each verb, by class, and a panel for each outlet.",
        cues,
        speech.cues,
        by_columns("cue_class", "cue", "outlet_label"),
        told.cues,
    ),
    "ladder": Figure(
        "What became of the same words?",
        "Marks on four rungs, from not found to quoted in full: a row for each utterance, a mark for each outlet.",
        ladder,
        coverage.ladder,
        by_columns("utterance", "outlet_label"),
        told.ladder,
    ),
    "collate": Figure(
        "Where do the versions of one utterance differ?",
        "The versions of each utterance, word under word, with what differs set apart.",
        collate,
        wordings.collate,
        by_itself("address"),
        captions.collate,
    ),
    "word_edits": Figure(
        "How do the versions of the same words differ?",
        "Bars: a row for each kind of difference, dark where it changes words.",
        word_edits,
        wordings.word_edits,
        of_edits,
        captions.word_edits,
    ),
    "ledger": Figure(
        "Who tells what, and how?",
        "A grid: a row for each person, place, number, quotation or fact, a column for each outlet, a sign for how it has it.",
        ledger,
        coverage.ledger,
        by_columns("kind", "item_id", "outlet_label"),
        captions.ledger,
    ),
    "fact_pairs": Figure(
        "What leads in one story and is buried in the other?",
        "Lines from left to right: each joins two sentences that tell the same fact, by their place in each story.",
        fact_pairs,
        coverage.fact_pairs,
        of_pairs,
        captions.fact_pairs,
    ),
    "keyness": Figure(
        "Which words are more one outlet’s own?",
        "Pairs of dots: a row for each word, solid for its rate in this outlet, open for its rate in the others.",
        own_words,
        wordings.keyness,
        by_columns("group", "word"),
        captions.keyness,
    ),
    "rates": Figure(
        "Who hedges, who stresses, who judges?",
        "Marks by rate per thousand words: a row for each list of words, a mark for each outlet.",
        rates,
        wordings.rates,
        by_columns("outlet_label", "kind", "group", "part"),
        captions.rates,
    ),
}
"""The name of a figure → what it is. Each is named after the chart that draws it."""
