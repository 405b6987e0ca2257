"""How the bytes of a text file become characters, and what decided it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = {  # longest first: the UTF-32 mark begins with the UTF-16 one
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Western one-byte text is nearly always cp1252, but a detector that counts letters often calls it something rarer: of
# 513 English articles written as cp1252, charset-normalizer named cp1252 for none (benchmarks/encodings.py). So cp1252
# is taken where only a few bytes are not ASCII, and wherever its reading has no letter that betrays another page:
# Polish and Czech read as cp1252 are full of “³”, “¹” and “ì” inside words, Turkish of “ð”, “ý” and “þ”.
_FEW_NOT_ASCII = 0.03  # English with curly marks has under 2 %, French 3 to 5 %, Polish and Czech 8 % and more
_NOT_WESTERN = re.compile(r"[^\W\d_][¹³¿£¥¼¾]|[ðþý]|ì\w")
_RIVALS = {"cp1250", "cp1254", "cp1257", "cp437", "cp775", "cp850", "cp858", "cp500", "cp1140", "hp_roman8", "latin_1"}
_RIVAL_FAMILIES = ("iso8859_", "mac_")
_CONTROLS = {*range(32), 127} - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31}
_MOST_CONTROLS = 0.001  # a text may carry a stray control character; a picture or archive is full of them


class Decoded(NamedTuple):
    """Characters, the name of their encoding, and what decided it."""

    text: str
    encoding: str
    decided_by: str


def decode(data: bytes) -> Decoded:
    """The text of `data`; `ValueError` with a reason in plain words when it is no text.

    Tried in order: a byte-order mark, valid UTF-8, UTF-16 without a mark, and last, for
    legacy encodings, cp1252 or what charset-normalizer detects.
    A byte-order mark stays in the text as U+FEFF, so that the text is what the file holds.

    >>> decode("“Zürich says no”, wrote the paper’s correspondent on Monday.".encode("cp1252")).encoding
    'cp1252'
    """
    decoded = _decoded(data)
    if not decoded.text.removeprefix("\ufeff").strip():
        raise ValueError("the file is empty")
    return decoded


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding, "byte-order mark")
    if b"\x00" in data:
        return _unmarked_utf16(data)
    if sum(data.count(c) for c in _CONTROLS) > _MOST_CONTROLS * len(data):
        raise ValueError("the file is not text: it is full of control characters")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return _detected(data)


def _strictly(data: bytes, encoding: str, decided_by: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, decided_by)
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is marked as {encoding}, but byte {error.start} does not fit it") from error


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 without a mark shows as a NUL beside most letters; NULs otherwise mean a binary file."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    if len(data) % 2 == 0 and max(odd, even) > 0.3 * len(data) / 2 and min(odd, even) < 0.01 * len(data):
        decoded = _strictly(data, "utf-16-le" if odd > even else "utf-16-be", "pattern of NUL bytes")
        if not any(ord(c) in _CONTROLS for c in decoded.text):
            return decoded
    raise ValueError("the file is not text: it holds NUL bytes")


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    western = _as_cp1252(data)
    if western is not None and sum(b > 127 for b in data) < _FEW_NOT_ASCII * len(data):
        return Decoded(western, "cp1252", "not UTF-8, and few bytes outside ASCII")
    best = from_bytes(data).best()
    if best is None:
        raise ValueError("the file is not text in any known encoding")
    encoding = best.encoding
    rival = encoding in _RIVALS or encoding.startswith(_RIVAL_FAMILIES)
    if rival and western is not None and not _NOT_WESTERN.search(western):
        return Decoded(western, "cp1252", f"charset-normalizer said {encoding}; cp1252 fits and is commoner")
    return Decoded(data.decode(encoding), encoding, "charset-normalizer")


def _as_cp1252(data: bytes) -> str | None:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # it leaves five bytes undefined
        return None
