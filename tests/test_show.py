"""Charts, the reader and the explorers: what they show, that it is escaped, and that a control changes it."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

import workbench as wb
from workbench.corpus.model import frame
from workbench.results import RESULTS
from workbench.show import charts, theme, widgets
from workbench.show import html as pages
from workbench.show.charts import parts
from workbench.show.explore import cleaned
from workbench.show.layers import LAYERS
from workbench.show.nouns import CHARTS, FIGURES

HOSTILE = [
    "<script>alert('summit')</script>",
    '<img src=x onerror="alert(1)">',
    '"><a href="javascript:alert(1)">the talks</a>',
    "</p></div><style>*{display:none}</style><b <i>",
    "<!-- &lt;script&gt; ]]> \u202eabc",
]
OUTLETS = 30

OF_ARTICLES = ("overview", "cleaning", "people", "speaking", "cues", "order")
every_chart = pytest.mark.parametrize("name", OF_ARTICLES)
"""The charts with a row or panel per article; those of coverage and wording are in test_show_coverage.py."""


@pytest.fixture(scope="module")
def corpus() -> wb.Corpus:
    return wb.load()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    """Articles whose every part tries to be markup."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    for i, text in enumerate(HOSTILE):
        lines = [
            f"Title {text}",
            f"By Ada Lopez {i}",
            f"“{text}” was said on Friday, and the talks went on for hours.",
            text,
        ]
        (folder / f"{i}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    overrides = [
        f"[files.'{i}.txt']\noutlet = {{value = '''{text}''', evidence = '''{text}'''}}"
        for i, text in enumerate(HOSTILE)
    ]
    (folder / "corpus.toml").write_text("\n".join(overrides), encoding="utf-8")
    return wb.load(folder)


def result(name: str, corpus: wb.Corpus) -> pd.DataFrame:
    """The frame that the chart draws."""
    made: pd.DataFrame = getattr(wb, FIGURES[name].source if name in FIGURES else name)(corpus)
    return made


def many(name: str, corpus: wb.Corpus, count: int = OUTLETS) -> pd.DataFrame:
    """The frame of the default corpus, repeated under the names of many outlets."""
    one = result(name, corpus)
    copies = []
    for i in range(count):
        ids = {column: one[column] + str(i) for column in ("article_id", "quote_id") if column in one}
        copies.append(one.assign(outlet_label=f"Outlet with a rather long name, number {i}", **ids))
    return pd.concat(copies, ignore_index=True)


def spec(chart: Any) -> dict[str, Any]:
    made: dict[str, Any] = chart.to_dict()
    return made


def drawn(chart: Any) -> list[dict[str, Any]]:
    """The rows of all data sets of a chart."""
    return [row for data in spec(chart)["datasets"].values() for row in data]


# ---- charts ----------------------------------------------------------------------------------------------------------


@every_chart
def test_it_draws_the_default_corpus_and_says_in_words_what_it_shows(name: str, corpus: wb.Corpus) -> None:
    chart = CHARTS[name](result(name, corpus))
    assert spec(chart)["title"]["text"]
    for label in corpus.articles["outlet_label"]:
        assert label in spec(chart)["description"] or name == "cleaning"
    assert "<svg" in svg(chart)


@every_chart
def test_it_draws_an_empty_frame(name: str, corpus: wb.Corpus) -> None:
    empty = frame([], RESULTS[FIGURES[name].source])
    for nothing in (empty, result(name, corpus).iloc[:0]):
        assert "Nothing to show" in svg(CHARTS[name](nothing))


@every_chart
def test_it_draws_thirty_outlets_each_with_its_name(name: str, corpus: wb.Corpus) -> None:
    chart = CHARTS[name](many(name, corpus))
    assert {row["outlet_label"] for row in drawn(chart) if row.get("outlet_label")} == set(
        many(name, corpus)["outlet_label"]
    )
    assert "<svg" in svg(chart)


@every_chart
def test_it_says_what_it_leaves_out(name: str, corpus: wb.Corpus) -> None:
    copies = many(name, corpus, 200)
    count = f"{2 * 200} articles" if "article_id" in copies else "200 outlets"
    assert f"The first {theme.look().rows} of {count};" in " ".join(
        spec(CHARTS[name](copies))["title"]["subtitle"][-2:]
    )


@every_chart
def test_its_tooltips_tell_count_and_words_and_its_marks_speak(name: str, corpus: wb.Corpus) -> None:
    made = json.dumps(spec(CHARTS[name](result(name, corpus))))
    assert re.search(r'"title": "(length|count|removed|words of it)"', made)
    assert re.search(r'"title": "(words|as printed|for example|title)"', made)
    assert '"description": {"field": "told"' in made


@every_chart
def test_markup_in_a_text_stays_text(name: str, hostile: wb.Corpus) -> None:
    drawing = svg(CHARTS[name](result(name, hostile)))
    assert not re.search(r"<(script|img|style|a)\b", drawing)


def test_a_strip_has_a_mark_for_each_stretch_with_its_address_and_words(corpus: wb.Corpus) -> None:
    stretches = wb.strip(corpus)
    marks = [row for row in drawn(charts.overview(stretches)) if "quote_id" in row]
    assert [m["quote_id"] for m in marks] == list(stretches["quote_id"])
    for mark in marks:
        assert mark["text"].removesuffix(" …") in " ".join(corpus.passage(mark["quote_id"]).words.split())
        assert mark["drawn_to"] >= mark["last_word"]


def test_the_words_of_the_cleaning_chart_are_those_of_the_frame(corpus: wb.Corpus) -> None:
    made = wb.cleaning(corpus)
    by_rule = parts.by_rule(parts.row_names(made)[0])
    assert by_rule["words"].sum() == made.loc[made["part"] == "removed", "words"].sum()
    placed = parts.in_file(parts.row_names(made)[0], low=False)
    assert placed.groupby("article_id")["last_word"].max().sum() == made["words"].sum()


def test_articles_that_share_a_label_have_rows_of_their_own(corpus: wb.Corpus) -> None:
    twice = wb.overview(corpus).assign(outlet_label="Example Daily")
    assert list(parts.row_names(twice)[0]["row_name"]) == ["Example Daily (1)", "Example Daily (2)"]


def test_long_names_stay_apart_when_they_are_cut(corpus: wb.Corpus) -> None:
    named = parts.row_names(many("overview", corpus).drop_duplicates("article_id"))[0]
    assert named["row"].nunique() == named["row_name"].nunique() == len(named)
    assert named["row"].str.len().max() < 40


@pytest.mark.parametrize("look", ["screen", "grey"])
@pytest.mark.parametrize("count", [2, 8, 9, 12, 30])
def test_no_two_outlets_share_a_sign_and_a_colour_stands_for_one_outlet_or_for_none(count: int, look: str) -> None:
    outlets = [f"Outlet {n}" for n in range(count)]
    with theme.drawn(theme.LOOKS[look]):
        signs = {
            name: channel.to_dict()["scale"]["range"] for name, channel in parts.outlet_signs(outlets, 400).items()
        }
        colors = theme.outlet_colors(outlets).to_dict()["range"]
    known = theme.GREYS if look == "grey" else theme.PALETTE
    drawn = min(count, parts.MOST_OUTLETS)  # more are never drawn with signs
    assert len(set(zip(signs["color"][:drawn], signs["shape"][:drawn], strict=True))) == drawn
    assert len(set(colors)) == (count if count <= len(known) else 1)


def test_outlets_keep_their_colours_and_neighbours_differ_in_greyscale() -> None:
    assert theme.outlet_colors(["b", "a", "b"])["range"] == list(theme.PALETTE[:2])
    assert theme.outlet_colors(["b", "a", "b"])["domain"] == ["b", "a"]
    lights = [lightness(c) for c in theme.PALETTE]
    assert all(abs(a - b) > 8 for a, b in itertools.pairwise(lights))
    states = sorted(map(lightness, theme.STATES.values()))
    assert all(b - a > 12 for a, b in itertools.pairwise(states))


def test_charts_need_no_network() -> None:
    assert alt.renderers.active == "workbench"
    scripts = [str(widgets.Drawing()._esm), widgets.library().script]
    assert "vega" in scripts[1]
    assert not any(re.search(r"^import .*https?:", script, re.MULTILINE) for script in scripts)


# ---- reader ----------------------------------------------------------------------------------------------------------


def test_the_raw_text_keeps_every_character_and_each_removal_its_rule(corpus: wb.Corpus) -> None:
    for _, article in corpus.articles.iterrows():
        edits = corpus.edits[corpus.edits["article_id"] == article["article_id"]]
        html = pages.raw(article, edits)
        assert words_of(html) == article["raw"]
        assert html.count("<del>") == (edits["kind"] != "spacing").sum()
        for rule in edits.loc[edits["kind"] != "spacing", "rule"]:
            assert f'<span class="tag">{rule}</span>' in html


def test_spacing_is_shown_on_demand_only(corpus: wb.Corpus) -> None:
    article = corpus.articles.iloc[1]
    edits = corpus.edits[corpus.edits["article_id"] == article["article_id"]]
    assert "¶" not in pages.raw(article, edits)
    assert (
        pages.raw(article, edits, spacing=True).count("¶")
        == edits.loc[edits["kind"] == "spacing", "before"].str.count("\n").sum()
    )


def test_the_clean_text_has_numbered_paragraphs_of_their_kinds(corpus: wb.Corpus) -> None:
    own = corpus.paragraphs[corpus.paragraphs["article_id"] == corpus.articles["article_id"].iloc[1]]
    html = pages.clean(own)
    assert re.findall(r'class="number">(\d+)<', html) == [str(i + 1) for i in range(len(own))]
    assert '<span class="tag">deck</span>' in html


def test_where_each_metadatum_was_read_is_marked_even_in_removed_words(corpus: wb.Corpus) -> None:
    article = corpus.articles.iloc[1]
    edits = corpus.edits[corpus.edits["article_id"] == article["article_id"]]
    bio = re.search(r"<del>(.*?)</del>", pages.raw(article, edits), re.DOTALL)
    assert bio
    assert "outlet ↑" in bio[1]
    assert "byline ↑" in bio[1]


def test_a_passage_is_marked_and_cited(corpus: wb.Corpus) -> None:
    quote = corpus.quotes.iloc[0]
    html = pages.passage_html(corpus.passage(quote["quote_id"]))
    assert f"{escape(quote['text'])}</mark>" in html
    assert quote["quote_id"] in html


def test_a_card_says_what_no_file_states(corpus: wb.Corpus) -> None:
    html = cleaned.cards(corpus)
    gaps = corpus.articles[["title", "deck", "byline", "outlet", "published", "url"]].isna().sum().sum()
    assert html.count("not stated") == gaps


SHOWN: dict[str, Callable[[wb.Corpus], str]] = {
    "cards": cleaned.cards,
    "blind cards": lambda c: cleaned.cards(c, hidden=True),
    "beside": lambda c: "".join(
        wb.explore.cleaning(c.where(source=s)).views["text"].value for s in c.articles["source"]
    ),
    "spacing": lambda c: "".join(
        pages.raw(a, c.edits[c.edits["article_id"] == a["article_id"]], spacing=True) for _, a in c.articles.iterrows()
    ),
    "clean": lambda c: pages.clean(c.paragraphs),
    "passages": lambda c: "".join(pages.passage_html(c.passage(i)) for i in c.paragraphs["paragraph_id"]),
    "evidence": lambda c: wb.explore.passages(c, c.paragraphs["paragraph_id"]).html,
    "error": lambda c: wb.explore.passage(c, HOSTILE[0]).views["told"].value,
    "reader": lambda c: wb.explore.reader(c, layers=tuple(LAYERS)).views["text"].html,
}


@pytest.mark.parametrize("name", list(SHOWN))
def test_nothing_from_a_text_becomes_markup(name: str, hostile: wb.Corpus) -> None:
    tags = Tags(SHOWN[name](hostile))
    assert tags.names <= {
        "style",
        "div",
        "p",
        "span",
        "del",
        "u",
        "mark",
        "blockquote",
        "bdi",
        "h4",
        "dl",
        "dt",
        "dd",
        "b",
        "details",
        "summary",
        "article",
        "header",
        "sup",
        "button",
    }
    assert tags.attributes <= {"class", "title", "dir", "style", "role", "type", "tabindex", "aria-hidden"} | {
        "data-mark",
        "data-copy",
        "data-at",
        "data-article",
    }
    assert tags.balanced
    assert "alert" in SHOWN[name](hostile), "the hostile words are to be seen, as words"


class Tags(HTMLParser):
    """The elements and attributes that a browser would find, and whether each that opens is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.balanced = True
        self.feed(html)
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag


# ---- explorers -------------------------------------------------------------------------------------------------------


def test_ticking_a_rule_puts_its_words_back(corpus: wb.Corpus) -> None:
    explorer = wb.explore.cleaning(corpus)
    text, told, code = (explorer.views[name] for name in ("text", "told", "code"))
    assert list(explorer.controls["keep"].boxes) == list(cleaned.words_by_rule(wb.cleaning(corpus)))
    explorer.controls["article"].value = 1
    before, chart = text.value, explorer.views["chart"].spec
    explorer.controls["keep"].boxes["author-bio"].value = True
    assert text.value != before
    assert "put back: bio" in text.value
    assert "put back: author-bio" in text.value
    assert explorer.views["chart"].spec != chart
    assert escape('wb.load(FOLDER, keep={"author-bio"})') in code.value
    assert "Put back: author-bio (in Antiwar.com)" in told.value


def test_reset_removes_all_again(corpus: wb.Corpus) -> None:
    explorer = wb.explore.cleaning(corpus)
    before = explorer.views["text"].value
    explorer.controls["keep"].value = ("byline", "residue")
    assert explorer.controls["keep"].boxes["byline"].value is True
    explorer.controls["spacing"].value = True
    assert explorer.views["text"].value != before
    explorer.controls["reset"].click()
    assert explorer.controls["keep"].value == ()
    assert not any(box.value for box in explorer.controls["keep"].boxes.values())
    assert explorer.views["text"].value == before


def test_the_line_of_python_gives_what_the_explorer_shows(corpus: wb.Corpus) -> None:
    explorer = wb.explore.cleaning(corpus)
    explorer.controls["keep"].value = ("author-bio",)
    shown = eval(cleaned.setting(["author-bio"]).partition("= ")[2], {"wb": wb, "FOLDER": None})
    assert shown.articles["words"].sum() == wb.rebuild(corpus, keep={"author-bio"}).articles["words"].sum()
    assert (
        f"{shown.articles['words'].sum() - corpus.articles['words'].sum()} words longer" in explorer.views["told"].value
    )


def test_an_unknown_rule_is_refused_with_the_choices(corpus: wb.Corpus) -> None:
    with pytest.raises(Exception, match="no checkbox 'bios'; there are byline"):
        wb.explore.cleaning(corpus).controls["keep"].value = ("bios",)


def test_a_corpus_loaded_with_a_rule_off_offers_it_too(corpus: wb.Corpus) -> None:
    explorer = wb.explore.cleaning(wb.rebuild(corpus, keep={"author-bio"}))
    assert "author-bio" in explorer.controls["keep"].boxes


def test_a_large_corpus_is_cleaned_anew_for_the_article_on_view_only(
    corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaned, "AT_ONCE", 1)
    explorer = wb.explore.cleaning(corpus)
    explorer.controls["article"].value = 1
    explorer.controls["keep"].value = ("author-bio",)
    assert "Antiwar.com: 452 of" in explorer.views["told"].value
    assert "put back: bio" in explorer.views["text"].value


def test_an_address_that_leads_nowhere_is_explained(corpus: wb.Corpus) -> None:
    explorer = wb.explore.passage(corpus)
    assert "Paste any id" in explorer.views["told"].value
    explorer.controls["address"].value = corpus.quotes["quote_id"].iloc[0]
    shown = explorer.views["text"].html
    assert "<mark" in shown
    explorer.controls["address"].value = "nowhere-00000000:1-2"
    assert "This cannot be shown" in explorer.views["told"].value
    assert "no article nowhere-00000000" in explorer.views["told"].value


def test_an_empty_corpus_can_be_explored() -> None:
    empty = wb.Corpus(None, **{name: [] for name, _ in wb.load().tables()})
    assert "no article" in wb.explore.cleaning(empty).views["told"].value
    assert "0 stretches" in wb.explore.overview(empty).views["told"].value


def svg(chart: Any) -> str:
    import vl_convert

    return vl_convert.vegalite_to_svg(spec(chart))


def words_of(html: str) -> str:
    """The text of the file in some HTML of the reader: without its labels."""
    import html as entities

    return entities.unescape(re.sub(r"<[^>]+>", "", re.sub(r'<span class="tag">[^<]*</span>', "", html)))


def lightness(color: str) -> float:
    """L* of a colour, from 0 (black) to 100 (white): how light it is in greyscale."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_a_grammar_that_no_chart_needs_is_not_built_and_can_be_imported_later() -> None:
    code = (
        "import sys; before = set(sys.modules); import workbench.show.charts; assert 'rfc3987_syntax' not in sys.modules; "
        "assert 'jsonschema' in sys.modules; import rfc3987_syntax; assert rfc3987_syntax.is_valid_syntax('iri', 'http://a.b/ö')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
