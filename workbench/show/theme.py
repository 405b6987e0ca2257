"""How every chart looks, on a screen and in print.

A chart is drawn for a `Look`: so wide, with text so large, in colour or in grey. Everything else follows from these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

import altair as alt

# Liberation Sans comes with vl-convert, so an exported figure has the same letters on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

INK = "#1f1f1f"
QUIET = "#595959"  # 7:1 on white, so that small print stays readable
LANE = "#e7e7e7"  # the ground on which marks stand
PAPER = "#ffffff"  # charts are drawn on it and tested on it; on a dark page the style sheets turn light and dark round

# Okabe and Ito's colours (jfly.uni-koeln.de/color, 2008), which people with any kind of colour vision tell apart; their
# blue is darkened and the order chosen so that neighbours also differ in greyscale (lightness 34, 54, 71, 58, 70, 61, 34, 51).
PALETTE = ("#00538a", "#d55e00", "#e69f00", "#009e73", "#56b4e9", "#cc79a7", "#6b4a00", "#7a7a7a")

# The same in a journal without colour (lightness 21, 58, 40): three are told apart, more by their shapes and names.
GREYS = ("#333333", "#8c8c8c", "#5f5f5f")

# What became of a word, from pale to dark: the three differ in greyscale alone (lightness 81, 66, 21).
STATES = {"kept": "#b9cbd8", "put back": "#d99000", "removed": "#333333"}

# How near to a person's own words: a naming, a paraphrase (an outline), a fragment, a quotation in full. They differ in
# greyscale alone (lightness 12, 100, 73, 34).
DARK = PALETTE[0]
MANNER_COLORS = {"mentioned": INK, "paraphrased": PAPER, "fragment": "#8fbfe0", "quoted": DARK}

# Vega's menu, without the entries that would send the text of an article to a web page.
EMBED = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}


@dataclass(frozen=True)
class Look:
    """What a chart is drawn for: `width` and `text` in CSS pixels (96 to the inch), and whether it is printed in grey."""

    width: int
    """Of the whole drawing, the names of rows included."""
    text: float
    """The size of names and numbers; titles are larger."""
    grey: bool = False
    rows: int = 40
    """A chart of more rows is a wall, or longer than a page; it says what it leaves out, and the frame has them all."""
    margin: int = 2
    """Around the drawing, and part of its width in print; on screen the paper is wider than the drawing."""

    @property
    def narrow(self) -> bool:
        """Whether it is a column of a page, not the whole page."""
        return self.width <= _COLUMN

    @property
    def names(self) -> int:
        """Pixels for the names of rows, the same in every chart so that charts below each other align."""
        return round(self.width * (_NAMES_OF_COLUMN if self.narrow else _NAMES))

    @property
    def plot(self) -> int:
        """Pixels for the marks beside the names."""
        return self.width - self.names - (0 if self == LOOKS["screen"] else 2 * self.margin + round(self.text))

    @property
    def row(self) -> int:
        """Pixels per row: a line of text and the air around it."""
        return round(self.text * 1.75)

    def area(self, pixels: float) -> float:
        """The area of a sign that is so large on screen."""
        return round(pixels * (self.text / _SCREEN_TEXT) ** 2, 1)

    def sized(self, pixels: float) -> float:
        """What is so large on screen, beside text of this look.

        >>> LOOKS["print"].sized(10)
        8.0
        """
        return round(pixels * self.text / _SCREEN_TEXT, 1)


_SCREEN_TEXT = 12
_NAMES = 10 / 33  # of the width: on screen 200 pixels for names and 460 for marks
_COLUMN, _NAMES_OF_COLUMN = 420, 0.43  # pixels; in a column of a page names need more of the width

LOOKS = {
    # The text column of a notebook beside JupyterLab's side bar on a laptop.
    "screen": Look(660, _SCREEN_TEXT, rows=60, margin=12),
    "print": Look(321, 9.6),  # a journal's column, 85 mm; text of 7.2 points, since many journals ask for 7 at least
    "grey": Look(321, 9.6, grey=True),
}
"""The name of a look → what a chart is drawn for."""

PHONE = Look(330, 10.5)
"""How charts on pages are drawn for a phone, whose screen is 360 pixels wide."""

_LOOK: ContextVar[Look] = ContextVar("look", default=LOOKS["screen"])


def look() -> Look:
    """What charts are drawn for at the moment: a screen, unless `drawn` says otherwise."""
    return _LOOK.get()


@contextmanager
def drawn(given: Look) -> Iterator[None]:
    """Charts made inside this block are drawn for that look, and keep it when they are saved later.

    >>> with drawn(LOOKS["print"]):
    ...     look().width
    321
    """
    before = _LOOK.set(given)
    try:
        yield
    finally:
        _LOOK.reset(before)


def use_theme() -> None:
    """Charts in the workbench's look; done once charts are imported."""
    alt.theme.register("workbench", enable=True)(theme)


def theme() -> alt.theme.ThemeConfig:
    """The settings that all charts of a look share."""
    size, sized = look().text, look().sized
    small: dict[str, Any] = {"labelFontSize": size, "titleFontSize": size, "titleFontWeight": "normal"}
    small |= {"labelColor": INK, "titleColor": QUIET}
    config: dict[str, Any] = {
        "font": FONT,
        "background": PAPER,
        "padding": look().margin,
        "view": {"stroke": None},
        "title": {
            **{"anchor": "start", "frame": "bounds", "fontSize": sized(15), "color": INK, "offset": sized(14)},
            **{"subtitleFontSize": size, "subtitleColor": QUIET, "subtitlePadding": sized(5), "subtitleFont": FONT},
        },
        "axis": {**small, "domain": False, "ticks": False, "gridColor": "#dddddd", "labelPadding": sized(6)},
        "header": {**small, "labelFontWeight": "bold", "title": None},
        "legend": {**small, "orient": "top", "symbolType": "square", "symbolSize": look().area(100)},
        "text": {"fontSize": size, "color": INK},
    }
    return cast(alt.theme.ThemeConfig, {"config": config})


def finished(chart: Any) -> Any:
    """The chart with the settings of its look, and without colour if that is asked; on a screen the theme is enough."""
    if look() == LOOKS["screen"]:
        return chart
    made = chart.copy(deep=False)
    made.config = theme()["config"]
    if not look().grey:
        return made
    spec = made.to_dict()
    data = spec.pop("datasets", {})
    return alt.Chart.from_dict({**_in_grey(spec), "datasets": data})


def _in_grey(part: Any) -> Any:
    """The specification with each colour as the grey that is as light."""
    if isinstance(part, dict):
        return {key: _in_grey(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_in_grey(value) for value in part]
    return grey(part) if isinstance(part, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", part) else part


def grey(color: str) -> str:
    """The grey that is as light as the colour, as a copying machine sees it (relative luminance of sRGB).

    >>> grey("#00538a")
    '#505050'
    """
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    level = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}"


def outlet_colors(labels: Iterable[str]) -> alt.Scale:
    """The colour of each outlet, given in order of appearance. More outlets than colours all have the same, which then means none."""
    domain = list(dict.fromkeys(labels))
    colors = GREYS if look().grey else PALETTE
    return alt.Scale(domain=domain, range=[colors[n if len(domain) <= len(colors) else 0] for n in range(len(domain))])
