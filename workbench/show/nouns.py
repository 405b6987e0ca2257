"""The nouns of the workbench, each one record: what it asks, its frame, its chart, its sentence, its explorer and its figure.

To add one, write the function that makes its frame (`workbench/compare/`), the one that draws it (`workbench/show/charts/`),
and its entry in `NOUNS`. The charts, explorers, figures, tabs of the app and tables of the report follow from it, and the tests
fail with what is missing until all is there. A sentence in `told.py` may say more of it than how many rows there are, which
`told.rows_sentence` says of any frame.

No nouns are `fidelity`, which needs a reference that most corpora do not have; `conflicts` and `to_check`, whose rows are pairs of
whole passages to be read beside each other, and nothing that can be counted in a chart; and `copies`, of which most corpora have
none. They stay plain frames: `wb.fidelity`, `wb.conflicts`, `wb.copies`, and `wb.to_check`, which has an explorer to settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

# As modules, not names of their package: that would ask this module for its nouns while they are being made.
import workbench.show.charts.articles as articles
import workbench.show.charts.coverage as coverage
import workbench.show.charts.ribbons as ribbons
import workbench.show.charts.speech as speech
import workbench.show.charts.tables as tables
import workbench.show.charts.wordings as wordings
import workbench.show.explore.cleaned as cleaned
import workbench.show.explore.predict as ask
from workbench.compare.articles import cleaning, overview, strip
from workbench.compare.collate import collate
from workbench.compare.columns import columns
from workbench.compare.facts import fact_pairs, facts
from workbench.compare.keyness import UNITS, keyness
from workbench.compare.ledger import ladder, ledger
from workbench.compare.rates import rates
from workbench.compare.same_words import same_words
from workbench.compare.shared import WORD_OF_MANNER, looks_like
from workbench.compare.speech import (
    MANNERS,
    WITHIN,
    comentions,
    cues,
    labels,
    order,
    people,
    sources,
    speaking,
    whose_words,
)
from workbench.compare.standing import countable
from workbench.compare.words import PARTS
from workbench.corpus import Corpus
from workbench.results import RESULTS
from workbench.schema import CUE_CLASSES
from workbench.show import titles, told, views
from workbench.show.charts.parts import Chart, head
from workbench.show.explore.controls import Explorer, choice, count_control, part, ticks, toggle, words_control
from workbench.show.views import (
    Found,
    Kept,
    View,
    by_columns,
    by_itself,
    by_manner,
    of_columns,
    of_files,
)

Frame = Callable[..., pd.DataFrame]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart of a frame, with its question, its sentence, and the way from its marks to the words that they count."""

    question: str
    picture: str
    """What the eye sees, for those who do not."""
    frame: Frame
    """`wb.NAME`."""
    chart: Callable[[Corpus | pd.DataFrame], Chart]
    """`wb.charts.NAME`."""
    behind: Callable[[Corpus, pd.DataFrame], Found]
    """From the marks of the chart to the addresses of what they count."""
    sentence: Callable[[pd.DataFrame], str] | None = None
    """How a frame was counted, in numbers; without one it is how many rows there are, and what one is."""
    title: Callable[[pd.DataFrame], str] | None = None
    """The finding that is the title of the chart; without one the title says what is counted."""
    drawn: Callable[[Corpus], pd.DataFrame] | None = None
    """What makes the frame that the chart draws, where that is another than `frame`."""
    shows_questions: bool = False
    """Whether the chart has a sign of its own for what is to check, and counts it nowhere."""

    def measure(self, corpus: Corpus) -> pd.DataFrame:
        """The frame that the chart draws: what is to check is not in it, unless the chart shows it as such."""
        frame = (self.drawn or self.frame)(corpus)
        return frame if self.shows_questions else countable(frame)

    def says(self, frame: pd.DataFrame) -> str:
        """What was found, and how it was counted: the alternative text of the chart, the caption of the figure, a line of the report."""
        counted = self.sentence(frame) if self.sentence else told.rows_sentence(self.source, frame)
        return f"{self.title(frame)}. {counted}" if self.title and len(frame) else counted

    @property
    def source(self) -> str:
        """The name of the public function whose frame the chart draws."""
        name = (self.drawn or self.frame).__name__
        return name if name in RESULTS else self.frame.__name__


@dataclass(frozen=True, kw_only=True)
class Noun(Figure):
    """One thing that can be asked of a corpus. What is not given follows from the rest."""

    tab: str
    """The title of its tab in the app."""
    notebook: str
    """The lesson that is about it."""
    kept: Callable[..., Kept] | None = None
    """`(corpus, **settings) → Kept`: the rows that the controls leave; without it there are no controls."""
    controls: Mapping[str, Callable[[Corpus], Any]] = field(default_factory=dict)
    """Setting of `kept` → what makes the control for it."""
    beside: Callable[[Corpus, pd.DataFrame], str] | None = None
    """From the rows that marks stand for to HTML above their passages."""
    head: Callable[[Corpus, bool], str] | None = None
    """HTML above the chart, with the names of the outlets or without."""
    below: Mapping[str, Callable[[Corpus], str]] = field(default_factory=dict)
    """What can be read below the chart: title → HTML."""
    asks: Callable[[Corpus], ask.Question | None] | None = None
    """What a learner guesses before the chart is shown."""
    table: Mapping[str, str] = field(default_factory=dict)
    """The table below its chart in the report: column → heading. Without one, the report does not draw it."""
    seen: bool = False
    """Whether the report shows the sentence to all, because it says what stands in no other place there."""
    explorer: Callable[..., Explorer] | None = None
    """Its own explorer, where it is none around a chart."""
    also: Mapping[str, Figure] = field(default_factory=dict)
    """Charts of plain frames that belong to it."""

    def view(self, corpus: Corpus, **settings: Any) -> View:
        """What is shown of it for these settings."""
        if self.kept:
            frame, line = self.kept(corpus, **settings)
        else:
            frame = self.measure(corpus)
            line = self.says(frame) if len(frame) else views.EMPTY
        behind: Any = self.behind(corpus, frame)
        above = self.beside
        beside = (lambda keys: above(corpus, behind.rows(keys))) if above else None
        return View(self.chart(frame), frame, line, behind, beside)


def headed(figure: Figure, frame: pd.DataFrame, chart: Chart) -> Chart:
    """The chart with its finding as title; what it counts, its title before, is the first line below."""
    if frame.empty:
        return chart
    counted = chart.title.text if isinstance(chart.title.text, str) else " ".join(chart.title.text)
    if figure.title:
        chart.title = head(figure.title(frame), [f"{counted}.", *chart.title.subtitle])
    chart.description = f"{counted}. {figure.says(frame)}"
    return chart


def framed(name: str, given: Corpus | pd.DataFrame, draw: Callable[[pd.DataFrame], Chart]) -> Chart:
    """What `draw`, the chart `name`, makes of a corpus or of a frame; `TypeError` says which frame it is meant for."""
    figure = FIGURES[name]
    if isinstance(given, Corpus):
        frame = figure.measure(given)
        return headed(figure, frame, draw(frame))
    meant = f"charts.{name} draws wb.{figure.source}(corpus)"
    if not isinstance(given, pd.DataFrame):
        raise TypeError(f"{meant}; pass that frame, or the corpus, not a {type(given).__name__}")
    missing = [column for column in RESULTS[figure.source].columns if column not in given]
    like = looks_like(given) if missing else None
    if like:
        raise TypeError(f"{meant}; this frame looks like wb.{like}(corpus). Pass the other frame, or the corpus")
    try:
        shown = given if figure.shows_questions else countable(given)
        return headed(figure, shown, draw(shown))
    except KeyError as error:
        if not missing:
            raise
        raise TypeError(f"{meant}; this frame has no column {', '.join(missing)}") from error


def own_words(corpus: Corpus) -> pd.DataFrame:
    """Keyness of what is more an outlet's own than the others', without the words that only hold sentences together."""
    frame = keyness(corpus)
    return frame[frame["log_ratio"].fillna(0).gt(0) & ~frame["function_word"]]


def _manners(*shown: str) -> Callable[[Corpus], Any]:
    return ticks({manner: WORD_OF_MANNER[manner] for manner in shown})


def _classes(corpus: Corpus) -> dict[str, str]:
    present = set(corpus.quotes.loc[corpus.quotes["cue"].notna(), "cue_class"].fillna(speech.NO_CLASS))
    return {name: name for name in (*CUE_CLASSES, speech.NO_CLASS) if name in present}


_PERSON = words_control("Name contains", "any")
_OUTLET = {"outlet_label": "Outlet"}

NOUNS: dict[str, Noun] = {
    "overview": Noun(
        question="Where do the stretches between quotation marks stand?",
        picture="A pale bar for each article from first word to last, with a mark for each stretch between quotation marks.",
        frame=overview,
        drawn=strip,
        chart=articles.overview,
        sentence=told.overview_sentence,
        title=titles.overview_title,
        behind=by_itself("quote_id"),
        tab="Overview",
        notebook="00_start_here.ipynb",
        kept=views.overview_rows,
        head=lambda corpus, names: cleaned.cards(corpus, hidden=not names),
        below={"In numbers": views.numbers},
        asks=ask.most_marked,
    ),
    "cleaning": Noun(
        question="What is the article, and what was set aside?",
        picture="Above, a bar for each file, cut into what was kept and what was removed; below, bars for the words each rule removed.",
        frame=cleaning,
        chart=articles.cleaning,
        sentence=told.cleaning_sentence,
        title=titles.cleaning_title,
        behind=of_files,
        tab="Cleaning",
        notebook="01_load_and_clean.ipynb",
        explorer=cleaned.cleaning_explorer,
    ),
    "people": Noun(
        question="Who is in the story, and who only gets mentioned?",
        picture="Dots and numbers in a grid: a row for each participant, those first whom the articles treat most differently, a "
        "panel for each article, a column each for mentioned, paraphrased and quoted.",
        frame=people,
        chart=speech.people,
        sentence=told.people_sentence,
        title=titles.people_title,
        behind=by_manner("participant_id", "article_id"),
        tab="People",
        notebook="02_participants.ipynb",
        kept=views.people_rows,
        controls={
            "kinds": ticks(lambda corpus: {kind: f"{kind}s" for kind in corpus.participants["kind"].unique()}),
            "minimum": count_control("At least … times"),
            "person": _PERSON,
        },
        asks=ask.most_named,
        table={"name": "Who", **_OUTLET, "mentions": "Named", "paraphrased": "Paraphrased"}
        | {"fragments": "In fragments", "quoted": "In full"},
    ),
    "labels": Noun(
        question="What does each outlet call whom?",
        picture="A table of words: a row for each participant, a column for each outlet, in it a line for each label with its count.",
        frame=labels,
        chart=tables.labels,
        title=titles.labels_title,
        behind=by_columns("participant_id", "outlet_label", "label"),
        tab="Labels",
        notebook="02_participants.ipynb",
        kept=views.labels_rows,
        controls={"person": _PERSON},
    ),
    "speaking": Noun(
        question="Who speaks how much?",
        picture="Stacked bars: a row for each speaker, a panel for each outlet, words in full, in fragments and paraphrased.",
        frame=speaking,
        chart=speech.speaking,
        sentence=told.speaking_sentence,
        title=titles.speaking_title,
        behind=by_manner("participant_id", "outlet_label"),
        tab="Who speaks",
        notebook="03_quotes.ipynb",
        kept=views.speaking_rows,
        controls={"manners": _manners(*MANNERS[1:]), "person": _PERSON, "per_hundred": toggle("Per 100 words")},
        asks=ask.most_words,
        table={"name": "Speaker", **_OUTLET, "utterances": "Utterances", "quoted_words": "Words in full"}
        | {"fragment_words": "in fragments", "paraphrased_words": "paraphrased", "share": "Share of all quoted"},
    ),
    "whose_words": Noun(
        question="In whose words is the story told?",
        picture="A bar for each outlet, cut into words quoted in full, in fragments, paraphrased, and the rest.",
        frame=whose_words,
        chart=speech.whose_words,
        sentence=told.whose_words_sentence,
        title=titles.whose_words_title,
        behind=by_columns("outlet_label", "manner"),
        tab="Whose words",
        notebook="03_quotes.ipynb",
        kept=views.whose_words_rows,
    ),
    "sources": Noun(
        question="What kind of sources does each outlet have?",
        picture="A table of numbers: a row for each kind of source, a column for each outlet, in it a bar as long as its share.",
        frame=sources,
        chart=tables.sources,
        sentence=told.sources_sentence,
        title=titles.sources_title,
        behind=by_columns("outlet_label", "source_kind"),
        tab="Sources",
        notebook="02_participants.ipynb",
        kept=views.sources_rows,
        controls={"marked": toggle("Only between quotation marks")},
        table={"source_kind": "Source", **_OUTLET, "quotations": "Passages", "words": "Words"}
        | {"quoted_words": "between marks", "share": "Share of all sources"},
    ),
    "cues": Noun(
        question="With which verbs is speech introduced?",
        picture="A table of words: a row for each class of verbs, a column for each outlet, in it a line for each verb with its count.",
        frame=cues,
        chart=tables.cues,
        title=titles.cues_title,
        behind=by_columns("cue_class", "cue", "outlet_label"),
        tab="Say-verbs",
        notebook="03_quotes.ipynb",
        kept=views.cues_rows,
        controls={"classes": ticks(_classes), "minimum": count_control("At least … times")},
        asks=ask.most_frequent_verb,
        table={"cue": "Verb", "cue_class": "Class", **_OUTLET, "count": "Times", "printed": "As printed"},
    ),
    "order": Noun(
        question="Where in the story do people come in, and where do they speak?",
        picture="For each article a lane for each participant, the same in all, from its first word to its last; lines where they "
        "are named, bars where they speak.",
        frame=order,
        chart=speech.order,
        title=titles.order_title,
        behind=by_itself("address"),
        tab="Where",
        notebook="02_participants.ipynb",
        kept=views.order_rows,
        controls={"manners": _manners(*MANNERS), "person": _PERSON},
        asks=ask.first_heard,
        table={"name": "Who", **_OUTLET, "manner": "How", "first_word": "Words before it", "words": "Words"}
        | {"text": "Text"},
    ),
    "comentions": Noun(
        question="Who is named together with whom?",
        picture="A grid for each article: rows and columns are participants, a cell is the number of sentences that name both.",
        frame=comentions,
        chart=speech.comentions,
        title=titles.comentions_title,
        behind=by_columns("participant_a", "participant_b", "article_id"),
        tab="Together",
        notebook="02_participants.ipynb",
        kept=views.comentions_rows,
        controls={
            "within": choice("In the same", WITHIN),
            "minimum": count_control("At least … times"),
            "person": _PERSON,
        },
    ),
    "same_words": Noun(
        question="What became of the same words?",
        picture="Marks on four rungs, from not found to quoted in full: a row for each utterance, a mark for each outlet, open "
        "where its version is worded differently.",
        frame=same_words,
        drawn=ladder,
        chart=coverage.same_words,
        sentence=told.same_words_sentence,
        title=titles.same_words_title,
        behind=by_columns("utterance", "outlet_label"),
        tab="Same words",
        notebook="04_same_words.ipynb",
        kept=views.same_words_rows,
        controls={
            "shared": toggle("In more than one outlet", value=True),
            "least": part("Similar at least"),
            "person": _PERSON,
        },
        beside=views.versions,
        below={
            "Word under word": views.utterances_word_under_word,
            "Differences": views.differences,
            "Word errors": views.errors,
        },
        table={"item": "Utterance", "name": "Speaker", **_OUTLET, "rung": "How", "words": "Words between marks"}
        | {"count": "Passages"},
        also={
            "collate": Figure(
                question="Where do the versions of one utterance differ?",
                picture="The versions of each utterance, word under word, with what differs set apart.",
                frame=collate,
                chart=wordings.collation_grid,
                sentence=told.collate_sentence,
                title=titles.collate_title,
                behind=by_itself("address"),
            ),
        },
    ),
    "ledger": Noun(
        question="Who tells what, and how?",
        picture="A grid: a row for each person, place, number, quotation or fact, those first that outlets give most differently, a "
        "column for each outlet, a sign for how it has it.",
        frame=ledger,
        chart=coverage.ledger,
        shows_questions=True,
        sentence=told.ledger_sentence,
        title=titles.ledger_title,
        behind=by_columns("kind", "item_id", "outlet_label"),
        tab="Coverage",
        notebook="05_coverage_differences.ipynb",
        kept=views.ledger_rows,
        controls={
            "kinds": ticks({kind: coverage.PLURALS[kind] for kind in views.KINDS_OF_ITEMS}),
            "only": choice("Only in", lambda corpus: [views.ANYWHERE, views.SHARED, *corpus.articles["outlet_label"]]),
            "contains": words_control("Item contains", "anything"),
        },
        beside=views.missed,
        asks=ask.most_alone,
        table={"kind": "Kind", "item": "Item", **_OUTLET, "status": "How", "count": "Passages"}
        | {"searched": "Looked for"},
        seen=True,
    ),
    "columns": Noun(
        question="What do two articles have in common, and what has only one?",
        picture="Two columns of blocks, a block for each sentence, with ribbons between the passages that both have.",
        frame=columns,
        chart=ribbons.columns,
        title=titles.columns_title,
        behind=of_columns,
        tab="Side by side",
        notebook="05_coverage_differences.ipynb",
    ),
    "facts": Noun(
        question="What leads in one story and is buried in the other?",
        picture="Lines from left to right: each joins two sentences, in whole, that tell the same fact, by their place in each story.",
        frame=facts,
        drawn=fact_pairs,
        chart=coverage.facts,
        title=titles.facts_title,
        behind=by_itself("sentence_a", "sentence_b"),
        tab="Same facts",
        notebook="05_coverage_differences.ipynb",
        kept=views.facts_rows,
        controls={"least": part("Probability at least"), "contains": words_control("Sentence contains", "anything")},
        beside=views.signs,
        table={"text_a": "One", "outlet_a": "Outlet", "rank_a": "Sentence"}
        | {"text_b": "Other", "outlet_b": "Outlet", "rank_b": "Sentence"},
        seen=True,
    ),
    "keyness": Noun(
        question="Which words are more one outlet’s own?",
        picture="Of two outlets a dot for each word, by its rates in both. Of more, pairs of dots: solid for its rate in this outlet, "
        "open for its rate in the others.",
        frame=keyness,
        drawn=own_words,
        chart=wordings.keyness,
        sentence=told.keyness_sentence,
        title=titles.keyness_title,
        behind=by_columns("group", "word"),
        tab="Words",
        notebook="06_word_choice.ipynb",
        kept=views.keyness_rows,
        controls={
            "unit": choice("Count", UNITS, views.UNIT_NAMES),
            "part": choice("In", PARTS, views.PART_OPTIONS),
            "least": count_control("At least … times", value=3),
            "function_words": toggle("Words such as “the” and “of” too"),
            "no_house_style": toggle("Without house style: “Mr”, weekdays, “U.S.”"),
        },
        table={"word": "Word", "group": "Outlet", "count": "Times", "count_rest": "Elsewhere"}
        | {"per_1000": "Per 1,000 words"},
    ),
    "rates": Noun(
        question="Who hedges, who stresses, who judges?",
        picture="A table of numbers: a row for each list of words, a column for each outlet, in it count and rate.",
        frame=rates,
        chart=tables.rates,
        title=titles.rates_title,
        behind=by_columns("outlet_label", "kind", "group", "part"),
        tab="Rates",
        notebook="06_word_choice.ipynb",
        kept=views.rates_rows,
        controls={
            "kinds": ticks(
                {"hedge": "hedges", "intensifier": "intensifiers", "evaluation": "evaluations", "say-verb": "say-verbs"}
            )
        },
        asks=ask.most_hedges,
    ),
}
"""The name of a noun → what it is. Their order is that of the figures and of the tabs."""

FIGURES: dict[str, Figure] = {}
"""The name of a chart, and of the figure that holds it → what it is: that of each noun, and those that belong to one."""
for _name, _noun in NOUNS.items():
    FIGURES |= {_name: _noun, **_noun.also}

CHARTS = {name: figure.chart for name, figure in FIGURES.items()}
"""The name of a chart → what draws it."""
