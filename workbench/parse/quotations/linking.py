"""Whose words a marked stretch is, where its own sentence does not say: continuation, introduction, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.parse.quotations.attributions import Attribution
from workbench.parse.quotations.shallow import Shallow

CUE_LIKELY = 0.3
"""A cue of the neighbourhood lends its source to a quotation from this probability on."""
REACH_SENTENCES, REACH_PARAGRAPHS = 3, 2
"""A quotation without attribution follows its speaker within three sentences and two line breaks (99 % in PolNeAR)."""


@dataclass(frozen=True, slots=True)
class Link:
    """The attribution a marked stretch belongs to (its number), and the rule that says so."""

    owner: int | None
    rule: str
    signature: tuple[int, int] | None = None


def link(shallow: Shallow, found: list[Attribution]) -> list[Link | None]:
    """For each marked stretch its attribution; None for a short one that nobody claims."""
    clip(shallow, found)
    links = _claimed(shallow, found)
    place = _places(shallow)
    for i in range(len(shallow.marks)):
        if links[i] is None and shallow.folded[i] and i in place:
            links[i] = (
                _resumed(shallow, links, i)
                or _beside(shallow, found, place[i], i)
                or _before(shallow, found, links, place, i)
                or _signed(shallow, place[i])
                or Link(None, "unattributed")
            )
    extend(shallow, found, links)
    return links


def _claimed(shallow: Shallow, found: list[Attribution]) -> list[Link | None]:
    """Stretches that lie in the content of an attribution of their sentence; the surest cue wins."""
    links: list[Link | None] = [None] * len(shallow.marks)
    starts = {m.start: i for i, m in enumerate(shallow.marks)}
    for number, a in enumerate(found):
        for x, y in a.content:
            for t in shallow.tokens[x:y]:
                i = t.quote if t.quote >= 0 else starts.get(t.start, -1)
                if i < 0:
                    continue
                old = links[i]
                if old is None or old.owner is None or weight(found[old.owner]) < weight(a):
                    links[i] = Link(number, "cue")
    return links


CUE_POSSIBLE = 0.15


def clip(shallow: Shallow, found: list[Attribution]) -> None:
    """Content ends where the sentence turns to the next act of speech: ", with Day adding …", "… and thanked Day"."""
    words = [t.word for t in shallow.tokens]
    for a in found:
        others = [b for b in found if b.sentence == a.sentence and b.head > a.head and b.content]
        for n, (x, y) in enumerate(a.content):
            ends = [e for b in others if (e := _turn(words, a, b)) is not None and max(x, a.head) < e < y]
            if ends:
                a.content[n] = (x, min(ends))


def _turn(words: list[str], a: Attribution, b: Attribution) -> int | None:
    """The token before which the content of `a` ends because `b` begins: an absolute phrase, or a second verb."""
    if words[b.head].endswith("ing") and b.chance >= CUE_POSSIBLE:
        for i in range(max(b.head - ABSOLUTE_TOKENS, 1), b.head - 1):
            if words[i] == "with" and words[i - 1] == "," and words[i + 1][0].isupper():
                return i - 1
    start = b.cue[0] if b.cue[0] > 0 else b.head
    same = a.guess is not None and b.guess is not None and a.guess[0] == b.guess[0] and b.guess[1] <= a.head
    if same and b.chance >= CUE_LIKELY and words[start - 1] in ("and", "but"):
        return start - 2 if words[start - 2] == "," else start - 1
    return None


ABSOLUTE_TOKENS = 8
"""How far after "with" the participle of an absolute phrase may stand."""


def weight(a: Attribution) -> float:
    """How likely cue, source and content are, taken as independent."""
    return a.chance * a.content_chance * (0.1 + a.source_chance)


def extend(shallow: Shallow, found: list[Attribution], links: list[Link | None]) -> None:
    """Content that stops short of a marked fragment of its own sentence goes on to take it in."""
    for i, chosen in enumerate(links):
        if not chosen or chosen.rule != "beside" or chosen.owner is None:
            continue
        m, a = shallow.marks[i], found[chosen.owner]
        runs = [r for r in a.content if r[0] > a.head]
        at = next((n for n in range(*shallow.sentences[a.sentence]) if shallow.tokens[n].quote == i), -1)
        if runs and at >= runs[-1][1] and shallow.text[m.start].islower():
            others = [b for b in found if b is not a and b.chance >= CUE_LIKELY and runs[-1][1] <= b.head < at]
            if not others:
                a.content[a.content.index(runs[-1])] = (runs[-1][0], at + 1)


def _places(shallow: Shallow) -> dict[int, int]:
    """The sentence of each marked stretch."""
    starts = {m.start: i for i, m in enumerate(shallow.marks)}
    out: dict[int, int] = {}
    for n, (a, b) in enumerate(shallow.sentences):
        for t in shallow.tokens[a:b]:
            i = t.quote if t.quote >= 0 else starts.get(t.start, -1)
            if i >= 0:
                out[i] = n
    return out


def _resumed(shallow: Shallow, links: list[Link | None], i: int) -> Link | None:
    """A paragraph that takes up the quotation the one before left open."""
    if not shallow.marks[i].continues or i == 0:
        return None
    before = links[i - 1]
    known = before and (before.owner is not None or before.signature)
    return Link(before.owner, "resumed", before.signature) if before and known else None


def _beside(shallow: Shallow, found: list[Attribution], sentence: int, i: int) -> Link | None:
    """The nearest likely cue of the same sentence that has a source."""
    at = next(n for n in range(*shallow.sentences[sentence]) if shallow.tokens[n].quote == i)
    likely = [n for n, a in enumerate(found) if a.sentence == sentence and a.guess and a.chance >= CUE_LIKELY]
    best = min(likely, key=lambda n: abs(found[n].head - at), default=None)
    return None if best is None else Link(best, "beside")


def _before(
    shallow: Shallow, found: list[Attribution], links: list[Link | None], place: dict[int, int], i: int
) -> Link | None:
    """The attribution of the sentences before: first one that quotes, then one that introduces."""
    sentence, paragraph = place[i], shallow.paragraph
    for s in range(sentence - 1, max(sentence - 1 - REACH_SENTENCES, -1), -1):
        if paragraph[sentence] - paragraph[s] > REACH_PARAGRAPHS:
            break
        quoting = [
            x for j, x in enumerate(links[:i]) if x and place.get(j) == s and (x.owner is not None or x.signature)
        ]
        if quoting:
            return Link(quoting[-1].owner, "continues", quoting[-1].signature)
        last = shallow.tokens[shallow.sentences[s][1] - 1].word
        near = paragraph[s] == paragraph[sentence] or (s == sentence - 1 and last == ":")
        floor = 0.0 if last == ":" else CUE_LIKELY
        likely = [n for n, a in enumerate(found) if a.sentence == s and a.guess and a.chance >= floor]
        if near and likely:
            best = max(likely, key=lambda n: (found[n].source is not None, found[n].chance))
            return Link(best, "introduced" if last == ":" else "follows")
    return None


SIGNATURE_TOKENS = 10
DASH = re.compile(r"[-–—]+$")


def _signed(shallow: Shallow, sentence: int) -> Link | None:
    """A short next paragraph that begins with a dash names the speaker: “…” / - Bernie Sanders."""
    if sentence + 1 >= len(shallow.sentences) or shallow.paragraph[sentence + 1] == shallow.paragraph[sentence]:
        return None
    a, b = shallow.sentences[sentence + 1]
    words = [t.word for t in shallow.tokens[a:b]]
    if not DASH.match(words[0]) or len(words) > SIGNATURE_TOKENS:
        return None
    end = next((n for n, w in enumerate(words) if n and not (w[0].isalnum() or w in ("’s", "'s"))), len(words))
    return Link(None, "signed", (a + 1, a + end)) if end > 1 else None
