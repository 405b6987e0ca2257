"""Persons named once, by the origin of their names: `python benchmarks/names.py NAMES_CSV`.

NAMES_CSV has the columns `origin`, `name` and `surname`. Each name stands in an article that says nothing else of the person, in each of
three sentences. Counted is in how many of them the name is a participant, a person, and the speaker of the quotation.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

from workbench.corpus import build
from workbench.loaders import Document

TEMPLATES = (
    "{name} said: “We wait.”",
    "“We wait,” {name} said.",
    "{name} spoke at the hearing. “We wait,” {surname} said.",
)
ARTICLE = (
    "Hearing on the harbour wall\n\nThe council met for two hours on Tuesday to talk about the harbour wall.\n\n{line}\n\n"
    "The vote is next week.\n"
)


def found(name: str, line: str) -> bool:
    """Whether the person is found under this name, alone, and speaks."""
    raw = ARTICLE.format(line=line)
    corpus = build([Document("hearing.txt", raw, "utf-8", "made here", sha256(raw.encode()).hexdigest())])
    people = corpus.participants[corpus.participants["kind"].eq("person")]
    own = people.loc[people["name"].eq(name), "participant_id"]
    spoken = corpus.quotes.loc[corpus.quotes["marks"].ne("none"), "participant_id"]
    return len(own) == 1 and len(people) == 1 and spoken.eq(own.iloc[0]).all()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("--missed", action="store_true", help="list the names that were not found")
    given = parser.parse_args()
    with given.names.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for n, template in enumerate(TEMPLATES, 1):
            tried[row["origin"]] += 1
            if found(row["name"], template.format(**row)):
                right[row["origin"]] += 1
            else:
                missed[row["origin"]].append(f"{row['name']} ({n})")
    for origin in tried:
        print(f"{origin:24} {right[origin]:3} of {tried[origin]}")
        if given.missed:
            print(f"    {', '.join(missed[origin])}")


if __name__ == "__main__":
    main()
