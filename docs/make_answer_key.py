"""Find the planted words of the practice corpus anew and write their addresses into its `answer_key.csv`.

The key is written by hand but for its addresses, which change with every change of an article: python docs/make_answer_key.py
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import workbench as wb

FOLDER = Path(__file__).parents[1] / "data" / "practice"
KEY = FOLDER / "answer_key.csv"
COLUMNS = [
    "item", "kind", "outlet", "words", "address", "raw", "counterpart_outlet", "counterpart_words", "counterpart", "measure", "hint",
]  # fmt: skip


def read(key: str) -> list[dict[str, str]]:
    """The rows of the key."""
    return list(csv.DictReader(io.StringIO(key)))


def write(rows: list[dict[str, str]]) -> str:
    """The key with these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def addressed(rows: list[dict[str, str]], corpus: wb.Corpus) -> list[dict[str, str]]:
    """The rows with the places of their words: `address` in the clean text or, of what cleaning sets aside, in `raw`.

    Several counterparts are joined by ` | `. `ValueError` where words stand nowhere in their article, or more than once.
    """
    done = []
    for row in rows:
        there = "text" if row["measure"] != "wb.cleaning" else "raw"
        place = _place(corpus, row["outlet"], row["words"], there)
        others = [
            _place(corpus, row["counterpart_outlet"], words, "text") for words in row["counterpart_words"].split(" | ")
        ]
        places = {
            "address": "",
            "raw": "",
            ("address" if there == "text" else "raw"): place,
            "counterpart": " | ".join(others),
        }
        done.append({**row, **places})
    return done


def _place(corpus: wb.Corpus, outlet: str, words: str, column: str) -> str:
    if not outlet:
        return ""
    article = corpus.articles[corpus.articles["outlet_label"] == outlet].iloc[0]
    if not words:
        return str(article["article_id"])
    if article[column].count(words) != 1:
        raise ValueError(f"{outlet}: {words!r} stands {article[column].count(words)} times in its {column}, not once")
    start = article[column].index(words)
    return f"{article['article_id']}:{start}-{start + len(words)}"


if __name__ == "__main__":
    KEY.write_text(write(addressed(read(KEY.read_text(encoding="utf-8")), wb.load(FOLDER))), encoding="utf-8")
