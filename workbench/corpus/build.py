"""From documents to the tables of a corpus: the only place where spans become rows."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from workbench.address import Address, slug
from workbench.corpus.corrections import correct, decision_of
from workbench.corpus.model import Corpus, join_cell, records
from workbench.corpus.store import broken_laws, is_saved, read_tables
from workbench.errors import LawError, LoadError, Problem
from workbench.loaders import Document, find_inputs, load_documents
from workbench.loaders.beside import STUDY_FILE, Override, Study, for_rows, read_decisions, read_study
from workbench.parse.marks import Marked, marked
from workbench.parse.metadata import StatedValue, layout, read_metadata
from workbench.parse.normalize import CleanedText, normalize
from workbench.parse.people import (
    ELSEWHERE,
    Mention,
    Participant,
    bearers,
    body_key,
    find_participants,
    known_elsewhere,
    link_participants,
    main_role,
    only_named,
)
from workbench.parse.quotations import Quotation, Speaker, find_all, resolve
from workbench.parse.quotations.sources import KIND_OF_PARTICIPANT, PERSON, source_kind
from workbench.parse.rules import RULES
from workbench.parse.sentences import sentences
from workbench.parse.text import Span, count_words
from workbench.paths import default_corpus
from workbench.schema import METADATA, TABLES

TableRow = dict[str, Any]
Rows = dict[str, list[TableRow]]
"""Table name → its rows so far."""


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of one article, under its id."""

    article_id: str
    cleaned: CleanedText

    @property
    def text(self) -> str:
        """The clean text itself."""
        return self.cleaned.text

    def address(self, start: int, end: int) -> str:
        """The address of those characters."""
        return str(Address(self.article_id, start, end))

    def span(self, start: int, end: int) -> dict[str, Any]:
        """The columns that every span has: article, place in the text and in the raw text, and the words."""
        raw_start, raw_end = self.cleaned.raw_span(start, end)
        place = {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end}
        return {"article_id": self.article_id, **place, "text": self.text[start:end]}

    def pointer(self, name: str, span: Span | None) -> dict[str, Any]:
        """The columns `name` and `name_at`: words and their address, both missing where there is no span."""
        if span is None:
            return {name: None, f"{name}_at": None}
        return {name: self.text[slice(*span)], f"{name}_at": self.address(*span)}


class IdentifiedParticipant(NamedTuple):
    """A participant of one article and its id in the corpus."""

    participant: Participant
    participant_id: str


def add_people(
    rows: Rows, texts: Sequence[Text], found: Sequence[Sequence[Participant]]
) -> list[list[IdentifiedParticipant]]:
    """Fill `participants`, `links`, `mentions` and `roles`; gives each article's participants with their ids.

    A body that acts or speaks in one article is a participant wherever it is named, but a speaker only where it does so; a person of one
    article is one wherever the name cannot mean anybody else. Such a person gets rows, but is not given back.
    """
    found = _with_named_only(texts, found)
    links = link_participants(found)
    members: dict[int, list[tuple[Text, Participant]]] = {}
    for text, people, linked in zip(texts, found, links, strict=True):
        for person, link in zip(people, linked, strict=True):
            members.setdefault(link.person, []).append((text, person))
    ids = {number: _fullest(group) for number, group in members.items()}
    names = {link.person: link.name for linked in links for link in linked}
    for number, group in members.items():
        rows["participants"].append(_participant(ids[number], names[number], group))
    known = []
    for text, people, linked in zip(texts, found, links, strict=True):
        identified = []
        for person, link in zip(people, linked, strict=True):
            identified.append(IdentifiedParticipant(person, ids[link.person]))
            shared = {"article_id": text.article_id, "participant_id": ids[link.person]}
            rows["links"].append({**shared, "name_here": person.name, "rule": link.rule, "evidence": link.evidence})
        _add_mentions(rows, text, identified)
        known.append([one for one in identified if one.participant.mentions[0].rule != ELSEWHERE])
    return known


def _with_named_only(texts: Sequence[Text], found: Sequence[Sequence[Participant]]) -> list[list[Participant]]:
    """Of each article its participants, and after them the people and bodies known from the other articles that it names."""
    known_people = bearers(person for people in found for person in people)
    with_people: list[list[Participant]] = []
    own_bodies: list[set[str]] = []
    for text, people in zip(texts, found, strict=True):
        with_people.append([*people, *known_elsewhere(text.text, people, known_people)])
        bodies = [p for p in with_people[-1] if p.kind != "person"]
        own_bodies.append({body_key(form) for body in bodies for form in (body.name, *body.aliases)})
    all_bodies = frozenset().union(*own_bodies)
    with_bodies = []
    for text, people, own in zip(texts, with_people, own_bodies, strict=True):
        others = all_bodies - own
        named = only_named(text.text, people, others) if others else ()
        with_bodies.append(_distinct_people([*people, *named]))
    return with_bodies


def _distinct_people(people: Sequence[Participant]) -> list[Participant]:
    """The participants, each with the namings that no participant before it has; those without any are left out."""
    taken: set[Span] = set()
    distinct = []
    for person in people:
        own: dict[Span, Mention] = {}
        for m in person.mentions:
            if (m.start, m.end) not in taken:
                own.setdefault((m.start, m.end), m)
        taken |= own.keys()
        if own:
            distinct.append(replace(person, mentions=tuple(own.values())))
    return distinct


def _fullest(group: list[tuple[Text, Participant]]) -> str:
    """The address of the first full naming, else of the first naming."""
    namings = [(m.form != "full", n, m.start, text, m) for n, (text, p) in enumerate(group) for m in p.mentions]
    _, _, _, text, mention = min(namings, key=lambda naming: naming[:3])
    return str(Address(text.article_id, mention.start, mention.end))


def _participant(key: str, name: str, group: list[tuple[Text, Participant]]) -> dict[str, Any]:
    people = [p for _, p in group]
    roles = [text.text[r.start : r.end] for text, p in group if (r := main_role(p))]
    aliases = dict.fromkeys(form for p in people for form in (p.name, *p.aliases) if form != name)
    return {
        "participant_id": key,
        "name": name,
        "kind": people[0].kind,
        "role": next(iter(roles), None),
        "affiliation": next((p.affiliation for p in people if p.affiliation), None),
        "aliases": join_cell(aliases),
    }


def _add_mentions(rows: Rows, text: Text, known: list[IdentifiedParticipant]) -> None:
    mentions: list[tuple[Mention, str]] = [(m, key) for person, key in known for m in person.mentions]
    for m, key in sorted(mentions, key=lambda pair: pair[0].start):
        rows["mentions"].append(
            {
                "mention_id": text.address(m.start, m.end),
                "participant_id": key,
                "form": m.form,
                **text.pointer("label", (m.label_start, m.label_end)),
                **text.span(m.start, m.end),
                "rule": m.rule,
            }
        )
    roles = [(r, key, r is main_role(person)) for person, key in known for r in person.roles]
    for r, key, main in sorted(roles, key=lambda found: found[0].start):
        shared = {"article_id": text.article_id, "participant_id": key, "affiliation": r.affiliation, "rule": r.rule}
        rows["roles"].append({**shared, **text.pointer("role", (r.start, r.end)), "main": main})


def add_quotes(rows: Rows, texts: Sequence[Text], known: Sequence[Sequence[IdentifiedParticipant]]) -> None:
    """Fill `quotes`: a row for every stretch between outermost marks, and for every reported statement."""
    paragraphs: dict[str, list[TableRow]] = {text.article_id: [] for text in texts}
    for row in rows["paragraphs"]:
        paragraphs[row["article_id"]].append(row)
    sentence_spans: dict[str, list[Span]] = {text.article_id: [] for text in texts}
    for row in rows["sentences"]:
        sentence_spans[row["article_id"]].append((row["start"], row["end"]))
    outermost: list[list[Marked]] = []
    for text in texts:
        outermost.append([mark for mark in marked(text.text) if not mark.depth])
    given = zip((text.text for text in texts), sentence_spans.values(), outermost, strict=True)
    for text, people, marks, found in zip(texts, known, outermost, find_all(given), strict=True):
        speakers = resolve(text.text, found, [person.participant for person in people])
        mark_at = {(m.start, m.end): m for m in marks}
        starts = [p["start"] for p in paragraphs[text.article_id]]
        surest: dict[Span, tuple[Quotation, Speaker]] = {}  # where two attributions claim the same words
        for quotation, speaker in zip(found, speakers, strict=True):
            place = (quotation.start, quotation.end)
            if place not in surest or quotation.confidence > surest[place][0].confidence:
                surest[place] = (quotation, speaker)
        first: dict[int, str] = {}
        new = []
        for (start, end), (quotation, speaker) in sorted(surest.items()):
            key = text.address(start, end)
            mark = mark_at.get((start, end))
            paragraph = paragraphs[text.article_id][bisect_right(starts, start) - 1]
            new.append(
                {
                    "quote_id": key,
                    "paragraph_id": paragraph["paragraph_id"],
                    "utterance_id": first.setdefault(quotation.utterance, key),
                    "marks": mark.mark if mark else "none",
                    "ending": mark.ending if mark else None,
                    **_attribution(text, quotation, speaker, people),
                    **text.span(start, end),
                    "words": count_words(text.text[start:end]),
                    "repeats": None,
                }
            )
        _mark_repeats(new)
        rows["quotes"] += new


_WORDS = re.compile(r"[\w’-]+")
_REPEATED_WORDS = 2  # one word alone may well be used twice: “constructive” on two things is no repetition


def _mark_repeats(quotes: list[dict[str, Any]]) -> None:
    """Fill `repeats` of each fragment whose words stand in a longer quotation of the same speaker, with the id of that one.

    The fragment is then of the same utterance, and is not counted a second time.
    """
    folded = [" ".join(["", *_WORDS.findall(q["text"].casefold()), ""]) for q in quotes]
    whole = [(i, q) for i, q in enumerate(quotes) if q["kind"] == "direct"]
    for i, quote in enumerate(quotes):
        if quote["kind"] in ("fragment", "scare") and quote["participant_id"] and quote["words"] >= _REPEATED_WORDS:
            for j, longer in whole:
                if longer["participant_id"] == quote["participant_id"] and folded[i] in folded[j]:
                    quote["repeats"], quote["utterance_id"] = longer["quote_id"], longer["utterance_id"]
                    break


def _attribution(
    text: Text, quotation: Quotation, speaker: Speaker, people: Sequence[IdentifiedParticipant]
) -> dict[str, Any]:
    """Who speaks, by which words and rule; why a speaker is missing."""
    who = people[speaker.participant].participant_id if speaker.participant is not None else None
    unspoken = quotation.kind in ("title", "scare") and quotation.speaker is None
    return {
        "kind": quotation.kind,
        "participant_id": who,
        **text.pointer("speaker", quotation.speaker),
        "source_kind": _source_kind(text, quotation, speaker, people),
        **text.pointer("cue", quotation.cue),
        "cue_class": quotation.cue_class,
        **text.pointer("addressee", quotation.addressee),
        **text.pointer("second_hand", quotation.second_hand),
        "inherited": quotation.inherited,
        "rule": quotation.rule,
        "confidence": quotation.confidence,
        "reason": None if who or unspoken else quotation.reason or speaker.reason,
    }


def _source_kind(
    text: Text, quotation: Quotation, speaker: Speaker, people: Sequence[IdentifiedParticipant]
) -> str | None:
    """Whether a person, body, group, document or somebody unnamed is the source; None where it is unresolved, or nobody is."""
    if speaker.participant is not None:
        return KIND_OF_PARTICIPANT[people[speaker.participant].participant.kind]
    if quotation.speaker is None or quotation.reason or speaker.rule == "pronoun":
        return None
    if speaker.name is not None:
        return PERSON
    return source_kind(text.text[slice(*quotation.speaker)])


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
            advice = "load the articles to keep what a rule removes"
            raise ValueError(f"{path} holds saved tables, which are cleaned already; {advice}")
        return read_tables(path)
    study = read_study(path)
    inputs: list[Document | Problem] = []
    for file in find_inputs(path):
        inputs += load_documents(file, path, study.columns_of(file, path))
    study = for_rows(study, [d.source for d in inputs if isinstance(d, Document)])
    decisions, faults = read_decisions(path)
    corpus = build(inputs, replace(study, problems=(*study.problems, *faults)), keep=keep)
    if corrections and decisions:
        corpus = correct(corpus, decisions)
        _hold_to_laws(corpus)
    problems = [Problem(*row) for row in corpus.problems.itertuples(index=False)]
    if on_error == "raise" and problems:
        advice = 'To load the rest and see these in `corpus.problems`: load(folder, on_error="report").'
        raise LoadError(problems, advice)
    if corpus.articles.empty and on_error == "raise":
        remedy = f"put text files into it (one article each, {STUDY_FILE} beside them if you like)"
        raise LoadError([Problem(str(path), "holds no article", remedy)])
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
        given: dict[str, Override] = {}
        for field in METADATA:
            _, by_reader, evidence = str(row[f"{field}_from"]).partition(f"{STUDY_FILE}: ")
            if by_reader:
                given[field] = Override(row[field], evidence)
        study.overrides[row["source"]] = given
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
    known = add_people(rows, texts, [find_participants(text.text) for text in texts])
    add_quotes(rows, texts, known)
    rows["problems"] = [{"source": p.where, "reason": p.reason, "remedy": p.remedy} for p in problems]
    corpus = Corpus(study.title, **rows)  # type: ignore[arg-type]  # the corpus makes frames of the rows
    _hold_to_laws(corpus)
    return corpus


def _hold_to_laws(corpus: Corpus) -> None:
    if broken := broken_laws(corpus):
        raise LawError(broken, "This is a fault of the workbench: please report it with the file that caused it.")


def _add_article(rows: Rows, document: Document, study: Study, keep: Collection[str], ids: Counter[str]) -> Text:
    full = normalize(document.raw)
    values, origins = _metadata(full, document.source, study)
    cleaned = normalize(document.raw, keep=keep) if keep else full
    words = count_words(cleaned.text)
    if not words:
        raise ValueError("nothing but spacing and what the cleaning rules remove is in it")
    file, mark, place = document.source.partition("#")  # `articles.csv#3` is the third article of that file
    name = values["byline"] or Path(file).stem + mark + place
    label = values["outlet"] or f"unnamed outlet ({name})"
    digest = hashlib.sha256(cleaned.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem = f"{slug(values['outlet'] or name)}-{digest}"
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
        count = count_words(edit.before) if edit.before.strip() else 0  # quicker: most edits only mend spacing
        shared = {"article_id": text.article_id, "kind": RULES[edit.rule].kind, "words": count}
        rows["edits"].append({**shared, **edit._asdict()})
    _add_segments(rows, text, full, values)
    return text


def _metadata(full: CleanedText, source: str, study: Study) -> tuple[dict[str, str | None], dict[str, str]]:
    """Each field's value and where it was found: what the reader gives wins over what the text states."""
    found: dict[str, StatedValue] = read_metadata(full)
    values: dict[str, str | None] = {field: found[field].value if field in found else None for field in METADATA}
    origins = {field: f"{f.rule} {f.raw_start}-{f.raw_end}" for field, f in found.items()}
    for field, override in study.overrides.get(source, {}).items():
        values[field], origins[field] = override.value, f"{STUDY_FILE}: {override.evidence}"
    return values, origins


def _add_segments(rows: Rows, text: Text, full: CleanedText, values: dict[str, str | None]) -> None:
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
