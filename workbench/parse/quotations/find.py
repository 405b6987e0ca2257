"""Quotations: what is said, by whom, with which cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from workbench.parse.marks import Marked, marked
from workbench.parse.quotations.attributions import Attribution, attributions_of
from workbench.parse.quotations.confidence import confidence, facts
from workbench.parse.quotations.cues import cue_class
from workbench.parse.quotations.details import Relay, addressee, headline, relayed, termed
from workbench.parse.quotations.kinds import is_titled, kind_of_marked
from workbench.parse.quotations.linking import Link, Numbers, by_sentence, link
from workbench.parse.quotations.reading import Run
from workbench.parse.quotations.shallow import Shallow, fold
from workbench.parse.sentences import sentences as split
from workbench.parse.text import Span

CONFIDENT = 0.36
"""An attribution without marks is kept from this confidence on: the best end-to-end F1 in cross-validation (0.67)."""
CONFIDENT_MARKED = 0.3
"""Quoted words in the content make it likelier that it is somebody's."""


class Quotation(NamedTuple):
    """One stretch of quoted or reported words, and who is said to have said it."""

    start: int
    end: int
    kind: str
    speaker: Span | None
    cue: Span | None
    cue_class: str | None
    addressee: Span | None
    utterance: int
    inherited: bool
    second_hand: Span | None
    rule: str
    confidence: float
    reason: str | None


def find_quotations(
    text: str, *, sentences: Sequence[Span] | None = None, marks: Sequence[Marked] | None = None
) -> list[Quotation]:
    """The quotations of `text`, in order of start: direct, fragment, scare, title, indirect and mixed.

    A direct row lies inside its marks; an indirect or mixed one is the content clause, and the marked words inside a
    mixed one are rows of their own. Rows with one `utterance` number belong to one act of speech. `sentences` and
    `marks` (of `marks.marked`) are found here if they are not given.

    >>> for q in find_quotations("“We will win in the end,” she told reporters. “We always do.”"):
    ...     print(q.start, q.end, q.kind, q.speaker, q.utterance, q.rule)
    1 24 direct (26, 29) 0 cue
    47 60 direct (26, 29) 0 continues
    """
    return next(
        find_all([(text, split(text) if sentences is None else sentences, marked(text) if marks is None else marks)])
    )


BATCH = 48
"""Texts whose words are weighed together: the arithmetic of one article is too small to keep a core busy."""


def find_all(texts: Iterable[tuple[str, Sequence[Span], Sequence[Marked]]]) -> Iterator[list[Quotation]]:
    """The quotations of each text, given with its sentences and its marks: what `find_quotations` finds, in two thirds of the time."""
    waiting = iter(texts)
    while some := [fold(*given) for given in islice(waiting, BATCH)]:
        found = attributions_of(some)
        drafts = [_draft(shallow, mine) for shallow, mine in zip(some, found, strict=True)]
        sure = iter(confidence([row for d in drafts for row in facts(d.shallow, d.found, d.owners)]))
        yield from (_rows(d, list(islice(sure, len(d.found)))) for d in drafts)


class _Draft(NamedTuple):
    """The attributions of a text, and whose each of its marked stretches is."""

    shallow: Shallow
    found: list[Attribution]
    links: list[Link | None]
    titled: list[bool]  # whether it is a title
    owners: set[int | None]  # whose words stand in folded marks


def _draft(shallow: Shallow, found: list[Attribution]) -> _Draft:
    links = link(shallow, found)
    claims = (found[x.owner] if x and x.owner is not None and x.rule == "cue" else None for x in links)
    titled = [is_titled(shallow, i, a) for i, a in enumerate(claims)]
    owners = {x.owner for i, x in enumerate(links) if x and shallow.folded[i] and not titled[i]}
    return _Draft(shallow, found, links, titled, owners)


def _rows(draft: _Draft, sure: list[float]) -> list[Quotation]:
    """The rows of a text, `sure` being the confidence of its attributions."""
    shallow, found, links, titled, owners = draft
    holding = {x.owner for i, x in enumerate(links) if x and x.rule == "cue" and not titled[i]}
    # What only holds a title is no speech: "They watched “The Late Show”".
    empty = {x.owner for i, x in enumerate(links) if x and x.rule == "cue" and titled[i]} - holding
    linked = {x.owner for x in links if x}
    kept = [
        n
        for n, a in enumerate(found)
        if a.content
        and n not in empty
        and (n in owners or sure[n] >= (CONFIDENT_MARKED if n in holding else CONFIDENT))
    ]
    near = by_sentence(found, kept)
    kept = [n for n in kept if n in holding or not _nested(found, n, near, sure)]
    bases = {n: _attributed(shallow, found[n], n, n in owners, sure[n]) for n in {*kept, *linked} if n is not None}
    relays = relayed(shallow, found, bases)
    for n, (medium, _, _) in relays.items():
        bases[n] = bases[n]._replace(second_hand=medium)
    starts = [m.start for m in shallow.marks]
    rows = [row for n in kept for row in _reported(shallow, starts, found[n], bases[n])]
    for n in relays.keys() & kept:
        rows += _relayed(shallow, found[n], bases[n], len(found) + len(links) + n, relays[n])
    rows += _marked(draft, bases)
    rows += _headline(shallow.text, rows, 2 * len(found) + len(links))
    return sorted(rows, key=lambda q: (q.start, -q.end))


NESTED_SURE, NESTED_SHARE = 0.8, 0.7
"""Inside another's words a cue is mostly part of them: it must be this sure, or surer than the other by this share."""


def _nested(found: list[Attribution], n: int, near: Numbers, sure: list[float]) -> bool:
    """Does the cue lie in the content of an attribution about as sure?"""
    if sure[n] >= NESTED_SURE or found[n].act:
        return False
    head, others = found[n].head, near[found[n].sentence]
    return len(others) > 1 and any(
        m != n and sure[m] >= NESTED_SHARE * sure[n] and any(x <= head < y for x, y in found[m].content) for m in others
    )


def _attributed(shallow: Shallow, a: Attribution, number: int, quoting: bool, sure: float) -> Quotation:
    """A row without content that carries all an attribution says of its speaker."""
    cue = shallow.chars(a.cue)
    source, to = a.guess if quoting else a.source, addressee(shallow, a)
    speaker, reason = (shallow.chars(source), None) if source else (None, "no source near the cue")
    said, heard = cue_class(shallow.text[cue[0] : cue[1]], shallow.words[a.head]), shallow.chars(to) if to else None
    return Quotation(*cue, "indirect", speaker, cue, said, heard, number, False, None, "cue", round(sure, 3), reason)


BARE = frozenset(["what", "which", "who", "whom", "that", "it", "this", "so"])
"""Words that stand for the content, or tie it to the sentence, and are none by themselves: "what he called a mess"."""


def _is_marked_only(shallow: Shallow, run: Run) -> bool:
    """Is this piece of content one marked stretch and nothing else?"""
    return run[1] - run[0] == 1 and shallow.quotes[run[0]] >= 0


def _reported(shallow: Shallow, starts: list[int], a: Attribution, base: Quotation) -> list[Quotation]:
    """The indirect and mixed pieces of an attribution; its marked stretches are rows of `_marked`.

    `starts` are those of all marked stretches.
    """
    rows = []
    for run in a.content:
        if _is_marked_only(shallow, run) or (shallow.low[run[0]] in BARE and BARE.issuperset(shallow.low[slice(*run)])):
            continue
        s, e = shallow.chars(run)
        first, stop = bisect_left(starts, s), bisect_left(starts, e)
        mixed = first < stop and any(m.end <= e for m in shallow.marks[first:stop])
        rows.append(Quotation(s, e, "mixed" if mixed else "indirect", *base[3:]))
    return rows


def _relayed(shallow: Shallow, a: Attribution, base: Quotation, number: int, relay: Relay) -> list[Quotation]:
    """What the medium is said to have reported: the sentence without the phrase that names it."""
    phrase, cue, source = relay
    if shallow.text[cue[0] : cue[0] + 3].lower() != "as ":
        return []
    start, end = shallow.chars(shallow.sentences[a.sentence])
    span = (start, phrase[0]) if phrase[0] - start > end - phrase[1] else (phrase[1], end)
    inner = shallow.text[span[0] : span[1]]
    s, e = span[0] + len(inner) - len(inner.lstrip(" ,")), span[1] - len(inner) + len(inner.rstrip(" ,."))
    return [
        base._replace(start=s, end=e, kind="indirect", speaker=source, cue=cue, cue_class="neutral", addressee=None,
                utterance=number, second_hand=None, rule="second-hand")
    ] if e > s else []  # fmt: skip


def _marked(draft: _Draft, bases: dict[int, Quotation]) -> list[Quotation]:
    """A row for every outermost marked stretch."""
    shallow, found, links, titled, _ = draft
    rows: list[Quotation] = []
    bestowed: tuple[int, Quotation] | None = None
    for i, (m, chosen) in enumerate(zip(shallow.marks, links, strict=True)):
        owner = chosen.owner if chosen else None
        base = bases[owner] if owner is not None else _nobody(shallow, len(found) + i, chosen)
        kind = "title" if titled[i] else kind_of_marked(shallow, i, chosen, rows[-1] if rows else None)
        at = shallow.anchors[i]
        named = None if shallow.folded[i] else termed(shallow, at)
        if named:
            cue = shallow.chars(named[1])
            base = base._replace(
                speaker=shallow.chars(named[0]), cue=cue, cue_class="neutral", rule="termed", reason=None
            )
            bestowed = at, base
            kind = "fragment" if kind == "title" else kind
        elif (
            bestowed
            and 0 < at - bestowed[0] <= 8
            and shallow.words[at - 2] in ("and", "or", ",", "but")
            and not shallow.folded[i]
        ):
            base, bestowed = bestowed[1], (at, bestowed[1])
        if kind == "title" or (kind == "scare" and chosen is None and not named and base.rule != "termed"):
            base = _nobody(shallow, len(found) + i, None)
        inherited = (
            owner is not None
            and chosen is not None
            and chosen.rule not in ("cue", "beside", "tagged")
            and base.rule != "termed"
        )
        rule = chosen.rule if chosen and base.rule == "cue" else base.rule
        rows.append(
            Quotation(m.start, m.end, kind, *base[3:8], inherited, base.second_hand, rule, base.confidence, base.reason)
        )
    return rows


def _headline(text: str, rows: list[Quotation], number: int) -> list[Quotation]:
    """The row of a headline such as "Ames on the vote: We Did Well", unless the taggers have found it."""
    found = headline(text)
    if not found or any(q.start < found[2][1] and found[2][0] < q.end for q in rows):
        return []
    who, cue, (s, e) = found
    return [Quotation(s, e, "indirect", who, cue, None, None, number, False, None, "headline", 0.5, None)]


def _nobody(shallow: Shallow, number: int, chosen: Link | None) -> Quotation:
    """A row without an attribution: signed by a name below it, or nobody's."""
    span = shallow.chars(chosen.signature) if chosen and chosen.signature else None
    reason = None if span or chosen is None else "no attribution in the sentence or before it"
    rule = chosen.rule if chosen else "marks"
    return Quotation(0, 0, "direct", span, None, None, None, number, chosen is not None, None, rule, 0.5, reason)
