"""An article's clean text that turns its spans into columns of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.address import Address
from workbench.parse.normalize import Cleaned
from workbench.parse.text import Span

Rows = dict[str, list[dict[str, Any]]]
"""Table name → its rows so far."""


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of one article, under its id."""

    article_id: str
    cleaned: Cleaned

    @property
    def text(self) -> str:
        """The clean text itself."""
        return self.cleaned.text

    def address(self, start: int, end: int) -> str:
        """The address of those characters."""
        return str(Address(self.article_id, start, end))

    def span(self, start: int, end: int) -> dict[str, Any]:
        """The columns that every span has: article, place in the text and in the raw text, and the words."""
        raw_start, raw_end = self.cleaned.raw_span(start, end)
        place = {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end}
        return {"article_id": self.article_id, **place, "text": self.text[start:end]}

    def pointer(self, name: str, span: Span | None) -> dict[str, Any]:
        """The columns `name` and `name_at`: words and their address, both missing where there is no span."""
        if span is None:
            return {name: None, f"{name}_at": None}
        return {name: self.text[slice(*span)], f"{name}_at": self.address(*span)}
