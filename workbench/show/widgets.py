"""The two widgets: a chart whose marks can be clicked, and a pane of text whose marks can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Any

import altair as alt
import anywidget
import pandas as pd
import traitlets
import vl_convert
from altair.utils._importers import vl_version_for_vl_convert
from altair.utils.schemapi import debug_mode
from ipywidgets import widget_serialization

from workbench.errors import WorkbenchError
from workbench.files import write_whole
from workbench.show.stills import chart_output
from workbench.show.theme import EMBED

_FOLDER = "news-workbench"
_DIGITS = 16  # of the hash in a file's name: no two scripts share it by chance


def bundled(source: str) -> str:
    """The script `source`, which may use `vegaEmbed`, with all it needs; from the cache if it was made before."""
    vega_lite = vl_version_for_vl_convert()
    known = f"{version('vl-convert-python')} {vega_lite} {source}"
    file = caches() / f"vega-{sha256(known.encode()).hexdigest()[:_DIGITS]}.js"
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        script: str = vl_convert.javascript_bundle(source, vl_version=vega_lite)
    keep(file, script)
    return script


def caches() -> Path:
    """The folder for what can be made again: `$XDG_CACHE_HOME/news-workbench`, or in `.cache` of the user's own folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / _FOLDER


def keep(file: Path, text: str) -> None:
    """Write a file of the cache, whole or not at all; where nothing can be written, nothing is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode("utf-8"))
    except (OSError, WorkbenchError):  # a folder that is not ours to write in: the script is made anew each time
        return


def styles(*names: str) -> str:
    """The style sheets of these names, one after the other."""
    return "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)


class Library(anywidget.AnyWidget):
    """What draws charts, Vega and all, once for all charts of a page: with each of them it would be a megabyte."""

    _esm = "export default {}"
    script = traitlets.Unicode().tag(sync=True)


@cache
def library() -> Library:
    """The library of this kernel; made when the first chart is shown, not when the workbench is imported."""
    return Library(script=bundled("export default vegaEmbed;"))


class Drawing(anywidget.AnyWidget):
    """What a chart is shown in. `focus` holds the keys of the marks to keep bright; empty, all are.

    `JupyterChart` would copy, check and convert a chart anew for each use of it; this takes its specification as it is.
    """

    _esm = Path(__file__).with_name("drawing.js").read_text(encoding="utf-8")
    _css = styles("drawing.css", "stills.css")
    library = traitlets.Instance(Library).tag(sync=True, **widget_serialization)
    spec = traitlets.Dict().tag(sync=True)
    embed = traitlets.Dict(EMBED).tag(sync=True)
    focus = traitlets.List(traitlets.Unicode()).tag(sync=True)
    picked = traitlets.Dict({"keys": [], "times": 0}).tag(sync=True)

    def __init__(self, spec: Mapping[str, Any] | None = None) -> None:
        super().__init__(spec=dict(spec or {}))

    @traitlets.default("library")
    def _shared(self) -> Library:
        return library()

    def click(self, keys: Iterable[str]) -> None:
        """Choose marks from Python, as a click on them would."""
        chosen: dict[str, Any] = self.picked
        self.picked = {"keys": list(keys), "times": chosen["times"] + 1}

    def on_click(self, heard: Callable[[list[str]], None]) -> None:
        """Call `heard` with the keys of the marks that are clicked, and with none for a click beside them."""
        self.observe(lambda change: heard(list(change["new"].get("keys", ()))), names="picked")


def specified(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The specification of a chart, with all its rows. The tests hold charts to the schema; here that would take half of the time."""
    with debug_mode(False), alt.data_transformers.enable("workbench"):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _values(data: Any) -> Any:
    """The rows of a frame as Altair would give them, without its checks of what charts here do not have (dates, categories)."""
    if not isinstance(data, pd.DataFrame) or any(kind not in "biufO" for kind in map(_letter, data.dtypes)):
        return alt.to_values(data)
    columns = [_without_gaps(data[name]) for name in data.columns]
    return {"values": [dict(zip(data.columns, row, strict=True)) for row in zip(*columns, strict=True)]}


def _letter(dtype: Any) -> str:
    """The kind of a column in numpy's letters, text among the objects."""
    return "O" if pd.api.types.is_string_dtype(dtype) else str(dtype.kind)


def _without_gaps(column: pd.Series) -> list[Any]:
    """The values of a column; what is missing or not finite is None."""
    values: list[Any] = column.tolist()
    missing = column.isna()
    if _letter(column.dtype) == "f":
        missing |= column.isin([inf, -inf])
    if not missing.any():
        return values
    return [None if gone else value for value, gone in zip(values, missing.tolist(), strict=True)]


def use_stills() -> None:
    """Charts that a notebook shows are outputs that stay when it is saved; done once charts are imported."""

    def shown(spec: dict[str, Any], **_: Any) -> Any:
        return chart_output(spec)

    alt.data_transformers.register("workbench", _values)
    alt.renderers.register("workbench", shown)
    alt.renderers.enable("workbench")


class Pane(anywidget.AnyWidget):
    """HTML whose words can be chosen with mouse or keyboard; `picked["address"]` is the address chosen last.

    A click on a mark chooses the mark, words selected with the mouse are chosen as they are. `html` must be escaped.
    """

    _esm = Path(__file__).with_name("pane.js").read_text(encoding="utf-8")
    _css = styles("stills.css")
    html = traitlets.Unicode("").tag(sync=True)
    picked = traitlets.Dict({"address": "", "times": 0}).tag(sync=True)

    def choose(self, address: str) -> None:
        """Choose an address from Python, as a click would."""
        chosen: dict[str, Any] = self.picked
        self.picked = {"address": address, "times": chosen["times"] + 1}

    def reveal(self) -> None:
        """Bring it into view, where it is not."""
        self.send({"reveal": True})

    def on_pick(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each address that is chosen."""
        self.observe(lambda change: heard(change["new"].get("address", "")), names="picked")
