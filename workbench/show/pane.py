"""A pane of text in which words can be chosen: what the reader and every list of passages are shown in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets


class Pane(anywidget.AnyWidget):
    """HTML whose words can be chosen with mouse or keyboard; `picked["address"]` is the address chosen last.

    A click on a mark chooses the mark, words selected with the mouse are chosen as they are. `html` must be escaped.
    """

    _esm = Path(__file__).with_name("pane.js").read_text(encoding="utf-8")
    html = traitlets.Unicode("").tag(sync=True)
    picked = traitlets.Dict({"address": "", "times": 0}).tag(sync=True)

    def choose(self, address: str) -> None:
        """Choose an address from Python, as a click would."""
        chosen: dict[str, Any] = self.picked
        self.picked = {"address": address, "times": chosen["times"] + 1}

    def on_pick(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each address that is chosen."""
        self.observe(lambda change: heard(change["new"].get("address", "")), names="picked")
