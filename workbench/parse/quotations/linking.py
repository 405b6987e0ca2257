"""Whose words a marked stretch is, where its own sentence does not say: continuation, introduction, signature."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.parse.quotations.attributions import Attribution
from workbench.parse.quotations.cues import cue_priors
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
    mine = by_sentence(found, range(len(found)))
    clip(shallow, found, mine)
    place = [shallow.sentence_of(at) for at in shallow.anchors]
    links = _claimed(shallow, found, mine, place)
    for i, whole in enumerate(shallow.folded):
        if links[i] is None and whole:
            links[i] = (
                _resumed(shallow, links, i)
                or _beside(shallow, found, mine.get(place[i], []), i, CUE_LIKELY)
                or _tagged(shallow, found, mine, place, i)
                or _before(shallow, found, mine, links, place[: i + 1])
                or _signed(shallow, place[i])
                or _beside(shallow, found, mine.get(place[i], []), i, 0.0)
                or Link(None, "unattributed")
            )
    extend(shallow, found, mine, links)
    return links


Numbers = dict[int, list[int]]


def by_sentence(found: Sequence[Attribution], numbers: Iterable[int]) -> Numbers:
    """Those of the attributions with these numbers, by their sentence."""
    out: Numbers = defaultdict(list)
    for n in numbers:
        out[found[n].sentence].append(n)
    return out


MEDIUM = frozenset({"according", "reported", "reports"})
"""Cues of the medium that brings what somebody said: “…,” Lee said, The Post reported."""


def _claimed(shallow: Shallow, found: list[Attribution], mine: Numbers, place: list[int]) -> list[Link | None]:
    """Stretches that lie in the content of an attribution of their sentence; the surest cue wins."""
    links: list[Link | None] = []
    for at, sentence, whole in zip(shallow.anchors, place, shallow.folded, strict=True):
        claims = [n for n in mine.get(sentence, []) if any(x <= at < y for x, y in found[n].content)]
        # The medium is second to the speaker.
        own = [n for n in claims if shallow.low[found[n].head] not in MEDIUM and found[n].chance >= CUE_LIKELY]
        claims = own or claims
        if whole:
            claims = [n for n in claims if found[n].guess]  # what nobody is known to have said may be somebody's nearby
        surest = max(claims, key=lambda n: weight(found[n])) if len(claims) > 1 else claims[0] if claims else None
        links.append(None if surest is None else Link(surest, "cue"))
    return links


CUE_POSSIBLE = 0.15
"""A participle in an absolute phrase is a cue from this probability on."""


def clip(shallow: Shallow, found: list[Attribution], mine: Numbers) -> None:
    """Content ends where the sentence turns to the next act of speech: ", with Day adding …", "… and thanked Day"."""
    words = shallow.words
    for numbers in mine.values():
        turning = [b for b in (found[m] for m in numbers) if b.content and _may_turn(words, b)] if numbers[1:] else []
        for n in numbers if turning else ():
            a = found[n]
            turns = [t for b in turning if b.head > a.head and (t := _turn(words, a, b)) is not None]
            for piece, (x, y) in enumerate(a.content):
                ends = [turn for turn in turns if max(x, a.head) < turn < y]
                if ends:
                    a.content[piece] = (x, min(ends))


def _may_turn(words: list[str], b: Attribution) -> bool:
    """Is the cue a participle, or does it follow "and" or "but"? Most do not, and turn no sentence."""
    return words[b.head].endswith("ing") or words[(b.cue[0] or b.head) - 1] in ("and", "but")


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


def extend(shallow: Shallow, found: list[Attribution], mine: Numbers, links: list[Link | None]) -> None:
    """Content that stops short of a marked fragment of its own sentence goes on to take it in."""
    for i, chosen in enumerate(links):
        if not chosen or chosen.rule != "beside" or chosen.owner is None:
            continue
        m, a, at = shallow.marks[i], found[chosen.owner], shallow.anchors[i]
        runs = [r for r in a.content if r[0] > a.head]
        if runs and at >= runs[-1][1] and shallow.text[m.start].islower():
            others = (found[n] for n in mine.get(a.sentence, []))
            if not any(b is not a and b.chance >= CUE_LIKELY and runs[-1][1] <= b.head < at for b in others):
                a.content[a.content.index(runs[-1])] = (runs[-1][0], at + 1)


def _resumed(shallow: Shallow, links: list[Link | None], i: int) -> Link | None:
    """A paragraph that takes up the quotation the one before left open."""
    if not shallow.marks[i].continues or i == 0:
        return None
    before = links[i - 1]
    known = before and (before.owner is not None or before.signature)
    return Link(before.owner, "resumed", before.signature) if before and known else None


def _beside(shallow: Shallow, found: list[Attribution], numbers: list[int], i: int, floor: float) -> Link | None:
    """The nearest likely cue of the same sentence that has a source."""
    likely = [n for n in numbers if found[n].guess and found[n].chance >= floor]
    best = min(likely, key=lambda n: abs(found[n].head - shallow.anchors[i]), default=None)
    return None if best is None else Link(best, "beside")


def _before(
    shallow: Shallow, found: list[Attribution], mine: Numbers, links: list[Link | None], place: list[int]
) -> Link | None:
    """The attribution of the sentences before the last of `place`: first one that quotes, then one that introduces."""
    sentence, paragraph = place[-1], shallow.paragraph
    for s in range(sentence - 1, max(sentence - 1 - REACH_SENTENCES, -1), -1):
        if paragraph[sentence] - paragraph[s] > REACH_PARAGRAPHS:
            break
        quoting = [
            x
            for x, at in zip(links, place[:-1], strict=False)
            if x and at == s and (x.owner is not None or x.signature)
        ]
        if quoting:
            return Link(quoting[-1].owner, "continues", quoting[-1].signature)
        last = shallow.words[shallow.sentences[s][1] - 1]
        same, colon = paragraph[s] == paragraph[sentence], last == ":"
        floor = 0.0 if colon else CUE_LIKELY
        likely = [n for n in mine.get(s, []) if found[n].guess and found[n].chance >= floor]
        if not same and not colon and _stand_alone(shallow, s, sentence):
            likely = [n for n in likely if _is_somebody(shallow, found[n])]
        elif not same and not (colon and s == sentence - 1):
            continue
        if likely:
            best = max(likely, key=lambda n: (found[n].source is not None, found[n].chance))
            return Link(best, "introduced" if colon else "follows")
    return None


def _stand_alone(shallow: Shallow, before: int, sentence: int) -> bool:
    """Are the two neighbouring sentences a paragraph each, the second nothing but a quotation?"""
    a, b = shallow.sentences[sentence]
    paragraph = shallow.paragraph
    return before == sentence - 1 and b - a == 1 and not (before and paragraph[before - 1] == paragraph[before])


def _is_somebody(shallow: Shallow, a: Attribution) -> bool:
    """Does the source begin like a name or is it a pronoun? Other phrases lend their words to no other paragraph."""
    word = shallow.words[a.guess[0]] if a.guess else ""
    return word[:1].isupper() or word in ("he", "she")


def _tagged(shallow: Shallow, found: list[Attribution], mine: Numbers, place: list[int], i: int) -> Link | None:
    """The sentence right after: “Why?” Ms. Lee, who had waited for an hour, asked. After a full stop a short one: “I do.” Lee said."""
    m, after = shallow.marks[i], place[i] + 1
    if shallow.text[m.end - 1] not in "?!." or shallow.sentences[place[i]][1] != shallow.anchors[i] + 1:
        return None
    if after >= len(shallow.sentences) or shallow.paragraph[after] != shallow.paragraph[place[i]]:
        return None
    (start, stop), priors = shallow.sentences[after], cue_priors()
    first = min((at for at, s in zip(shallow.anchors, place, strict=True) if s == after), default=stop)
    if shallow.text[m.end - 1] == "." and (first < stop or stop - start > TAG_TOKENS):
        return None
    for n in mine.get(after, []):
        a = found[n]
        begins = a.guess is not None and a.guess[0] == start and a.head < first
        if begins and a.chance >= CUE_POSSIBLE and priors.get(shallow.low[a.head], 0) > 2:
            return Link(n, "tagged")
    return None


TAG_TOKENS = 8
"""A sentence of its own that only says whose the quotation before it is has this many tokens at most."""


SIGNATURE_TOKENS = 10
DASH = re.compile(r"[-–—]+$")


def _signed(shallow: Shallow, sentence: int) -> Link | None:
    """A short next paragraph that begins with a dash names the speaker: “…” / - Ana Lee."""
    if sentence + 1 >= len(shallow.sentences) or shallow.paragraph[sentence + 1] == shallow.paragraph[sentence]:
        return None
    a, b = shallow.sentences[sentence + 1]
    words = shallow.words[a:b]
    if not DASH.match(words[0]) or len(words) > SIGNATURE_TOKENS:
        return None
    end = next((n for n, w in enumerate(words) if n and not (w[0].isalnum() or w in ("’s", "'s"))), len(words))
    return Link(None, "signed", (a + 1, a + end)) if end > 1 else None
