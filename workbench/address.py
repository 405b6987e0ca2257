"""Addresses: an id that says which words it means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workbench.errors import AddressError

_FORM = re.compile(r"(?P<article>[a-z0-9-]+-[0-9a-f]{8}(?:-\d+)?):(?P<start>\d+)-(?P<end>\d+)")
_SLUG_LENGTH = 24  # long enough to tell outlets apart, short enough for a footnote


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Words of one article: `article_id:start-end`, half-open code-point offsets into its clean text.

    >>> Address.parse("antiwar-com-3fa2b1c0:120-188")
    Address(article='antiwar-com-3fa2b1c0', start=120, end=188)
    >>> str(Address("antiwar-com-3fa2b1c0", 120, 188))
    'antiwar-com-3fa2b1c0:120-188'
    """

    article: str
    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address that `text` spells; `AddressError` when it spells none."""
        m = _FORM.fullmatch(text.strip())
        if not m or int(m["end"]) < int(m["start"]):
            raise AddressError(
                f"{text!r} is not an address; expected article-id:start-end, e.g. antiwar-com-3fa2b1c0:120-188"
            )
        return cls(m["article"], int(m["start"]), int(m["end"]))

    def overlaps(self, other: Address) -> bool:
        """Whether they have words in common.

        >>> Address("a-00000000", 0, 9).overlaps(Address("a-00000000", 8, 12))
        True
        """
        return self.article == other.article and self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{self.article}:{self.start}-{self.end}"


def slug(name: str) -> str:
    """`name` in the letters an address may have.

    >>> slug("Süddeutsche Zeitung"), slug("«Новая газета»")
    ('suddeutsche-zeitung', 'article')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "article"
