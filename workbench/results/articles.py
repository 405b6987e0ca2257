"""What the comparisons of whole articles give, and what evidence gives."""

from __future__ import annotations

from workbench.columns import Column, Table, count, share, text
from workbench.results.common import ARTICLE, OUTLET, WORDS_THERE

ARTICLES: dict[str, Table] = {
    "overview": Table(
        "article",
        {
            "article_id": text("the article"),
            "outlet_label": OUTLET,
            "title": text("headline", missing=True),
            "byline": text("who wrote it", missing=True),
            "published": text("date, in ISO 8601", missing=True),
            "words": count("in title, deck, body and captions"),
            "paragraphs": count("title and deck included"),
            "sentences": count("title and deck included"),
            "marked_stretches": count("stretches between outermost quotation marks"),
            "quoted_words": count("words inside them"),
            "quoted_share": share("`quoted_words / words`"),
            "removed_words": count("words that cleaning set aside"),
        },
        key="article_id",
    ),
    "strip": Table(
        "stretch between quotation marks, in reading order",
        {
            "quote_id": text("its address"),
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "first_word": count("words of the article before it"),
            "last_word": count("words of the article up to its end"),
            "words": count("words inside"),
            "article_words": count("words of the article"),
            "text": WORDS_THERE,
        },
        key="quote_id",
    ),
    "cleaning": Table(
        "paragraph kept or visible thing removed, in the order of the file",
        {
            "article_id": ARTICLE,
            "outlet_label": OUTLET,
            "part": text("`kept` or `removed`"),
            "kind": text("of the paragraph or of the edit"),
            "rule": text("the cleaning rule that removed it", missing=True),
            "raw_start": count("first character, in `articles.raw`"),
            "raw_end": count("one past the last character, in `articles.raw`"),
            "words": count("words of it"),
            "text": text("the words, without white space around them"),
        },
    ),
    "evidence": Table(
        "address, in the order given",
        {
            "address": text("of the words"),
            "outlet_label": OUTLET,
            "paragraph": Column("Int64", "the paragraph they stand in, 1 for the first", missing=True),
            "before": text("the words before them"),
            "text": WORDS_THERE,
            "after": text("the words after them"),
            "citation": text("outlet, title, paragraph, characters and address, for a footnote"),
        },
    ),
}
