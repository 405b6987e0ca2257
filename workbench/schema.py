"""Every table the workbench makes: its columns, their types and what they mean. `docs/tables.md` is generated from here."""

from __future__ import annotations

from workbench.columns import Column as Column
from workbench.columns import Table as Table
from workbench.columns import count as _count
from workbench.columns import text as _text
from workbench.results import RESULTS as RESULTS

ARTICLE_KINDS = ("report", "reference")
ARTICLE_PARTS = ("title", "deck", "body", "caption")
"""The kinds of paragraph of an article; other kinds are of what cleaning would have removed."""
QUOTE_KINDS = ("direct", "fragment", "scare", "title", "indirect", "mixed")
CUE_CLASSES = (
    "neutral", "explanation", "announcement", "claim", "denial", "admission", "praise", "criticism", "demand", "promise",
    "warning", "prediction", "question", "answer", "belief", "emphasis", "manner", "evidence",
)  # fmt: skip
"""What a cue does with the words it introduces; the words of each class are in `parse/lexicons/cue_classes.txt`."""
SEVERAL = "several speak together"
"""The `reason` why a joint source (“both leaders”, “Lee and Doe”) has no speaker of its own."""
METADATA = ("title", "deck", "byline", "outlet", "published", "url")
"""The fields of an article that are read from it or given for it; each has a `…_from` column."""

_ARTICLE = _text("the article it stands in")
_SPAN = {
    "start": _count("first character, in `articles.text`"),
    "end": _count("one past the last character"),
    "raw_start": _count("first character, in `articles.raw` (the file as received)"),
    "raw_end": _count("one past the last character, in `articles.raw`"),
    "text": _text("the words at that address"),
}


def _found(field: str) -> Column:
    return _text(
        f"where {field} was found: rule and offsets in `raw`, `front-matter`, a field of the page or row, "
        "or `corpus.toml` with its evidence",
        missing=True,
    )


TABLES: dict[str, Table] = {
    "articles": Table(
        "article, in the order of the file names",
        {
            "article_id": _text("slug of outlet, author or file, and the first 8 digits of the SHA-256 of `text`"),
            "outlet_label": _text("how charts name the outlet: its name, or `unnamed outlet (author or file)`"),
            "outlet": _text("who published it", missing=True),
            "title": _text("headline", missing=True),
            "deck": _text("subheadline", missing=True),
            "byline": _text("who wrote it; several names are joined by ` and `", missing=True),
            "published": _text("date, or date and time, in ISO 8601", missing=True),
            "url": _text("web address", missing=True),
            "kind": _text("`report`, or `reference` for a transcript or other primary source"),
            "source": _text(
                "the file it came from, relative to the folder; of many in one file, with the line or row: `feed.jsonl#3`"
            ),
            "encoding": _text("how the bytes of the file were read"),
            "encoding_from": _text("what decided the encoding"),
            "sha256": _text("of the file's bytes"),
            "words": _count("in title, deck, body and captions"),
            **{f"{field}_from": _found(f"the {field}") for field in METADATA},
            "raw": _text("the file as received, decoded and otherwise untouched"),
            "text": _text("the article: clean text, one paragraph a line"),
        },
        key="article_id",
    ),
    "edits": Table(
        "change between `raw` and `text`, in order; applying them all to `raw` gives `text`",
        {
            "article_id": _text("the article"),
            "rule": _text("the cleaning rule that made it"),
            "kind": _text(
                "what was changed: `byline`, `bio`, `boilerplate`, `junk`, `repeat`, `metadata` or `spacing`"
            ),
            "raw_start": _count("first character, in `articles.raw`"),
            "raw_end": _count("one past the last character, in `articles.raw`"),
            "before": _text("the characters there"),
            "after": _text("what stands for them in `text`; an empty string when they were removed"),
            "words": _count("words among the characters before"),
        },
    ),
    "paragraphs": Table(
        "paragraph, in reading order",
        {
            "paragraph_id": _text("its address"),
            "article_id": _ARTICLE,
            "position": _count("0 for the first of its article"),
            "kind": _text(
                "`title`, `deck`, `body` or `caption`; the kind of edit when a cleaning rule was switched off to keep it"
            ),
            **_SPAN,
        },
        key="paragraph_id",
    ),
    "sentences": Table(
        "sentence, in reading order",
        {
            "sentence_id": _text("its address"),
            "article_id": _ARTICLE,
            "paragraph_id": _text("the paragraph it stands in"),
            "position": _count("0 for the first of its article"),
            **_SPAN,
        },
        key="sentence_id",
    ),
    "participants": Table(
        "person, organisation or group that acts or speaks, over all articles, in the order of first naming",
        {
            "participant_id": _text("the address of the fullest naming"),
            "name": _text("the fullest form of the name"),
            "kind": _text("`person`, `organisation` or `group`"),
            "role": _text("the main role phrase of the first article that gives one", missing=True),
            "affiliation": _text("the body or country the role belongs to", missing=True),
            "aliases": _text("the other forms of the name, joined by ` | `", missing=True),
        },
        key="participant_id",
    ),
    "links": Table(
        "participant of one article, and who that is in the corpus",
        {
            "article_id": _text("the article"),
            "participant_id": _text("who it is"),
            "name_here": _text("the fullest form of the name in this article"),
            "rule": _text("why it is the same one: `same-name`, `only-bearer` …, or `first-seen`"),
            "evidence": _text("the names that the rule compared"),
        },
    ),
    "mentions": Table(
        "naming of a participant, in reading order",
        {
            "mention_id": _text("its address"),
            "article_id": _ARTICLE,
            "participant_id": _text("who is named"),
            "form": _text("how: `full`, `surname`, `title+surname` …"),
            "label": _text("the naming with the title or role beside it, as printed"),
            "label_at": _text("the address of the label"),
            **_SPAN,
            "rule": _text("the rule that decided"),
        },
        key="mention_id",
    ),
    "roles": Table(
        "role phrase of a participant, as the article words it, in reading order",
        {
            "article_id": _ARTICLE,
            "participant_id": _text("whose role it is"),
            "affiliation": _text("the body or country it names", missing=True),
            "role_at": _text("its address"),
            "role": _text("the words at that address"),
            "main": Column("bool", "the one phrase that says most about the participant in this article"),
            "rule": _text("the rule that decided"),
        },
    ),
    "quotes": Table(
        "quotation: a stretch between outermost marks, or a reported statement, in reading order",
        {
            "quote_id": _text("its address, without the marks"),
            "article_id": _ARTICLE,
            "paragraph_id": _text("the paragraph it stands in"),
            "kind": _text("`direct`, `fragment`, `scare`, `title`, `indirect` or `mixed`", missing=True),
            "marks": _text("`double`, `single` or `none`"),
            "ending": _text("`closed`, or `continued` when the mark is open at the end of its paragraph", missing=True),
            "words": _count("words inside"),
            "utterance_id": _text(
                "the first quotation of the same utterance: its pieces share it, and a fragment of it printed elsewhere"
            ),
            "repeats": _text(
                "the longer quotation of the same speaker that holds these words too, in the same article", missing=True
            ),
            "participant_id": _text("who speaks", missing=True),
            "speaker": _text("the speaker as printed", missing=True),
            "speaker_at": _text("the address of those words", missing=True),
            "cue": _text("the words that introduce it, as printed", missing=True),
            "cue_at": _text("the address of those words", missing=True),
            "cue_class": _text("`neutral`, `claim`, `denial` …", missing=True),
            "addressee": _text("who is spoken to, as printed", missing=True),
            "addressee_at": _text("the address of those words", missing=True),
            "second_hand": _text("the outlet or paper it was taken from, as printed", missing=True),
            "second_hand_at": _text("the address of those words", missing=True),
            "inherited": Column(
                "bool", "no attribution in its own sentence: the speaker is taken over from the context"
            ),
            **_SPAN,
            "rule": _text("the rule that decided"),
            "confidence": Column("float64", "how often that rule is right on labelled news, 0 to 1", missing=True),
            "reason": _text("why a speaker is missing", missing=True),
        },
        key="quote_id",
    ),
    "corrections": Table(
        "reader's decision, in the order in which it was replayed",
        {
            "file": _text("`participants.csv` or `corrections.csv`"),
            "line": _count("its line there"),
            "action": _text(
                "what it does: `alias`, `merge`, `rename`, `split`, or the field of a quotation or naming that it sets"
            ),
            "address": _text("what it is about", missing=True),
            "before": _text("the value or name that the reader saw", missing=True),
            "after": _text("the value or name that it should be; missing when it should be none", missing=True),
            "who": _text("who decided", missing=True),
            "when": _text("when", missing=True),
            "why": _text("why", missing=True),
            "status": _text("`applied`, or `stale` when it does not fit the texts any more"),
            "reason": _text("why it is stale", missing=True),
        },
    ),
    "problems": Table(
        "file that did not become an article",
        {
            "source": _text("the file, relative to the folder"),
            "reason": _text("what is wrong with it"),
            "remedy": _text("what to do"),
        },
    ),
}
"""The tables of a corpus."""
