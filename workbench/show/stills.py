"""Pictures that stay in a saved notebook: charts as outputs that need no kernel, and what an explorer showed."""

from __future__ import annotations

import asyncio
import base64
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import vl_convert

from workbench.show.theme import EMBED

VEGA_LITE = "application/vnd.vegalite.v5+json"
"""The kind of output that JupyterLab and Notebook draw with their own Vega, without a widget, a kernel or a network."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HARDEST = 9  # of zlib: 2.4 MB of figures became 0.6; a figure takes a tenth of a second for it
_PAUSE = 0.8
"""Seconds without a change after which the picture of an explorer is made anew: it takes longer to draw than a control may."""

Bundle = dict[str, Any]
"""One output in several forms, of which a reader takes the best it knows: MIME type → content."""


def packed(png: bytes) -> bytes:
    """The same dots, pressed as hard as zlib can."""
    parts = [_SIGNATURE]
    for kind, content in dots(png):
        whole = kind + (zlib.compress(content, _HARDEST) if kind == b"IDAT" else content)
        parts.append(struct.pack(">I", len(whole) - len(kind)) + whole + struct.pack(">I", zlib.crc32(whole)))
    return b"".join(parts)


def dots(png: bytes) -> list[tuple[bytes, bytes]]:
    """What the file holds however it is pressed: equal for two files that show the same."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("this is no PNG")
    chunks = []
    at = len(_SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        chunks.append((kind, png[at + 8 : at + 8 + length]))
        at += length + 12
    pressed = b"".join(content for kind, content in chunks if kind == b"IDAT")
    others = [(kind, content) for kind, content in chunks if kind not in (b"IDAT", b"IEND")]
    return [*others, (b"IDAT", zlib.decompress(pressed)), (b"IEND", b"")]


def picture(spec: Mapping[str, Any]) -> Bundle:
    """A chart as PNG, with what it says as plain text for those who do not see it."""
    png = packed(vl_convert.vegalite_to_png(dict(spec)))
    told = spec.get("description") or "A chart without a description."
    return {"image/png": base64.b64encode(png).decode("ascii"), "text/plain": told}


def chart_output(spec: Mapping[str, Any]) -> Bundle:
    """A chart as the output of a cell: drawn by JupyterLab, as a picture elsewhere, in words where there are no pictures."""
    meant = {
        "usermeta": {"embedOptions": {**EMBED, "renderer": "svg"}}
    }  # dots cannot be read aloud, nor chosen by a test
    return {VEGA_LITE: {**spec, **meant, "$schema": _SCHEMA}, **picture(spec)}


class Stills:
    """The outputs below an explorer that stay when its widget cannot live: hidden while it does (`stills.css`).

    `made` gives the outputs, always as many. They are made anew when `soon` was called and nothing more has changed for a moment.
    """

    def __init__(self, made: Callable[[], list[Bundle]]) -> None:
        self._made = made
        self._waiting: asyncio.TimerHandle | None = None
        self._handles: list[Any] = []

    def show(self) -> None:
        """Show them for the first time, in the cell that is running."""
        from IPython.display import DisplayHandle

        self._handles = []
        for bundle in self._made():
            handle = DisplayHandle()  # type: ignore[no-untyped-call]
            handle.display(bundle, raw=True)  # type: ignore[no-untyped-call]
            self._handles.append(handle)

    def soon(self, _: object = None) -> None:
        """Make them anew in a moment; where no kernel runs there is nothing to keep."""
        if not self._handles:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._waiting:
            self._waiting.cancel()
        self._waiting = loop.call_later(_PAUSE, self.update)

    def update(self) -> None:
        """Put what is shown now in their place."""
        for handle, bundle in zip(self._handles, self._made(), strict=True):
            handle.update(bundle, raw=True)
