"""Numbers with what they count, sums of money, percentages, dates and times: where they stand, and what makes two the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.parse.text import Span, overlaps, word_set


class Quantity(NamedTuple):
    """A number or date: where it stands, its kind, what it counts (a unit, or the kind of date), and its value."""

    start: int
    end: int
    kind: str
    unit: str
    value: float | str


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
_TO_TEN = "zero one two three four five six seven eight nine ten"
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: dict[str, float] = {w: float(n) for n, w in enumerate(f"{_TO_TEN} {_TEENS}".split())}
_WORDS |= {w: 10.0 * n for n, w in enumerate(_TENS.split(), 2)} | {"dozen": 12.0}
_COMPOUND = rf"(?:{_TENS.replace(' ', '|')})-(?:one|two|three|four|five|six|seven|eight|nine)"
_LISTED = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_COMPOUND}|(?:{_LISTED})\b)"
_SCALED = r"(?:[ -](?P<scale>thousand|million|billion|trillion)\b)?"
# What is measured in small numbers too: “three hours”. Of other things, only numbers in digits and from ten up are kept.
_MEASURES = word_set("""
    hour minute second day week month year decade century mile kilometer kilometre meter metre foot acre ton tonne pound barrel degree
""")
_MONEY = re.compile(
    r"(?P<sign>[$€£¥])\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:[ -]?(?P<scale>thousand|million|billion|trillion|bn|tn|[kKmM](?![\w]))\b)?"
)
_AN_HOUR = re.compile(r"\b(?P<half>half )?an hour\b(?: and a half)?")
_COINS = {"dollar": "$", "euro": "€", "yen": "¥", "ruble": "ruble", "rouble": "ruble", "cent": "cent"}
_PERCENT = re.compile(rf"\b(?P<number>{_NUMERAL})(?:\s?%|[ -]per ?cent(?:age points?)?\b)", re.I)
_COUNTED = re.compile(
    rf"(?<![\w.,$€£¥#/-])(?P<number>{_NUMERAL})(?![\w’'%]|[.,]\d){_SCALED}(?:[ -](?P<noun>[a-z]{{3,}}))?(?:[ -](?P<next>[a-z]{{3,}}))?",
    re.I,
)
_YEAR = "January February March April May June July August September October November December"
MONTHS = _YEAR.split()
_SHORT = {m[:3]: m for m in MONTHS} | {"Sept": "September"}
_MONTH_NAME = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATES = {
    "day": re.compile(
        rf"\b(?:(?P<month>{_MONTH_NAME}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH_NAME})(?: \d{{4}})?)"
    ),
    "month": re.compile(rf"\b(?P<month>{_MONTH_NAME}),? (?P<year>\d{{4}})\b"),
    "weekday": re.compile(rf"\b{_DAYS}\b"),
    "time": re.compile(r"\b(?P<hour>\d{1,2}(?::\d{2})?)\s?(?P<half>[ap])\.?m\b\.?", re.I),
    "year": re.compile(r"(?<![\w.,$€£¥#/:-])(?:1[5-9]\d\d|20\d\d)(?![\w%]|,\d|\.\d|-\w)"),
}
_UNITLESS = word_set("""
    the and for with from that this who was were are has had but not than into over about after before when while of in on at to
    more other new per least most such those these would could will may can did said says
""")


def quantities(text: str) -> list[Quantity]:
    """The numbers and dates of `text`, in order; none overlaps another.

    A number is a sum of money, a percentage, or a number with the noun after it; small numbers in words count only
    with a measure of time, length or weight, and “hundreds” not at all. A date is a weekday, a day of a month, a month of
    a year, a year or a time.
    Ordinals, scores and numbers that belong to a name (“F-16”) are none.

    >>> [(q.unit, q.value) for q in quantities("On Friday, Aug. 15, after three hours, 1,200 guests paid $1.5 million (12%).")]
    [('weekday', 'Friday'), ('day', 'August 15'), ('hour', 3.0), ('guest', 1200.0), ('$', 1500000.0), ('%', 12.0)]
    """
    found: list[Quantity] = []
    taken: list[Span] = []
    for q in [*_dates(text), *_sums(text), *_counted(text)]:
        if not overlaps(taken, q.start, q.end):
            taken.append((q.start, q.end))
            found.append(q)
    return sorted(found)


def _dates(text: str) -> list[Quantity]:
    found = []
    for unit, pattern in _DATES.items():
        for m in pattern.finditer(text):
            given = {k.rstrip("2"): v for k, v in m.groupdict().items() if v}
            month = _SHORT.get(given.get("month", "").rstrip("."), given.get("month", ""))
            if unit == "day":
                value = f"{month} {int(given['day'])}"
            elif unit == "month":
                value = f"{month} {given['year']}"
            else:
                value = f"{given['hour']} {given['half'].lower()}.m." if unit == "time" else m[0]
            found.append(Quantity(m.start(), m.end(), "date", unit, value))
    return found


def _sums(text: str) -> list[Quantity]:
    """Sums of money, then percentages."""
    found = [(m, m["sign"], m["scale"]) for m in _MONEY.finditer(text)]
    found += [(m, "%", None) for m in _PERCENT.finditer(text)]
    return [Quantity(*m.span(), "number", unit, _value(m["number"], scale)) for m, unit, scale in found]


def _counted(text: str) -> list[Quantity]:
    found = []
    for m in _AN_HOUR.finditer(text):
        whole = 1.5 if m[0].endswith("half") else 1.0  # "an hour and a half"
        found.append(Quantity(*m.span(), "number", "hour", 0.5 if m["half"] else whole))
    for m in _COUNTED.finditer(text):
        nouns = [(m[g] or "").lower() for g in ("noun", "next")]
        units = [_singular(n) for n in nouns if n]
        measure = next((u for u in units if u in _MEASURES), None)
        coin = next((u for u in units if u in _COINS), None)
        value = _value(m["number"], m["scale"])
        written = m["number"][0].isdigit() or m["scale"] or "-" in m["number"]
        if coin and coin == units[0]:
            found.append(Quantity(m.start(), m.end("noun"), "number", _COINS[coin], value))
        elif measure:
            end = m.end("noun") if measure == units[0] else m.end("next")
            found.append(Quantity(m.start(), end, "number", measure, value))
        elif (written or value > 9) and units and nouns[0] not in _UNITLESS:
            found.append(Quantity(m.start(), m.end("noun"), "number", units[0], value))
        elif written and value > 9:
            end = m.end("scale") if m["scale"] else m.end("number")
            found.append(Quantity(m.start(), end, "number", "", value))
    return found


def _value(number: str, scale: str | None) -> float:
    low = number.lower().replace(",", "")
    value = float(low.rstrip(".")) if low[0].isdigit() else sum(_WORDS[w] for w in low.split("-"))
    return value * _SCALES.get((scale or "").lower(), 1.0)


def _singular(noun: str) -> str:
    if noun in ("feet", "people"):
        return {"feet": "foot", "people": "person"}[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and noun[-2:] not in ("ss", "us", "is") else noun
