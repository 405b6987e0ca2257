"""The same PDF for the same drawing: what the renderer leaves to chance is put in order."""

from __future__ import annotations

import re

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
