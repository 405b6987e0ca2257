"""The people, bodies, places, numbers and dates of a corpus, and where each outlet has them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pandas as pd

from workbench.address import Address
from workbench.compare.common.once import once_per_corpus
from workbench.compare.speech.quoting import order
from workbench.corpus.frames import records
from workbench.corpus.model import Corpus
from workbench.parse.places import gazetteer, places
from workbench.parse.quantities import quantities
from workbench.parse.text import Span

STATUSES = ("quoted in full", "quoted in fragments", "paraphrased", "mentioned", "not found")
"""How an outlet has an item, from the most to nothing."""
_STATUS_OF = {
    "quoted": "quoted in full",
    "fragment": "quoted in fragments",
    "paraphrased": "paraphrased",
    "mentioned": "mentioned",
}
_CLOSE = 0.021  # relative difference of two numbers that may be one, rounded (as in `facts`)
_ROUNDED = 100.0  # below this, numbers are not rounded: 12 percent is not 12.2 percent


@dataclass(slots=True)
class Item:
    """Something that outlets may have: its kind and name, the forms looked for, and outlet → status → addresses."""

    kind: str
    item_id: str
    name: str
    forms: tuple[str, ...]
    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unit: str = ""
    value: float | str | None = None
    """Of numbers and dates."""

    def add(self, outlet: str, status: str, address: str) -> None:
        """Note a passage of an outlet; each once."""
        passages = self.found.setdefault(outlet, {}).setdefault(status, [])
        if address not in passages:
            passages.append(address)


@dataclass(frozen=True, slots=True)
class Named:
    """A number, date or place where it stands, with its outlet."""

    outlet: str
    address: str
    text: str
    unit: str
    value: float | str


@once_per_corpus
def people_and_bodies(corpus: Corpus) -> tuple[Item, ...]:
    """Participants: persons, then organisations and groups."""
    items: dict[str, Item] = {}
    for person in records(corpus.participants):
        aliases = [] if pd.isna(person["aliases"]) else person["aliases"].split(" | ")
        forms = tuple(dict.fromkeys([person["name"], *aliases]))
        kind = "person" if person["kind"] == "person" else "body"
        items[person["participant_id"]] = Item(kind, person["participant_id"], person["name"], forms)
    for row in records(order(corpus).dropna(subset=["participant_id"])):
        items[row["participant_id"]].add(row["outlet_label"], _STATUS_OF[row["manner"]], row["address"])
    return tuple(item for item in items.values() if item.found)


@once_per_corpus
def named_places(corpus: Corpus) -> tuple[Item, ...]:
    """Places that the articles name."""
    taken = name_spans(corpus)
    items: dict[str, Item] = {}
    for article in records(corpus.articles):
        for place in places(article["text"], taken.get(article["article_id"], ())):
            if place.name not in items:
                forms = tuple(gazetteer().forms_of(place.name))
                items[place.name] = Item("place", place.name, place.name, forms)
            items[place.name].add(
                article["outlet_label"], "mentioned", str(Address(article["article_id"], place.start, place.end))
            )
    return tuple(items.values())


def name_spans(corpus: Corpus) -> dict[str, list[Span]]:
    """Article → where participants are named."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for article, start, end in zip(
        corpus.mentions["article_id"], corpus.mentions["start"], corpus.mentions["end"], strict=True
    ):
        spans[article].append((start, end))
    return spans


@once_per_corpus
def counted(corpus: Corpus) -> tuple[tuple[str, Named], ...]:
    """Every number and date of the articles, with its kind, in reading order."""
    found = []
    for article in records(corpus.articles):
        for q in quantities(article["text"]):
            address = str(Address(article["article_id"], q.start, q.end))
            found.append(
                (q.kind, Named(article["outlet_label"], address, article["text"][q.start : q.end], q.unit, q.value))
            )
    return tuple(found)


@once_per_corpus
def numbers_and_dates(corpus: Corpus) -> tuple[Item, ...]:
    """Numbers and dates as items: those of one unit and value are one, and so are two of which one is the other, rounded."""
    groups: dict[tuple[str, str], dict[float | str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for kind, named in counted(corpus):
        groups[kind, named.unit][named.value].append(named)
    items = []
    for (kind, unit), by_value in groups.items():
        for together in _rounded(by_value):
            first = together[0]
            forms = tuple(dict.fromkeys(n.text for n in together))
            item = Item(kind, f"{unit} {first.value}".strip(), first.text, forms, unit=unit, value=first.value)
            for named in together:
                item.add(named.outlet, "mentioned", named.address)
            items.append(item)
    return tuple(items)


def _rounded(by_value: dict[float | str, list[Named]]) -> list[list[Named]]:
    """The values that are one number, told more or less exactly."""
    numbers = sorted(v for v in by_value if isinstance(v, float))
    together: list[list[Named]] = [named for value, named in by_value.items() if not isinstance(value, float)]
    first: float | None = None
    for value in numbers:
        if first is not None and value >= _ROUNDED and value - first <= _CLOSE * value:
            together[-1] += by_value[value]
        else:
            together.append(list(by_value[value]))
            first = value
    return together
