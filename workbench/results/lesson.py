"""What the lessons compare answers with."""

from __future__ import annotations

from workbench.columns import Table, text
from workbench.results.common import ARTICLE, OUTLET

LESSON: dict[str, Table] = {
    "answer_key": Table(
        "thing to find, in the order of `answer_key.csv`",
        {
            "item": text("what was said there, or what it is", missing=True),
            "kind": text("as what it is to be found: `altered`, `buried`, …"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "address": text(
                "where it stands, or the article, where all of it is meant; missing when cleaning sets it aside",
                missing=True,
            ),
            "raw": text("of what cleaning sets aside: the article and the characters in `articles.raw`", missing=True),
            "counterpart": text("what to lay beside it: addresses joined by ` | `", missing=True),
            "hint": text("what to think of", missing=True),
            "text": text("the words there; those of the title, where a whole article is meant", missing=True),
        },
    ),
}
