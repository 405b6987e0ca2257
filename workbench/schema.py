"""The tables of a corpus: what each column holds, its type, and what must hold in every one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: pandas dtype, meaning, and whether a value may be missing."""

    dtype: str
    doc: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, and its columns in order. `key` names the column whose values are unique."""

    row: str
    columns: dict[str, Column]
    key: str | None = None


def text(doc: str, *, missing: bool = False) -> Column:
    """A column of words."""
    return Column("str", doc, missing)


def count(doc: str) -> Column:
    """A column of whole numbers."""
    return Column("int64", doc)


def share(doc: str, *, missing: bool = False) -> Column:
    """A column of numbers between 0 and 1."""
    return Column("float64", doc, missing)


ARTICLE_KINDS = ("report", "reference")
ARTICLE_PARTS = ("title", "deck", "body", "caption")
"""The kinds of paragraph of an article; other kinds are of what cleaning would have removed."""
QUOTE_KINDS = ("direct", "fragment", "scare", "title", "indirect", "mixed")
CUE_CLASSES = (
    "neutral", "explanation", "announcement", "claim", "denial", "admission", "praise", "criticism", "demand", "promise",
    "warning", "prediction", "question", "answer", "belief", "emphasis", "manner", "evidence",
)  # fmt: skip
"""What a cue does with the words it introduces; the words of each class are in `parse/lexicons/cue_classes.txt`."""
SEVERAL_SPEAK = "several speak together"
"""The `reason` why a joint source (“both leaders”, “Lee and Doe”) has no speaker of its own."""
METADATA = ("title", "deck", "byline", "outlet", "published", "url")
"""The fields of an article that are read from it or given for it; each has a `…_from` column."""

_ARTICLE = text("the article it stands in")
_SPAN = {
    "start": count("first character, in `articles.text`"),
    "end": count("one past the last character"),
    "raw_start": count("first character, in `articles.raw` (the file as received)"),
    "raw_end": count("one past the last character, in `articles.raw`"),
    "text": text("the words at that address"),
}


def _found(field: str) -> Column:
    return text(
        f"where {field} was found: rule and offsets in `raw`, `front-matter`, a field of the page or row, "
        "or `corpus.toml` with its evidence",
        missing=True,
    )


TABLES: dict[str, Table] = {
    "articles": Table(
        "article, in the order of the file names",
        {
            "article_id": text("slug of outlet, author or file, and the first 8 digits of the SHA-256 of `text`"),
            "outlet_label": text("how charts name the outlet: its name, or `unnamed outlet (author or file)`"),
            "outlet": text("who published it", missing=True),
            "title": text("headline", missing=True),
            "deck": text("subheadline", missing=True),
            "byline": text("who wrote it; several names are joined by ` and `", missing=True),
            "published": text("date, or date and time, in ISO 8601", missing=True),
            "url": text("web address", missing=True),
            "kind": text("`report`, or `reference` for a transcript or other primary source"),
            "source": text(
                "the file it came from, relative to the folder; of many in one file, with the line or row: `feed.jsonl#3`"
            ),
            "encoding": text("how the bytes of the file were read"),
            "encoding_from": text("what decided the encoding"),
            "sha256": text("of the file's bytes"),
            "words": count("in title, deck, body and captions"),
            **{f"{field}_from": _found(f"the {field}") for field in METADATA},
            "raw": text("the file as received, decoded and otherwise untouched"),
            "text": text("the article: clean text, one paragraph a line"),
        },
        key="article_id",
    ),
    "edits": Table(
        "change between `raw` and `text`, in order; applying them all to `raw` gives `text`",
        {
            "article_id": text("the article"),
            "rule": text("the cleaning rule that made it"),
            "kind": text(
                "what was changed: `byline`, `bio`, `boilerplate`, `caption`, `dateline`, `junk`, `repeat`, `metadata` or `spacing`"
            ),
            "raw_start": count("first character, in `articles.raw`"),
            "raw_end": count("one past the last character, in `articles.raw`"),
            "before": text("the characters there"),
            "after": text("what stands for them in `text`; an empty string when they were removed"),
            "words": count("words among the characters before"),
        },
    ),
    "paragraphs": Table(
        "paragraph, in reading order",
        {
            "paragraph_id": text("its address"),
            "article_id": _ARTICLE,
            "position": count("0 for the first of its article"),
            "kind": text(
                "`title`, `deck`, `body` or `caption`; the kind of edit when a cleaning rule was switched off to keep it"
            ),
            **_SPAN,
        },
        key="paragraph_id",
    ),
    "sentences": Table(
        "sentence, in reading order",
        {
            "sentence_id": text("its address"),
            "article_id": _ARTICLE,
            "paragraph_id": text("the paragraph it stands in"),
            "position": count("0 for the first of its article"),
            **_SPAN,
        },
        key="sentence_id",
    ),
    "participants": Table(
        "person, organisation or group that acts or speaks, over all articles, in the order of first naming",
        {
            "participant_id": text("the address of the fullest naming"),
            "name": text("the fullest form of the name"),
            "kind": text("`person`, `organisation` or `group`"),
            "role": text("the main role phrase of the first article that gives one", missing=True),
            "affiliation": text("the body or country the role belongs to", missing=True),
            "aliases": text("the other forms of the name, joined by ` | `", missing=True),
        },
        key="participant_id",
    ),
    "links": Table(
        "participant of one article, and who that is in the corpus",
        {
            "article_id": text("the article"),
            "participant_id": text("who it is"),
            "name_here": text("the fullest form of the name in this article"),
            "rule": text("why it is the same one: `same-name`, `only-bearer` …, or `first-seen`"),
            "evidence": text("the names that the rule compared"),
        },
    ),
    "mentions": Table(
        "naming of a participant, in reading order",
        {
            "mention_id": text("its address"),
            "article_id": _ARTICLE,
            "participant_id": text("who is named"),
            "form": text("how: `full`, `surname`, `title+surname` …"),
            "label": text("the naming with the title or role beside it, as printed"),
            "label_at": text("the address of the label"),
            **_SPAN,
            "rule": text("the rule that decided"),
        },
        key="mention_id",
    ),
    "roles": Table(
        "role phrase of a participant, as the article words it, in reading order",
        {
            "article_id": _ARTICLE,
            "participant_id": text("whose role it is"),
            "affiliation": text("the body or country it names", missing=True),
            "role_at": text("its address"),
            "role": text("the words at that address"),
            "main": Column("bool", "the one phrase that says most about the participant in this article"),
            "rule": text("the rule that decided"),
        },
    ),
    "quotes": Table(
        "quotation: a stretch between outermost marks, or a reported statement, in reading order",
        {
            "quote_id": text("its address, without the marks"),
            "article_id": _ARTICLE,
            "paragraph_id": text("the paragraph it stands in"),
            "kind": text("`direct`, `fragment`, `scare`, `title`, `indirect` or `mixed`", missing=True),
            "marks": text("`double`, `single` or `none`"),
            "ending": text("`closed`, or `continued` when the mark is open at the end of its paragraph", missing=True),
            "words": count("words inside"),
            "utterance_id": text(
                "the first quotation of the same utterance: its pieces share it, and a fragment of it printed elsewhere"
            ),
            "repeats": text(
                "the longer quotation of the same speaker that holds these words too, in the same article", missing=True
            ),
            "participant_id": text("who speaks", missing=True),
            "speaker": text("the speaker as printed", missing=True),
            "speaker_at": text("the address of those words", missing=True),
            "cue": text("the words that introduce it, as printed", missing=True),
            "cue_at": text("the address of those words", missing=True),
            "cue_class": text("`neutral`, `claim`, `denial` …", missing=True),
            "addressee": text("who is spoken to, as printed", missing=True),
            "addressee_at": text("the address of those words", missing=True),
            "second_hand": text("the outlet or paper it was taken from, as printed", missing=True),
            "second_hand_at": text("the address of those words", missing=True),
            "inherited": Column(
                "bool", "no attribution in its own sentence: the speaker is taken over from the context"
            ),
            **_SPAN,
            "rule": text("the rule that decided"),
            "confidence": Column("float64", "how often that rule is right on labelled news, 0 to 1", missing=True),
            "reason": text("why a speaker is missing", missing=True),
        },
        key="quote_id",
    ),
    "corrections": Table(
        "reader's decision, in the order in which it was replayed",
        {
            "file": text("`participants.csv` or `corrections.csv`"),
            "line": count("its line there"),
            "action": text(
                "what it does: `alias`, `merge`, `rename`, `split`, or the field of a quotation or naming that it sets"
            ),
            "address": text("what it is about", missing=True),
            "before": text("the value or name that the reader saw", missing=True),
            "after": text("the value or name that it should be; missing when it should be none", missing=True),
            "who": text("who decided", missing=True),
            "when": text("when", missing=True),
            "why": text("why", missing=True),
            "status": text("`applied`, or `stale` when it does not fit the texts any more"),
            "reason": text("why it is stale", missing=True),
        },
    ),
    "problems": Table(
        "file that did not become an article",
        {
            "source": text("the file, relative to the folder"),
            "reason": text("what is wrong with it"),
            "remedy": text("what to do"),
        },
    ),
}
"""The tables of a corpus; `docs/tables.md` is generated from here."""
