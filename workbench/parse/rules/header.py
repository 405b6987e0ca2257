"""Rules about the lines between the title and the text: who wrote it, when, how many comments."""

from __future__ import annotations

import re

from workbench.parse.rules.base import NAME, Change, Line, drop, header, lines_of

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_YEAR = r"\d{4}"
_DATE = (
    rf"(?:{_MONTH}[ \xa0]+\d{{1,2}}(?:st|nd|rd|th)?,?[ \xa0]+{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?[ \xa0]+{_MONTH},?[ \xa0]+{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d(?:T[\d:.+Z-]+)?|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d))"
)
_TIME = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?[ \xa0]*(?:[ap]\.?m\.?)?|\d{1,2}[ \xa0]*[ap]\.?m\.?|[A-Z]{2,4}T|UTC|GMT|[ECMP]T|noon|midnight)"
_STAMP = r"(?:(?:first|last|originally)[ \xa0]+)?(?:posted|published|updated|modified|created|edited|date)"
_LABEL = re.compile(
    rf"\W{{0,3}}(?:{_STAMP}(?:[ \xa0]+(?:on|at))?|by|author|share|tags?|filed[ \xa0]+under|category|source)\s*:?\W{{0,3}}",
    re.I,
)
_DATED = re.compile(
    rf"\W*(?:{_STAMP}|on|at|{_DAY}|{_DATE}|{_TIME}|\d+ (?:hours?|minutes?|days?) ago|[\s,;:|•·/()–—-])+\W*", re.I
)
_ANY_DATE = re.compile(rf"{_DATE}|\d (?:hours?|minutes?|days?) ago", re.I)
_BYLINE = re.compile(
    rf"\W{{0,3}}(?:(?:written|story|words|reported|analysis|opinion|posted)[ \xa0]+)?(?:by|author:)[ \xa0]+"
    rf"(?P<names>{NAME}(?:(?:,?[ \xa0]+and[ \xa0]+|,[ \xa0]+|[ \xa0]*&[ \xa0]*){NAME})*)"
    rf"(?P<rest>[ \xa0]*(?:[,|/•·–—-]|[ \xa0](?:for|of|in|on|at)[ \xa0]).{{0,60}})?\W{{0,2}}",
    re.I,
)
_BULLET = re.compile(rf"[-–—•·*|][ \xa0]*(?P<names>{NAME})\W{{0,2}}")
_BARE = re.compile(rf"(?P<names>{NAME})")
_COUNT = re.compile(
    r"\W{0,3}(?:\d[\d,.]*[kKmM]?[ \xa0]*)?\+?(?:comments?|shares?|views?|likes?|reactions?|replies)\W{0,3}(?:\d[\d,.]*[kKmM]?)?\W{0,2}"
    r"|[-–—•·*|#\s]*\d{1,6}\W{0,2}",
    re.I,
)
_READING = re.compile(
    r"\W{0,3}(?:reading time:?\s*)?(?:about |approx\.? )?\d{1,3}[ \xa0-]*min(?:ute)?s?"
    r"(?:[ \xa0]+read(?:ing)?(?:[ \xa0]+time)?)?\W{0,2}",
    re.I,
)


def read_byline(line: str) -> str | None:
    """The names in a line that says by whom the article is, joined by ` and `; None for any other line.

    >>> read_byline("By Ada Lopez and JOHN Q. PUBLIC, Staff Writers"), read_byline("By Friday, the talks had ended.")
    ('Ada Lopez and JOHN Q. PUBLIC', None)
    """
    m = _BYLINE.fullmatch(line) or _BULLET.fullmatch(line)
    if not m or not _capitalised(m["names"]) or not _is_tail(m.groupdict().get("rest") or ""):
        return None
    return " and ".join(part for part in _BETWEEN.split(m["names"]) if not _JOB.search(part)) or None


_BETWEEN = re.compile(r"\s*&\s*|,?\s+and\s+|,\s+", re.I)
_JOB = re.compile(r"\b(?:writers?|reporters?|editors?|correspondents?|staff|press|news|bureau)$", re.I)


def _capitalised(names: str) -> bool:
    """Do the names stand in capitals? `By` may be written in any case, names may not."""
    return all(re.fullmatch(NAME, part) for part in _BETWEEN.split(names))


def _is_tail(rest: str) -> bool:
    """May `rest` follow the names of a byline? An outlet, a job or a date may; a sentence may not."""
    return (
        not rest or (not re.search(r"[.!?][”\"’]?$", rest) and len(rest.split()) <= 8) or bool(_DATED.fullmatch(rest))
    )


def byline(text: str, title: str | None = None) -> list[Change]:
    """Lines that only name the author: `By …`, a name behind a bullet, or a bare name beside a date or counter line."""
    lines = lines_of(text)
    zone = header(lines)
    chosen = [
        i
        for i in zone[1:]
        if read_byline(lines[i].words) or (_BARE.fullmatch(lines[i].words) and _beside_stamp(lines, zone, i))
    ]
    if not chosen and len(lines) > 1 and read_byline(lines[0].words):
        chosen = [0]
    return drop(text, lines, chosen)


def _beside_stamp(lines: list[Line], zone: range, i: int) -> bool:
    near = [lines[j].words for j in (i - 1, i + 1) if j in zone]
    return any(_is_date(w) or _COUNT.fullmatch(w) or _LABEL.fullmatch(w) for w in near)


def _is_date(line: str) -> bool:
    """A date, alone or with a label and a time. A time alone may head an entry of a live report."""
    return bool(_ANY_DATE.search(line) and _DATED.fullmatch(line))


def publication_date(text: str, title: str | None = None) -> list[Change]:
    """Header lines that hold nothing but a date or time, with or without `Posted on` before it."""
    lines = lines_of(text)
    return drop(text, lines, [i for i in header(lines) if _is_date(lines[i].words)])


def comment_counter(text: str, title: str | None = None) -> list[Change]:
    """Header lines that hold nothing but a number, or a number of comments, shares or views."""
    lines = lines_of(text)
    return drop(text, lines, [i for i in header(lines) if _COUNT.fullmatch(lines[i].words)])


def reading_time(text: str, title: str | None = None) -> list[Change]:
    """Header lines that hold nothing but a reading time."""
    lines = lines_of(text)
    return drop(text, lines, [i for i in header(lines) if _READING.fullmatch(lines[i].words)])


def empty_label(text: str, title: str | None = None) -> list[Change]:
    """Header lines that hold nothing but a label (`Posted on`, `By`, `Share:`) and no value."""
    lines = lines_of(text)
    return drop(text, lines, [i for i in header(lines) if _LABEL.fullmatch(lines[i].words)])
