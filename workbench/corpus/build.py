"""From the files of a folder to a corpus."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.address import slug
from workbench.corpus.corrections import correct, decision_of
from workbench.corpus.frames import records
from workbench.corpus.laws import broken_laws
from workbench.corpus.model import Corpus
from workbench.corpus.people import add_people
from workbench.corpus.quotes import add_quotes
from workbench.corpus.spans import Rows, Text
from workbench.corpus.store import is_saved, read_tables
from workbench.errors import LawError, LoadError, Problem
from workbench.loaders import Document, find_inputs, load_documents
from workbench.loaders.corrections import read_decisions
from workbench.loaders.study import FILE, Override, Study, for_rows, read_study
from workbench.parse.layout import layout
from workbench.parse.metadata import Found, read_metadata
from workbench.parse.normalize import Cleaned, normalize
from workbench.parse.people import find_participants
from workbench.parse.rules import RULES
from workbench.parse.sentences import sentences
from workbench.parse.text import count_words
from workbench.paths import default_corpus
from workbench.schema import METADATA, TABLES


def load(
    folder: str | Path | None = None, *, keep: Collection[str] = (), on_error: str = "raise", corrections: bool = True
) -> Corpus:
    """The corpus of a folder: its articles, cleaned and cut into tables; without a folder, the default corpus.

    `keep` names cleaning rules that are not to be applied. A folder of saved tables is read as it is. Files that cannot
    become articles raise one `LoadError` that lists them all or, with `on_error="report"`, become rows of `problems`.
    What readers decided in `participants.csv` and `corrections.csv` beside the articles is replayed, and wins over the rules;
    `corrections=False` shows what the rules alone say.
    """
    if on_error not in ("raise", "report"):
        raise ValueError(f"on_error is {on_error!r}; it is 'raise' or 'report'")
    if unknown := sorted(set(keep) - set(RULES)):
        raise ValueError(f"no cleaning rule {unknown[0]!r}; the rules are {', '.join(RULES)}")
    path = default_corpus() if folder is None else Path(folder).expanduser()
    if is_saved(path):
        if keep:
            raise ValueError(
                f"{path} holds saved tables, which are cleaned already; load the articles to keep what a rule removes"
            )
        return read_tables(path)
    study = read_study(path)
    inputs = [d for p in find_inputs(path) for d in load_documents(p, path, study.columns_of(p, path))]
    study = for_rows(study, [d.source for d in inputs if isinstance(d, Document)])
    decisions, faults = read_decisions(path)
    corpus = build(inputs, replace(study, problems=(*study.problems, *faults)), keep=keep)
    if corrections and decisions:
        corpus = correct(corpus, decisions)
        _hold_to_laws(corpus)
    problems = [Problem(*row) for row in corpus.problems.itertuples(index=False)]
    if on_error == "raise" and problems:
        raise LoadError(
            problems, 'To load the rest and see these in `corpus.problems`: load(folder, on_error="report").'
        )
    if corpus.articles.empty and on_error == "raise":
        raise LoadError(
            [
                Problem(
                    str(path),
                    "holds no article",
                    f"put text files into it (one article each, {FILE} beside them if you like)",
                )
            ]
        )
    return corpus


def rebuild(corpus: Corpus, *, keep: Collection[str] = ()) -> Corpus:
    """The same files cleaned anew, without the rules named in `keep`: what a checkbox beside a rule does.

    Article ids change where the text does, since an id promises its words. Problems are carried over.
    """
    if unknown := sorted(set(keep) - set(RULES)):
        raise ValueError(f"no cleaning rule {unknown[0]!r}; the rules are {', '.join(RULES)}")
    documents, study = [], Study(corpus.title)
    for row in records(corpus.articles):
        documents.append(Document(*(row[f] for f in ("source", "raw", "encoding", "encoding_from", "sha256"))))
        study.kinds[row["source"]] = row["kind"]
        given = {field: str(row[f"{field}_from"]).partition(f"{FILE}: ") for field in METADATA}
        study.overrides[row["source"]] = {f: Override(row[f], g[2]) for f, g in given.items() if g[1]}
    again = build(documents, study, keep=keep)
    if not corpus.corrections.empty:
        again = correct(again, [decision_of(row) for row in records(corpus.corrections)])
    return replace(again, problems=corpus.problems)


def build(inputs: Iterable[Document | Problem], study: Study | None = None, *, keep: Collection[str] = ()) -> Corpus:
    """The corpus of these documents; problems, and documents that hold no article, become rows of `problems`.

    `LawError` when the result breaks a law of the corpus, which would be a fault of the workbench.
    """
    study = study or Study()
    problems = list(study.problems)
    rows: Rows = {name: [] for name in TABLES}
    ids: Counter[str] = Counter()
    texts: list[Text] = []
    for document in inputs:
        if isinstance(document, Problem):
            problems.append(document)
            continue
        try:
            texts.append(_add_article(rows, document, study, keep, ids))
        except ValueError as error:
            problems.append(Problem(document.source, str(error), "mend the file, or take it out of the folder"))
    _add_people_and_quotes(rows, texts)
    rows["problems"] = [{"source": p.where, "reason": p.reason, "remedy": p.remedy} for p in problems]
    corpus = Corpus(study.title, **rows)  # type: ignore[arg-type]  # the corpus makes frames of the rows
    _hold_to_laws(corpus)
    return corpus


def _hold_to_laws(corpus: Corpus) -> None:
    if broken := broken_laws(corpus):
        raise LawError(broken, "This is a fault of the workbench: please report it with the file that caused it.")


def _add_people_and_quotes(rows: Rows, texts: Sequence[Text]) -> None:
    add_quotes(rows, texts, add_people(rows, texts, [find_participants(t.text) for t in texts]))


def _add_article(rows: Rows, document: Document, study: Study, keep: Collection[str], ids: Counter[str]) -> Text:
    full = normalize(document.raw)
    values, origins = _metadata(full, document.source, study)
    cleaned = normalize(document.raw, keep=keep) if keep else full
    words = count_words(cleaned.text)
    if not words:
        raise ValueError("nothing but spacing and what the cleaning rules remove is in it")
    name = values["byline"] or _stem(document.source)
    label = values["outlet"] or f"unnamed outlet ({name})"
    stem = f"{slug(values['outlet'] or name)}-{_digest(cleaned.text)}"
    ids[stem] += 1  # the same words may have come out twice, under one name
    text = Text(stem if ids[stem] == 1 else f"{stem}-{ids[stem]}", cleaned)
    rows["articles"].append(
        {
            "article_id": text.article_id,
            "outlet_label": label,
            **values,
            "kind": study.kinds.get(document.source, "report"),
            "source": document.source,
            "encoding": document.encoding,
            "encoding_from": document.encoding_from,
            "sha256": document.sha256,
            "words": words,
            **{f"{field}_from": origins.get(field) for field in METADATA},
            "raw": document.raw,
            "text": cleaned.text,
        }
    )
    for edit in cleaned.edits:
        count = count_words(edit.before) if edit.before.strip() else 0  # most edits only mend spacing
        shared = {"article_id": text.article_id, "kind": RULES[edit.rule].kind, "words": count}
        rows["edits"].append({**shared, **edit._asdict()})
    _add_segments(rows, text, full, values)
    return text


def _stem(source: str) -> str:
    """The name of a file without its ending, and the place in it: `articles#3`."""
    file, mark, place = source.partition("#")
    return Path(file).stem + mark + place


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _metadata(full: Cleaned, source: str, study: Study) -> tuple[dict[str, str | None], dict[str, str]]:
    """Each field's value and where it was found: what the reader gives wins over what the text states."""
    found: dict[str, Found] = read_metadata(full)
    values: dict[str, str | None] = {field: found[field].value if field in found else None for field in METADATA}
    origins = {field: f"{f.rule} {f.raw_start}-{f.raw_end}" for field, f in found.items()}
    for field, override in study.overrides.get(source, {}).items():
        values[field], origins[field] = override.value, f"{FILE}: {override.evidence}"
    return values, origins


def _add_segments(rows: Rows, text: Text, full: Cleaned, values: dict[str, str | None]) -> None:
    """Paragraphs and sentences. A paragraph that full cleaning would have removed keeps the kind of thing that it is."""
    removed = [e for e in full.edits if e.before.strip() and count_words(e.before)]
    starts = iter(sentences(text.text))
    sentence = next(starts, None)
    position = 0
    for number, paragraph in enumerate(layout(text.text, title=values["title"], deck=values["deck"])):
        span = text.span(paragraph.start, paragraph.end)
        edit = next((e for e in removed if e.raw_start <= span["raw_start"] and span["raw_end"] <= e.raw_end), None)
        kind = RULES[edit.rule].kind if edit else paragraph.kind
        paragraph_id = text.address(paragraph.start, paragraph.end)
        rows["paragraphs"].append({"paragraph_id": paragraph_id, "position": number, "kind": kind, **span})
        while sentence and sentence[0] < paragraph.end:
            ids = {"sentence_id": text.address(*sentence), "paragraph_id": paragraph_id, "position": position}
            rows["sentences"].append({**ids, **text.span(*sentence)})
            position, sentence = position + 1, next(starts, None)
