"""A chart as SVG, PNG and PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

import vl_convert

from workbench.show.charts.parts import Chart, wide
from workbench.show.export import rounded
from workbench.show.html import Templates
from workbench.show.stills import packed
from workbench.show.theme import LOOKS, PHONE, Look

_TEXT = re.compile(r"(<text\b([^>]*[^/>]))>(.*?)</text>", re.DOTALL)
_LINE = re.compile(r"(<tspan\b[^>]*)>([^<]*)</tspan>")
_SIZE = re.compile(r'font-size="([\d.]+)px"')
_BOLD = re.compile(r'font-weight="(?:bold|[6-9]00)"')
_MEASURED = re.compile("[ -~‘’“”–—…·]+")  # of other letters the width is only estimated: they are left as they come out


def pinned(svg: str) -> str:
    """The SVG with the width of each line of text, so that wider letters are drawn narrower instead of running out of the picture.

    >>> pinned('<text font-size="10px">Ada</text>')
    '<text font-size="10px" textLength="17.79" lengthAdjust="spacingAndGlyphs">Ada</text>'
    """
    return _TEXT.sub(_pinned_text, svg)


def _pinned_text(found: re.Match[str]) -> str:
    head, attributes, inside = found.groups()
    size = _SIZE.search(attributes)
    if not size:
        return found[0]
    bold = bool(_BOLD.search(attributes))
    if "<" not in inside:
        return f"{head}{_length(inside, float(size[1]), bold)}>{inside}</text>"
    lines = _LINE.sub(lambda m: f"{m[1]}{_length(m[2], float(size[1]), bold)}>{m[2]}</tspan>", inside)
    return f"{head}>{lines}</text>"


def _length(line: str, size: float, bold: bool) -> str:
    words = unescape(line)
    if not _MEASURED.fullmatch(words) or not words.strip():
        return ""
    return f' textLength="{wide(words, size, bold=bold):.4g}" lengthAdjust="spacingAndGlyphs"'


_PER_INCH = 96  # CSS pixels, in which charts are measured
_POINTS = 72  # to the inch, in which PDF is measured
_MM = 25.4
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|px)?")
_NARROWEST, _WIDEST = 200, 4000  # pixels: names and marks need the one; nothing printed or projected needs more
_COARSEST, _FINEST = 50, 1200  # dots per inch: a screen's, and what journals ask for line art at most
_ROOT = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"[^>]*>')
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


@dataclass(frozen=True, slots=True)
class Format:
    """How figures are to come out: the look (`print`, `grey` or `screen`), how wide, and how fine the PNG is.

    `width` is `85mm`, `174mm` or so many CSS pixels (`660px`); without it, it is that of the look. `ValueError` says what
    is possible.

    >>> Format("grey", "174mm").look().width
    658
    """

    theme: str = "print"
    width: str | None = None
    dpi: int = 300

    def __post_init__(self) -> None:
        """Refuse at once what could not be drawn later."""
        if self.theme not in LOOKS:
            raise ValueError(f"theme is {self.theme!r}; it is one of {', '.join(LOOKS)}")
        if not _COARSEST <= self.dpi <= _FINEST:
            raise ValueError(f"dpi is {self.dpi}; it is from {_COARSEST} to {_FINEST}; journals ask for 300")
        self.look()

    def look(self) -> Look:
        """What charts are drawn for."""
        look = LOOKS[self.theme]
        if self.width is None:
            return look
        given = _WIDTH.fullmatch(str(self.width).strip())
        if not given:
            raise ValueError(f"width is {self.width!r}; it is millimetres or pixels, such as 85mm, 174mm or 660px")
        pixels = round(float(given[1]) / _MM * _PER_INCH if given[2] == "mm" else float(given[1]))
        if not _NARROWEST <= pixels <= _WIDEST:
            possible = f"it is from {_NARROWEST} to {_WIDEST} (53mm to 1m)"
            raise ValueError(f"width {self.width} is {pixels} pixels; {possible}")
        return replace(look, width=pixels)

    def on_screen(self) -> Look:
        """What the page is drawn for: a screen, where the look is narrower than that."""
        look, screen = self.look(), LOOKS["screen"]
        return look if look.width >= screen.width else replace(screen, grey=look.grey)

    def on_phone(self) -> Look:
        """What the page is drawn for once more: a phone."""
        return replace(PHONE, grey=self.look().grey)


def spec_of(chart: Chart) -> dict[str, Any]:
    """The chart's Vega-Lite specification, its numbers with as many digits as all machines agree on."""
    spec: dict[str, Any] = _steady(json.loads(chart.to_json()))
    return spec


def written(spec: dict[str, Any]) -> bytes:
    """The specification as a file, its keys in order, each row of its data on a line."""
    names = list(spec.get("datasets", {}))
    without_rows = {**spec, "datasets": {name: name for name in names}}
    text = json.dumps(without_rows, ensure_ascii=False, indent=1, sort_keys=True)
    for name in names:
        rows = ",\n".join(f"   {json.dumps(row, ensure_ascii=False, sort_keys=True)}" for row in spec["datasets"][name])
        text = text.replace(f'"{name}": "{name}"', f'"{name}": [\n{rows}\n  ]', 1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def svg_of(spec: dict[str, Any], *, name: str, title: str, told: str, width: int) -> str:
    """The drawing as SVG that says what it shows, never wider than `width` pixels."""
    drawn: str = vl_convert.vegalite_to_svg(spec)
    svg = _scaled(drawn, lambda wide: min(1, width / wide))
    head = svg[svg.index("<svg") : svg.index(">") + 1]
    words = Templates("figures/page.html.j2").described(name, _xml(title), _xml(told))
    return svg.replace(head, f'{head[:-1]} role="img" aria-labelledby="{name}-title {name}-desc">{words}', 1) + "\n"


def png_of(svg: str, dpi: int) -> bytes:
    """The SVG in dots, as many to the inch of print as asked for; the file says how many."""
    return packed(vl_convert.svg_to_png(svg, scale=_POINTS / _PER_INCH, ppi=dpi))


def pdf_of(svg: str) -> bytes:
    """The SVG as a page of its own size in print, letters included."""
    pdf: bytes = vl_convert.svg_to_pdf(_scaled(svg, lambda _: _POINTS / _PER_INCH))
    return pdf


def _scaled(svg: str, scale: Callable[[float], float]) -> str:
    """The same drawing, so much smaller or larger, given its width."""
    root = _ROOT.search(svg)
    if not root:
        raise ValueError("the drawing has no width and height of its own")
    factor = scale(float(root[1]))
    width, height = (f"{float(size) * factor:.6g}" for size in root.groups())
    head = root[0].replace(f'width="{root[1]}"', f'width="{width}"', 1)
    head = head.replace(f'height="{root[2]}"', f'height="{height}"', 1)
    return svg[: root.start()] + head + svg[root.end() :]


def _xml(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def _steady(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _steady(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_steady(inner) for inner in value]
    return rounded(value) if isinstance(value, float) else value
