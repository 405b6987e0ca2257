"""How every chart looks, and that it needs no network to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import altair as alt

from workbench.show.style import CHART_CSS

# Liberation Sans comes with vl-convert, so an exported figure has the same letters on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

INK = "#1f1f1f"
QUIET = "#595959"  # 7:1 on white, so that small print stays readable
LANE = "#e7e7e7"  # the ground on which marks stand
PAPER = "#ffffff"  # charts are paper in JupyterLab's dark theme too: their colours are tested on white

# Okabe and Ito's colours (jfly.uni-koeln.de/color, 2008), which people with any kind of colour vision tell apart; their
# blue is darkened and the order chosen so that neighbours also differ in greyscale (lightness 34, 54, 71, 58, 70, 61, 34, 51).
PALETTE = ("#00538a", "#d55e00", "#e69f00", "#009e73", "#56b4e9", "#cc79a7", "#6b4a00", "#7a7a7a")

# What became of a word, from pale to dark: the three differ in greyscale alone (lightness 81, 66, 21).
STATES = {"kept": "#b9cbd8", "put back": "#d99000", "removed": "#333333"}

# How near to a person's own words: a naming, a paraphrase (an outline), a fragment, a quotation in full. They differ in
# greyscale alone (lightness 12, 100, 73, 34).
DARK = PALETTE[0]
MANNERS = {"mentioned": INK, "paraphrased": PAPER, "fragment": "#8fbfe0", "quoted": DARK}

# Vega's menu, without the entries that would send the text of an article to a web page.
EMBED = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}


def use() -> None:
    """Charts in the workbench's look, shown by JupyterLab without any network; done once `workbench.show` is imported."""
    alt.theme.register("workbench", enable=True)(theme)
    alt.JupyterChart.enable_offline()
    alt.JupyterChart._css = CHART_CSS
    alt.renderers.enable("jupyter", offline=True, embed_options=EMBED)


def theme() -> alt.theme.ThemeConfig:
    """The settings that all charts share."""
    small: dict[str, Any] = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    small |= {"labelColor": INK, "titleColor": QUIET}
    config: dict[str, Any] = {
        "font": FONT,
        "background": PAPER,
        "padding": 12,
        "view": {"stroke": None},
        "title": {
            **{"anchor": "start", "frame": "group", "fontSize": 15, "color": INK, "offset": 14},
            **{"subtitleFontSize": 12, "subtitleColor": QUIET, "subtitlePadding": 5, "subtitleFont": FONT},
        },
        "axis": {**small, "domain": False, "ticks": False, "gridColor": "#dddddd", "labelPadding": 6},
        "header": {**small, "labelFontWeight": "bold", "title": None},
        "legend": {**small, "orient": "top", "symbolType": "square"},
        "text": {"fontSize": 12, "color": INK},
    }
    return cast(alt.theme.ThemeConfig, {"config": config})


def outlet_colors(labels: Iterable[str]) -> alt.Scale:
    """The colour of each outlet, given in order of appearance; after the eighth they repeat, so rows carry names too."""
    domain = list(dict.fromkeys(labels))
    return alt.Scale(domain=domain, range=[PALETTE[i % len(PALETTE)] for i in range(len(domain))])
