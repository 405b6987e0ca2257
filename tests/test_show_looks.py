"""Every chart on a screen, in a journal's column and in grey: that it fits, can be read, and keeps what it shows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import pytest

import workbench as wb
from tests.test_compare_people import harbour as harbour
from tests.test_show import hostile as hostile
from tests.test_show import lightness
from workbench.show import charts, theme
from workbench.show.charts import parts, tables
from workbench.show.charts.coverage import STATUS
from workbench.show.charts.parts import marks_of
from workbench.show.nouns import CHARTS, FIGURES
from workbench.show.theme import LOOKS, Look

every_chart = pytest.mark.parametrize("name", list(CHARTS))
every_look = pytest.mark.parametrize("look", ["screen", "print"])  # grey is as wide as print
LEAST_TEXT = 9.3  # pixels: seven points
ROUNDING = 4  # pixels: half of the last label of an axis
LONGEST_DESCRIPTION = 3000  # characters: two minutes of listening


class Drawn(NamedTuple):
    """A chart as its specification and as a picture."""

    spec: dict[str, Any]
    svg: str


Drawings = Callable[[str, str], Drawn]


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    corpus = wb.load()
    return {name: getattr(wb, FIGURES[name].source)(corpus) for name in CHARTS}


@pytest.fixture(scope="module")
def drawings(frames: dict[str, pd.DataFrame]) -> Drawings:
    """Each chart of the default corpus in each look, drawn once."""

    @cache
    def made(name: str, look: str) -> Drawn:
        chart = drawn(name, frames[name], LOOKS[look])
        return Drawn(chart.to_dict(), svg(chart))

    return made


def drawn(name: str, frame: pd.DataFrame, look: Look) -> Any:
    with theme.drawn(look):
        return CHARTS[name](frame)


def svg(chart: Any) -> str:
    out = io.StringIO()
    chart.save(out, format="svg")
    return out.getvalue()


def width(drawing: str) -> float:
    found = re.search(r'<svg[^>]* width="([\d.]+)"', drawing)
    assert found
    return float(found[1])


def most(look: Look) -> float:
    """The widest that a drawing may be: on screen there is paper around it."""
    return look.width + ROUNDING + (2 * look.margin if look == LOOKS["screen"] else 0)


@every_look
@every_chart
def test_it_fits_its_width_and_its_text_can_be_read(name: str, look: str, drawings: Drawings) -> None:
    drawing = drawings(name, look).svg
    assert width(drawing) <= most(LOOKS[look])
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawing)}
    assert sizes
    assert min(sizes) >= min(LEAST_TEXT, LOOKS[look].text)
    assert min(sizes) == pytest.approx(LOOKS[look].text, abs=0.05), "the smallest text is that of the look"


@every_look
@every_chart
def test_no_title_is_cut(name: str, look: str, drawings: Drawings) -> None:
    title = drawings(name, look).spec["title"]
    lines = [title["text"]] if isinstance(title["text"], str) else title["text"]
    assert len(lines) <= 3 or look == "print", "a finding is a short sentence"
    room = LOOKS[look].width
    assert all(parts.wide(line, title["fontSize"], bold=True) <= room for line in lines)
    assert all(parts.wide(line, LOOKS[look].text) <= room for line in title["subtitle"])


@every_chart
def test_many_outlets_with_long_names_fit_too(name: str, frames: dict[str, pd.DataFrame]) -> None:
    one = frames[name]
    labels = [column for column in ("outlet_label", "outlet_a", "outlet_b", "group") if column in one]
    ids = [c for c in ("article_id", "article_a", "article_b", "quote_id", "witness") if c in one and name != "columns"]
    copies = []
    for n in range(9):
        changed = {column: one[column].astype("str") + f" of the Greater Metropolitan Region {n}" for column in labels}
        copies.append(one.assign(**changed, **{column: one[column].astype("str") + str(n) for column in ids}))
    many = pd.concat(copies, ignore_index=True)
    assert width(svg(drawn(name, many, LOOKS["print"]))) <= most(LOOKS["print"])


@every_chart
def test_in_grey_nothing_has_a_colour(name: str, drawings: Drawings) -> None:
    drawing = drawings(name, "grey").svg
    colors = {c.lower() for c in re.findall(r'"(#[0-9a-fA-F]{6})"', drawing)}
    assert colors
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colors)
    assert not re.search(r'(?:fill|stroke)="rgb\((?!(\d+), ?\1, ?\1\))', drawing)


@every_chart
def test_it_keeps_its_look_when_it_is_saved_later(name: str, frames: dict[str, pd.DataFrame]) -> None:
    with theme.drawn(LOOKS["print"]):
        chart = CHARTS[name](frames[name])
        inside = chart.to_dict()
    assert chart.to_dict()["config"] == inside["config"]
    assert theme.look() == LOOKS["screen"]


@every_chart
def test_every_mark_that_can_be_clicked_says_what_it_is(name: str, drawings: Drawings) -> None:
    spec = drawings(name, "screen").spec
    rows = [row for data in spec["datasets"].values() for row in data if row.get("key")]
    assert rows or name in {"cleaning"}
    assert all(row["told"] for row in rows)
    assert set(marks_of(spec)) == {row["key"] for row in rows}
    assert set(marks_of(drawings(name, "print").spec)) <= set(marks_of(spec))


@every_chart
def test_it_is_described_in_sentences_not_in_marks(name: str, drawings: Drawings) -> None:
    spec = drawings(name, "screen").spec
    title = spec["title"]["text"]
    text = spec["description"]
    assert (title if isinstance(title, str) else " ".join(title)) in text
    assert re.search(r"\d", text)
    assert text.endswith(".")
    assert 60 < len(text) < LONGEST_DESCRIPTION
    assert not re.search(r"\bnan\b|<NA>|None", text)


@pytest.mark.parametrize("look", ["print", "grey"])
@every_chart
def test_an_empty_frame_and_markup_draw(name: str, look: str, hostile: wb.Corpus) -> None:
    frame = getattr(wb, FIGURES[name].source)(hostile)
    assert "Nothing to show" in drawn(name, frame.iloc[:0], LOOKS[look]).to_dict()["description"]
    drawing = svg(drawn(name, frame, LOOKS[look]))
    assert not re.search(r"<(script|img|style|a)\b", drawing)


# ---- the parts -------------------------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours, from their lightness in CIELAB."""
    lights = sorted(
        ((lightness(c) + 16) / 116) ** 3 if lightness(c) > 8 else lightness(c) / 903.3 for c in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_text_stands_out_from_its_ground() -> None:
    for ink in (theme.INK, theme.QUIET):
        for ground in (theme.PAPER, theme.LANE, tables.GROUND):
            assert contrast(ink, ground) >= 4.5
    for status, (_, ground) in STATUS.items():
        sign = theme.PAPER if status == "quoted in full" else theme.INK
        assert contrast(sign, ground) >= (3 if status == "quoted in fragments" else 4.5)
    assert contrast(theme.PAPER, theme.MANNER_COLORS["quoted"]) >= 4.5
    assert contrast(theme.INK, theme.MANNER_COLORS["fragment"]) >= 4.5


def test_a_grey_is_as_light_as_its_colour() -> None:
    for color in (*theme.PALETTE, *theme.STATES.values()):
        assert lightness(theme.grey(color)) == pytest.approx(lightness(color), abs=0.5)
    assert theme.grey("#777777") == "#777777"


def test_neighbouring_outlets_differ_in_print_without_colour() -> None:
    lights = [lightness(c) for c in theme.GREYS]
    assert all(abs(a - b) > 12 for n, a in enumerate(lights) for b in lights[n + 1 :] if n < 2)
    assert all(contrast(c, theme.PAPER) > 3 for c in theme.GREYS)


SENTENCES = [
    "The agreements made today will bring",
    "unnamed outlet (James Smith)",
    "“Ukraine reiterates its readiness,” he said—twice.",
    "1,078 of 1,144 words kept, 66 removed.",
    "WHO MADE IT? Mmm.",
    "Üben für die Größe",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_the_estimated_width_is_that_of_the_letters(text: str) -> None:
    def measured(shown: str) -> float:
        axis = alt.Axis(labelExpr=repr(shown), labelLimit=0, labelPadding=0, title=None)
        one = alt.Chart(pd.DataFrame({"a": [1]}), width=1, height=10).mark_point()
        return width(svg(one.encode(y=alt.Y("a:O", axis=axis))))

    assert parts.wide(text, 12) == pytest.approx(measured(text) - measured("|") + parts.wide("|", 12), rel=0.02, abs=2)


@pytest.mark.parametrize("width", [40, 90, 200])
@pytest.mark.parametrize("text", [*SENTENCES, "Donaudampfschifffahrtsgesellschaft", "", "a"])
def test_wrapped_and_cut_words_fit_and_none_is_lost(text: str, width: float) -> None:
    lines = parts.wrapped(text, width, 12)
    assert all(parts.wide(line, 12) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert parts.wide(parts.cut(text, width, 12), 12) <= width
    assert parts.wide(parts.middle(text, width, 12), 12) <= width


# ---- what the newer charts count -------------------------------------------------------------------------------------


def rows_of(chart: Any) -> pd.DataFrame:
    return pd.DataFrame([row for data in chart.to_dict()["datasets"].values() for row in data])


def test_a_cell_per_pair_and_article(frames: dict[str, pd.DataFrame]) -> None:
    frame = frames["comentions"]
    shown = rows_of(charts.comentions(frame)).dropna(subset=["key"]).drop_duplicates("key")
    assert len(shown) == len(frame)
    assert shown["count"].sum() == frame["count"].sum()


def test_the_parts_of_a_bar_are_the_whole_outlet(frames: dict[str, pd.DataFrame]) -> None:
    shown = rows_of(charts.whose_words(frames["whose_words"])).drop_duplicates(["outlet_label", "manner"])
    assert shown.groupby("outlet_label")["share"].sum().round(6).eq(1).all()
    assert shown.groupby("outlet_label")["end"].max().round(6).eq(1).all()


def test_versions_stand_word_under_word_inside_the_width(frames: dict[str, pd.DataFrame]) -> None:
    for look in LOOKS.values():
        shown = rows_of(drawn("collate", frames["collate"], look))
        words = shown[shown["what"] == "word"]
        assert words["x2"].max() <= look.width
        for _, line in words.groupby("y"):
            ordered = line.sort_values("x")
            assert (ordered["x2"].iloc[:-1].to_numpy() <= ordered["x"].iloc[1:].to_numpy()).all()


def test_where_a_version_has_not_begun_or_has_ended_it_does_not_differ() -> None:
    words = {"long": ["we", "went", "home", "at", "last", "in", "the", "end"], "part": ["home", "at", "long"]}
    columns = {"long": range(8), "part": range(2, 5)}
    rows = [
        {
            "utterance": "u",
            "witness": w,
            "outlet_label": w,
            "column": c,
            "word": word,
            "text": word,
            "address": f"{w}:{c}",
        }
        for w in words
        for c, word in zip(columns[w], words[w], strict=True)
    ]
    shown = rows_of(CHARTS["collate"](pd.DataFrame(rows)))
    assert set(shown.loc[shown["differs"], "text"]) == {"last", "long"}
    assert len(shown[shown["key"].notna()]) == len(rows)


def test_facts_told_side_by_side_keep_their_words_apart(frames: dict[str, pd.DataFrame]) -> None:
    shown = rows_of(charts.facts(frames["facts"])).drop_duplicates(["side", "rank"])
    for _, side in shown.groupby("side"):
        places = side.sort_values("beside")["beside"]
        assert (places.diff().dropna() > 12).all()
        assert (side["beside"] >= side["place"]).all()
