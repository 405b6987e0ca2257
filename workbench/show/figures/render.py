"""A chart as SVG, PNG and PDF."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any

import vl_convert

from workbench.show.charts.parts import Chart, wide
from workbench.show.export import rounded
from workbench.show.theme import LOOKS, Look

# ---- Letters that take the room they were given, in a program that has other fonts than the one the figure was drawn with


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


# ---- PNG a quarter of the size that the renderer writes, the same dots in it -----------------------------------------


_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HARDEST = 9  # of zlib: 2.4 MB of figures became 0.6; a figure takes a tenth of a second for it


def packed(png: bytes) -> bytes:
    """The same dots, pressed as hard as zlib can."""
    parts = [_SIGNATURE]
    for kind, content in dots(png):
        whole = kind + (zlib.compress(content, _HARDEST) if kind == b"IDAT" else content)
        parts.append(struct.pack(">I", len(whole) - len(kind)) + whole + struct.pack(">I", zlib.crc32(whole)))
    return b"".join(parts)


def dots(png: bytes) -> list[tuple[bytes, bytes]]:
    """What the file holds however it is pressed: equal for two files that show the same."""
    chunks = list(_chunks(png))
    pressed = b"".join(content for kind, content in chunks if kind == b"IDAT")
    others = [(kind, content) for kind, content in chunks if kind not in (b"IDAT", b"IEND")]
    return [*others, (b"IDAT", zlib.decompress(pressed)), (b"IEND", b"")]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(_SIGNATURE):
        raise ValueError("this is no PNG")
    at = len(_SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12


# ---- The same PDF for the same drawing: what the renderer leaves to chance is put in order ---------------------------


_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_RESOURCES = re.compile(rb"(?<=<<\n)((?:[ ]+/[A-Za-z]+\d+ \d+ 0 R\n){2,})")
_HEAD = re.compile(rb"\s*\d+ 0 obj\n")
_FIRST_LINE = 10  # bytes: `%PDF-1.7` and what ends it; the next line tells programs that the file is not text
_ROOTS = (b"/Root", b"/Info")


def steady(pdf: bytes) -> bytes:
    """The PDF with its resources sorted by name and its objects numbered in the order in which they are reached.

    The renderer takes both from hash tables, so that the same drawing comes out in other bytes in each run; what is drawn
    is left as it is. `ValueError` when the file is not of the plain form that the renderer writes.
    """
    bodies = {number: _sorted(body) for number, body in _objects(pdf).items()}
    trailer = pdf[pdf.rindex(b"trailer") :]
    roots = [int(m[1]) for key in _ROOTS if (m := re.search(key + rb" (\d+) 0 R", trailer))]
    order: list[int] = []
    waiting = roots[::-1]
    while waiting:
        number = waiting.pop()
        if number not in order:
            order.append(number)
            waiting += [int(m[1]) for m in _REFERENCE.finditer(_split(bodies[number])[0])][::-1]
    new = {old: n for n, old in enumerate(order, start=1)}
    header = pdf[: pdf.index(b"\n", _FIRST_LINE) + 1]
    return _written(header, [_renumbered(bodies[old], new) for old in order], len(roots))


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Number → what stands between `obj` and `endobj`, found by the file's own table of places."""
    table = re.search(rb"xref\n0 (\d+)\n(.*?)trailer", pdf[pdf.rindex(b"\nxref") :], re.DOTALL)
    if not table:
        raise ValueError("the PDF has no plain table of its objects; the renderer writes another form now")
    places = [int(line[:10]) for line in table[2].splitlines()[1:]]
    ends = sorted([*places, pdf.rindex(b"\nxref")])
    found = {}
    for number, start in enumerate(places, start=1):
        whole = pdf[start : ends[ends.index(start) + 1]]
        head = _HEAD.match(whole)
        if not head:
            raise ValueError(f"object {number} of the PDF does not stand where its table says")
        found[number] = whole[head.end() : whole.rindex(b"\nendobj")]
    return found


def _split(body: bytes) -> tuple[bytes, bytes]:
    """What describes the object, and its stream, whose bytes mean nothing here."""
    at = body.find(b"\nstream")
    return (body, b"") if at < 0 else (body[:at], body[at:])


def _sorted(body: bytes) -> bytes:
    told, stream = _split(body)
    return _RESOURCES.sub(lambda m: b"".join(sorted(m[1].splitlines(keepends=True))), told) + stream


def _renumbered(body: bytes, new: dict[int, int]) -> bytes:
    told, stream = _split(body)
    return _REFERENCE.sub(lambda m: b"%d 0 R" % new[int(m[1])], told) + stream


def _written(header: bytes, bodies: list[bytes], roots: int) -> bytes:
    parts, places, at = [header], [], len(header)
    for number, body in enumerate(bodies, start=1):
        parts.append(b"%d 0 obj\n%b\nendobj\n\n" % (number, body))
        places.append(at)
        at += len(parts[-1])
    rows = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b" % (len(bodies) + 1, rows)
    # The catalogue is reached first and so has number 1; what describes the file comes last, for nothing refers to it.
    info = b"  /Info %d 0 R\n" % len(bodies) if roots > 1 else b""
    tail = b"trailer\n<<\n  /Size %d\n  /Root 1 0 R\n%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, info, at)
    return b"".join([*parts, table, tail])


# ---- One drawing in every form that a write-up may need: specification, SVG, PNG and PDF, the same bytes each time ---


PER_INCH = 96  # CSS pixels, in which charts are measured
POINTS = 72  # to the inch, in which PDF is measured
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
        pixels = round(float(given[1]) / _MM * PER_INCH if given[2] == "mm" else float(given[1]))
        if not _NARROWEST <= pixels <= _WIDEST:
            raise ValueError(
                f"width {self.width} is {pixels} pixels; it is from {_NARROWEST} to {_WIDEST} (53mm to 1m)"
            )
        return replace(look, width=pixels)

    def on_screen(self) -> Look:
        """What the page is drawn for: a screen, where the look is narrower than that."""
        look, screen = self.look(), LOOKS["screen"]
        return look if look.width >= screen.width else replace(screen, grey=look.grey)


def spec_of(chart: Chart) -> dict[str, Any]:
    """The chart's Vega-Lite specification, its numbers with as many digits as all machines agree on."""
    spec: dict[str, Any] = _steady(json.loads(chart.to_json()))
    return spec


def written(spec: dict[str, Any]) -> bytes:
    """The specification as a file, its keys in order, each row of its data on a line."""
    names = list(spec.get("datasets", {}))
    text = json.dumps(
        {**spec, "datasets": {name: name for name in names}}, ensure_ascii=False, indent=1, sort_keys=True
    )
    for name in names:
        rows = ",\n".join(f"   {json.dumps(row, ensure_ascii=False, sort_keys=True)}" for row in spec["datasets"][name])
        text = text.replace(f'"{name}": "{name}"', f'"{name}": [\n{rows}\n  ]', 1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def svg_of(spec: dict[str, Any], *, name: str, title: str, told: str, width: int) -> str:
    """The drawing as SVG that says what it shows, never wider than `width` pixels."""
    drawn: str = vl_convert.vegalite_to_svg(spec)
    svg = _scaled(drawn, lambda wide: min(1, width / wide))
    head = svg[svg.index("<svg") : svg.index(">") + 1]
    ids = f"{name}-title", f"{name}-desc"
    words = f'<title id="{ids[0]}">{_xml(title)}</title><desc id="{ids[1]}">{_xml(told)}</desc>'
    return svg.replace(head, f'{head[:-1]} role="img" aria-labelledby="{ids[0]} {ids[1]}">{words}', 1) + "\n"


def png_of(svg: str, dpi: int) -> bytes:
    """The SVG in dots, as many to the inch of print as asked for; the file says how many."""
    return packed(vl_convert.svg_to_png(svg, scale=POINTS / PER_INCH, ppi=dpi))


def pdf_of(svg: str) -> bytes:
    """The SVG as a page of its own size in print, letters included."""
    return steady(vl_convert.svg_to_pdf(_scaled(svg, lambda _: POINTS / PER_INCH)))


def _scaled(svg: str, scale: Callable[[float], float]) -> str:
    """The same drawing, so much smaller or larger, given its width."""
    root = _ROOT.search(svg)
    if not root:
        raise ValueError("the drawing has no width and height of its own")
    factor = scale(float(root[1]))
    width, height = (f"{float(size) * factor:.6g}" for size in root.groups())
    head = (
        root[0]
        .replace(f'width="{root[1]}"', f'width="{width}"', 1)
        .replace(f'height="{root[2]}"', f'height="{height}"', 1)
    )
    return svg[: root.start()] + head + svg[root.end() :]


def _xml(text: str) -> str:
    return escape(_UNPRINTABLE.sub("", text))


def _steady(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _steady(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_steady(inner) for inner in value]
    return rounded(value) if isinstance(value, float) else value
