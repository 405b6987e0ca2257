"""Quotations: marked stretches claimed by attributions, and reported speech without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from workbench.parse.inflect import verb_forms
from workbench.parse.marks import Marked, marked
from workbench.parse.quotations.attributions import (
    PUNCTUATION,
    Attribution,
    attribution_facts,
    attributions_of,
    confidence,
)
from workbench.parse.quotations.cues import cue_class, cue_priors
from workbench.parse.quotations.overruled import overruled
from workbench.parse.quotations.tokens import Shallow, TokenRange, fold_quotations
from workbench.parse.sentences import sentences as split
from workbench.parse.text import Span, count_words, word_set


def _all_forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in verb_forms(verb))


ADDRESSING = _all_forms("tell ask inform assure remind notify warn advise brief urge")
"""Verbs whose object is the one spoken to: "told reporters that"."""
SPEAKING = _all_forms("say write speak talk complain explain joke reply respond tweet")
"""Verbs that take the one spoken to with "to"."""
NAMING = _all_forms("call term dub label describe characterize brand deem name refer style") | {"so-called"}
"""Verbs that give a thing a word: "what he termed a “friendly” approach"."""
JUDGING = _all_forms("brand deem denounce deride")
"""Verbs that give no name but a judgement: what follows them is no title, however it is written."""
NO_ADDRESSEE = word_set("that if whether to how why what when in on at about for of by and or as not no")
ADDRESSEE_TOKENS = 8
SECOND_HAND = re.compile(
    r"\b(?P<cue>(?i:as\s+(?:first\s+|previously\s+)?(?:reported|quoted|cited|told)\s+(?:by|in|to)|according\s+to(?:\s+an?\s+report\s+(?:in|by))?))\s+"
    r"(?P<source>(?:[Tt]he\s+|[Aa]\s+)?[A-Z](?:[\w’'&-]|\.(?=\w))*(?:\s+(?:of\s+|for\s+|the\s+)?[A-Z](?:[\w’'&-]|\.(?=\w))*)*)"
)


def addressee(shallow: Shallow, a: Attribution) -> TokenRange | None:
    """The tokens that name the one spoken to: right after "told", or after "said to"."""
    low = shallow.low
    head, i = low[a.head], a.head + 1
    if head not in SPEAKING and head not in ADDRESSING:
        return None
    stop = min([r[0] for r in a.content if r[0] > a.head] + [i + ADDRESSEE_TOKENS, len(low)])
    if head in SPEAKING and i < stop and low[i] == "to":
        i += 1
    elif head not in ADDRESSING or (a.source and a.source[0] == i):
        return None
    end = i
    while end < stop and low[end] not in PUNCTUATION and shallow.quotes[end] < 0:
        if low[end] in NO_ADDRESSEE and (end == i or low[end] != "of"):
            break
        end += 1
    return (i, end) if end > i else None


Relay = tuple[Span, Span, Span]
"""A phrase that names a medium besides the speaker, its cue and its source: "as reported by CNN"."""
RELAYING, RELAYED = word_set("as according"), word_set("to reported quoted cited told")
"""A phrase that names a medium begins with one of the first, and has one of the second as its next word or the one after it."""


def relayed(shallow: Shallow, found: Sequence[Attribution], numbers: Iterable[int]) -> dict[int, Relay]:
    """The second-hand phrase in the sentence of each of the attributions with these numbers, where there is one."""
    low = shallow.low
    phrases = [i for i, word in enumerate(low) if word in RELAYING and not RELAYED.isdisjoint(low[i + 1 : i + 3])]
    sentences = {shallow.sentence_of(i) for i in phrases}
    some = [(n, found[n]) for n in numbers if found[n].sentence in sentences]
    return {n: relay for n, a in some if (relay := _second_hand(shallow, a))}


def _second_hand(shallow: Shallow, a: Attribution) -> Relay | None:
    sentence = shallow.sentences[a.sentence]
    first, last = shallow.chars(sentence)
    own, named = shallow.chars(a.cue), shallow.chars(a.source) if a.source else (0, 0)
    for m in SECOND_HAND.finditer(shallow.text, first, last):
        cue, source = m.span("cue"), m.span("source")
        quoted = (shallow.marks[i] for i in shallow.quotes[slice(*sentence)] if i >= 0)
        inside = any(mark.start <= cue[0] < mark.end for mark in quoted)
        if not inside and not _meet(named, source) and not _meet(own, cue):
            return m.span(), cue, source
    return None


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


ARTICLES = word_set("a an the as his her its their very so more “ \" '")
NAMERS = word_set("he she they it we i you who")
BEFORE_VERB = word_set("has had have also once repeatedly")


def termed(shallow: Shallow, mark_token: int) -> tuple[TokenRange, TokenRange] | None:
    """The subject and the verb right before a marked word that the verb bestows; None if there is no such pair.

    >>> from workbench.parse.quotations.tokens import fold_quotations
    >>> t = "Ms. Ames praised what he termed a “friendly” approach."
    >>> s = fold_quotations(t, [(0, len(t))])
    >>> [s.words[a:b] for a, b in termed(s, s.words.index("friendly"))]
    [['he'], ['termed']]
    """
    words, low = shallow.words, shallow.low
    i = mark_token - 1
    while i > 0 and low[i] in ARTICLES:
        i -= 1
    if i < 1 or low[i] not in NAMING:
        return None
    verb = (i, i + 1)
    subject = i - 1
    while subject > 0 and low[subject] in BEFORE_VERB:
        subject -= 1
    if low[subject] in NAMERS:
        return (subject, subject + 1), verb
    start = subject + 1
    while start > 0 and words[start - 1][0].isupper():
        start -= 1
    return ((start, subject + 1), verb) if start <= subject else None


HEADLINE = re.compile(
    r"\A\s*(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?P<when>[^:“”\"\n]{0,60})(?P<cue>:) "
    r"(?P<what>(?=[^\n]*\b(?:I|We|My|Our|Me|Us)\b)[^“”\"\n]+?)(?P<stop>[.!]?)\s*(?:\n|\Z)"
)


def headline(text: str) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a first line that gives somebody's own words after a colon, without marks.

    Only words in the first person are somebody's own for sure.

    >>> t = "Ames on the vote: We Did Well"
    >>> [t[a:b] for a, b in headline(t)], headline("Ames on the vote: A Disaster")
    (['Ames', ':', 'We Did Well'], None)
    """
    m = HEADLINE.match(text)
    return (m.span("who"), m.span("cue"), m.span("what")) if m else None


CUE_LIKELY = 0.3  # a cue of the neighbourhood lends its source to a quotation from this probability on
CUE_POSSIBLE = 0.15  # a participle in an absolute phrase is a cue from this probability on
REACH_SENTENCES, REACH_PARAGRAPHS = 3, 2
"""A quotation without attribution follows its speaker within three sentences and two line breaks (99 % in PolNeAR)."""


@dataclass(frozen=True, slots=True)
class QuoteLink:
    """The attribution a marked stretch belongs to (its number), and the rule that says so."""

    owner: int | None
    rule: str
    signature: TokenRange | None = None

    @property
    def known(self) -> bool:
        """Whether it is known whose words they are."""
        return self.owner is not None or self.signature is not None


QuoteLinks = list[QuoteLink | None]
"""For each marked stretch its attribution; None for a short one that nobody claims."""


def link(shallow: Shallow, found: list[Attribution]) -> QuoteLinks:
    """Whose each marked stretch is; content is cut and extended on the way."""
    mine = by_sentence(found, range(len(found)))
    clip(shallow, found, mine)
    place = [shallow.sentence_of(at) for at in shallow.anchors]
    links = _claimed(shallow, found, mine, place)
    for i, whole in enumerate(shallow.folded):
        if links[i] is None and whole:
            links[i] = (
                _resumed(shallow, links, i)
                or _beside(shallow, found, mine.get(place[i], []), i, CUE_LIKELY)
                or _by_tag(shallow, found, mine, place, i)
                or _before(shallow, found, mine, links, place[: i + 1])
                or _signed(shallow, place[i])
                or _beside(shallow, found, mine.get(place[i], []), i, 0.0)
                or QuoteLink(None, "unattributed")
            )
    extend(shallow, found, mine, links)
    return links


BySentence = dict[int, list[int]]


def by_sentence(found: Sequence[Attribution], numbers: Iterable[int]) -> BySentence:
    """Those of the attributions with these numbers, by their sentence."""
    out: BySentence = defaultdict(list)
    for n in numbers:
        out[found[n].sentence].append(n)
    return out


def clip(shallow: Shallow, found: list[Attribution], mine: BySentence) -> None:
    """Content ends where the sentence turns to the next act of speech: ", with Day adding …", "… and thanked Day"."""
    words = shallow.words
    for numbers in mine.values():
        if len(numbers) < 2:
            continue
        near = map(found.__getitem__, numbers)
        turning = [b for b in near if b.content and _may_turn(words, b)]
        for n in numbers if turning else ():
            a = found[n]
            turns = [t for b in turning if b.head > a.head and (t := _turning_point(words, a, b)) is not None]
            for piece, (x, y) in enumerate(a.content):
                ends = [turn for turn in turns if max(x, a.head) < turn < y]
                if ends:
                    a.content[piece] = (x, min(ends))


def _may_turn(words: list[str], b: Attribution) -> bool:
    """Is the cue a participle, or does it follow "and" or "but"? Most do not, and turn no sentence."""
    return words[b.head].endswith("ing") or words[(b.cue[0] or b.head) - 1] in ("and", "but")


ABSOLUTE_TOKENS = 8  # how far after "with" the participle of an absolute phrase may stand


def _turning_point(words: list[str], a: Attribution, b: Attribution) -> int | None:
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


MEDIUM = word_set("according reported reports")
"""Cues of the medium that brings what somebody said: “…,” Lee said, The Post reported."""


def _claimed(shallow: Shallow, found: list[Attribution], mine: BySentence, place: list[int]) -> QuoteLinks:
    """Stretches that lie in the content of an attribution of their sentence; the surest cue wins."""
    links: QuoteLinks = []
    for at, sentence, whole in zip(shallow.anchors, place, shallow.folded, strict=True):
        claims = [n for n in mine.get(sentence, []) if any(x <= at < y for x, y in found[n].content)]
        # The medium is second to the speaker.
        own = [n for n in claims if shallow.low[found[n].head] not in MEDIUM and found[n].chance >= CUE_LIKELY]
        claims = own or claims
        if whole:
            claims = [n for n in claims if found[n].guess]  # what nobody is known to have said may be somebody's nearby
        surest = max(claims, key=lambda n: weight(found[n]), default=None)
        links.append(None if surest is None else QuoteLink(surest, "cue"))
    return links


def weight(a: Attribution) -> float:
    """How likely cue, source and content are, taken as independent."""
    return a.chance * a.content_chance * (0.1 + a.source_chance)


def _resumed(shallow: Shallow, links: QuoteLinks, i: int) -> QuoteLink | None:
    """A paragraph that takes up the quotation the one before left open."""
    before = links[i - 1] if i and shallow.marks[i].continues else None
    return QuoteLink(before.owner, "resumed", before.signature) if before and before.known else None


def _beside(shallow: Shallow, found: list[Attribution], numbers: list[int], i: int, floor: float) -> QuoteLink | None:
    """The nearest likely cue of the same sentence that has a source."""
    likely = [n for n in numbers if found[n].guess and found[n].chance >= floor]
    best = min(likely, key=lambda n: abs(found[n].head - shallow.anchors[i]), default=None)
    return None if best is None else QuoteLink(best, "beside")


TAG_TOKENS = 8  # a sentence of its own that only says whose the quotation before it is has this many tokens at most


def _by_tag(shallow: Shallow, found: list[Attribution], mine: BySentence, place: list[int], i: int) -> QuoteLink | None:
    """The attribution in the sentence right after a quotation that is a sentence of its own; None where there is none.

    “Why?” Ms. Lee, who had waited for an hour, asked. After a full stop it must be a short one: “I do.” Lee said.
    """
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
            return QuoteLink(n, "tagged")
    return None


def _before(
    shallow: Shallow, found: list[Attribution], mine: BySentence, links: QuoteLinks, place: list[int]
) -> QuoteLink | None:
    """The attribution of the sentences before the last of `place`: first one that quotes, then one that introduces."""
    sentence, paragraph = place[-1], shallow.paragraph
    for s in range(sentence - 1, max(sentence - 1 - REACH_SENTENCES, -1), -1):
        if paragraph[sentence] - paragraph[s] > REACH_PARAGRAPHS:
            break
        quoting = [x for x, at in zip(links, place[:-1], strict=False) if x and at == s and x.known]
        if quoting:
            return QuoteLink(quoting[-1].owner, "continues", quoting[-1].signature)
        last = shallow.words[shallow.sentences[s][1] - 1]
        same, colon = paragraph[s] == paragraph[sentence], last == ":"
        floor = 0.0 if colon else CUE_LIKELY
        likely = [n for n in mine.get(s, []) if found[n].guess and found[n].chance >= floor]
        if not same and not colon and _stand_alone(shallow, s, sentence):
            likely = [n for n in likely if _names_somebody(shallow, found[n])]
        elif not same and not (colon and s == sentence - 1):
            continue
        if likely:
            best = max(likely, key=lambda n: (found[n].source is not None, found[n].chance))
            return QuoteLink(best, "introduced" if colon else "follows")
    return None


def _stand_alone(shallow: Shallow, before: int, sentence: int) -> bool:
    """Are the two neighbouring sentences a paragraph each, the second nothing but a quotation?"""
    a, b = shallow.sentences[sentence]
    paragraph = shallow.paragraph
    return before == sentence - 1 and b - a == 1 and not (before and paragraph[before - 1] == paragraph[before])


def _names_somebody(shallow: Shallow, a: Attribution) -> bool:
    """Does the source begin like a name or is it a pronoun? Other phrases lend their words to no other paragraph."""
    word = shallow.words[a.guess[0]] if a.guess else ""
    return word[:1].isupper() or word in ("he", "she")


SIGNATURE_TOKENS = 10
DASH = re.compile(r"[-–—]+$")


def _signed(shallow: Shallow, sentence: int) -> QuoteLink | None:
    """A short next paragraph that begins with a dash names the speaker: “…” / - Ana Lee."""
    if sentence + 1 >= len(shallow.sentences) or shallow.paragraph[sentence + 1] == shallow.paragraph[sentence]:
        return None
    a, b = shallow.sentences[sentence + 1]
    words = shallow.words[a:b]
    if not DASH.match(words[0]) or len(words) > SIGNATURE_TOKENS:
        return None
    end = next((n for n, w in enumerate(words) if n and not (w[0].isalnum() or w in ("’s", "'s"))), len(words))
    return QuoteLink(None, "signed", (a + 1, a + end)) if end > 1 else None


def extend(shallow: Shallow, found: list[Attribution], mine: BySentence, links: QuoteLinks) -> None:
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


SCARE_WORDS = 8  # an unclaimed stretch shorter than this that no sentence mark ends is a term, not a speech
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
SMALL = word_set("a an the of in on at to for and or nor but by as vs v with from into over upon de la le el is")
"""Words that titles leave small; with another small word a stretch is no title ("This is all me")."""
LIKELY = 0.5  # a title-like stretch is somebody's words only if a cue of speech this likely claims it
ENDS = re.compile(r"[.?!,…—-]\s*$")


def kind_of_marked(shallow: Shallow, i: int, link: QuoteLink | None, before: Quotation | None) -> str:
    """direct, fragment or scare, for the marked stretch number `i`, no title; `before` is the row of the stretch before it.

    A single word is a term even where somebody is said to have used it. A stretch that begins in lower case is a
    fragment of the reporter's sentence, unless it goes on where the same utterance was broken off by its tag.
    """
    m = shallow.marks[i]
    inner = shallow.text[m.start : m.end]
    attributed = link is not None and link.known
    if not shallow.folded[i] and (count_words(inner) <= 1 or not attributed):
        return "scare"
    if not attributed and count_words(inner) < SCARE_WORDS and not ENDS.search(inner):
        return "scare"
    if not shallow.folded[i]:
        return "fragment"
    same = before is not None and link is not None and before.utterance == link.owner
    goes_on = same and before is not None and shallow.text[before.end - 1] in ",—-"
    return "direct" if not inner[0].islower() or goes_on else "fragment"


WORK = re.compile(
    r"\b(?:memoirs?|autobiography|book|novel|bestseller|album|song|film|movie|documentary|play|essay|series|show|podcast|magazine|titled|entitled"
    r"|go(?:es|ing)? by|went by),? [“\"‘'‘]$"
)
"""What names a work or a person before the stretch: “in his memoir, |‘A Life of Storms’, he said”."""


def is_titled(shallow: Shallow, i: int, owner: Attribution | None) -> bool:
    """Has the stretch the look of a title, and is its cue none of speech ("watched", "wore") or one that names ("called")?"""
    m = shallow.marks[i]
    if not is_title(shallow.text[m.start : m.end]):
        return False
    if owner is None or owner.chance < LIKELY or WORK.search(shallow.text, max(0, m.start - 40), m.start):
        return True
    return not _speaks(shallow, owner)


def _speaks(shallow: Shallow, a: Attribution) -> bool:
    """Is the cue one of speech that names nothing?"""
    verb = shallow.low[a.head]
    names = verb in NAMING and verb not in JUDGING
    return a.chance >= LIKELY and not names and not (verb[0].isalpha() and cue_class(verb, verb) is None)


def is_title(inner: str) -> bool:
    """Are all its longer words capitalised, as in the name of a book, a programme or a slogan?

    >>> is_title("Make America Great Again"), is_title("The Art of the Deal,"), is_title("We will make it great.")
    (True, True, False)
    """
    long = False
    for m in _WORD.finditer(inner):
        word = m[0]
        if word[0].islower() and (m.start() == 0 or word not in SMALL):
            return False
        long = long or (len(word) > 3 and word not in SMALL)
    return long


CONFIDENT = 0.36
"""An attribution without marks is kept from this confidence on: the best end-to-end F1 in cross-validation (0.67)."""
CONFIDENT_MARKED = 0.3  # quoted words in the content make it likelier that it is somebody's


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
    cut = split(text) if sentences is None else sentences
    return next(find_all([(text, cut, marked(text) if marks is None else marks)]))


BATCH = 48  # texts whose words are weighed together: the arithmetic of one article is too small to keep a core busy


def find_all(texts: Iterable[tuple[str, Sequence[Span], Sequence[Marked]]]) -> Iterator[list[Quotation]]:
    """The quotations of each text, given with its sentences and its marks: what `find_quotations` finds, in two thirds of the time."""
    waiting = iter(texts)
    while some := [fold_quotations(*given) for given in islice(waiting, BATCH)]:
        found = attributions_of(some)
        drafts = [_draft(shallow, mine) for shallow, mine in zip(some, found, strict=True)]
        sure = iter(confidence([row for d in drafts for row in attribution_facts(d.shallow, d.found, d.owners)]))
        yield from (_quotations_of(d, list(islice(sure, len(d.found)))) for d in drafts)


class _Draft(NamedTuple):
    """The attributions of a text, and whose each of its marked stretches is."""

    shallow: Shallow
    found: list[Attribution]
    links: QuoteLinks
    titled: list[bool]  # whether it is a title
    owners: set[int | None]  # whose words stand in folded marks


def _draft(shallow: Shallow, found: list[Attribution]) -> _Draft:
    links = link(shallow, found)
    claims = (found[x.owner] if x and x.owner is not None and x.rule == "cue" else None for x in links)
    titled = [is_titled(shallow, i, a) for i, a in enumerate(claims)]
    owners = {x.owner for i, x in enumerate(links) if x and shallow.folded[i] and not titled[i]}
    return _Draft(shallow, found, links, titled, owners)


def _quotations_of(draft: _Draft, sure: list[float]) -> list[Quotation]:
    """The rows of a text, `sure` being the confidence of its attributions."""
    shallow, found, links, titled, owners = draft
    holding = {x.owner for i, x in enumerate(links) if x and x.rule == "cue" and not titled[i]}
    empty = {x.owner for i, x in enumerate(links) if x and x.rule == "cue" and titled[i]} - holding
    empty = {n for n in empty if n is None or not _speaks(shallow, found[n])}
    linked = {x.owner for x in links if x}
    # What only holds a title is no speech: "They watched “The Late Show”".
    speech = [n for n, a in enumerate(found) if a.content and n not in empty]
    kept = [n for n in speech if n in owners or sure[n] >= (CONFIDENT_MARKED if n in holding else CONFIDENT)]
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
    rows += _posts(shallow.text, rows, 2 * len(found) + len(links) + 1)
    return overruled(shallow.text, sorted(rows, key=lambda q: (q.start, -q.end)))


NESTED_SURE, NESTED_SHARE = 0.8, 0.7
"""Inside another's words a cue is mostly part of them: it must be this sure, or surer than the other by this share."""


def _nested(found: list[Attribution], n: int, near: BySentence, sure: list[float]) -> bool:
    """Does the cue lie in the content of an attribution about as sure?"""
    if sure[n] >= NESTED_SURE or found[n].act:
        return False
    head = found[n].head
    for m in near[found[n].sentence]:
        if m != n and sure[m] >= NESTED_SHARE * sure[n] and any(x <= head < y for x, y in found[m].content):
            return True
    return False


def _attributed(shallow: Shallow, a: Attribution, number: int, quoting: bool, sure: float) -> Quotation:
    """A row without content that carries all an attribution says of its speaker."""
    cue = shallow.chars(a.cue)
    source, to = a.guess if quoting else a.source, addressee(shallow, a)
    speaker, reason = (shallow.chars(source), None) if source else (None, "no source near the cue")
    said, heard = cue_class(shallow.text[cue[0] : cue[1]], shallow.words[a.head]), shallow.chars(to) if to else None
    return Quotation(*cue, "indirect", speaker, cue, said, heard, number, False, None, "cue", round(sure, 3), reason)


BARE = word_set("what which who whom that it this so")
"""Words that stand for the content, or tie it to the sentence, and are none by themselves: "what he called a mess"."""


def _is_marked_only(shallow: Shallow, run: TokenRange) -> bool:
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
    row = Quotation(s, e, "indirect", source, cue, "neutral", None, number, *base[8:])
    return [row._replace(second_hand=None, rule="second-hand")] if e > s else []


def _marked(draft: _Draft, bases: dict[int, Quotation]) -> list[Quotation]:
    """A row for every outermost marked stretch."""
    shallow, found, links, titled, _ = draft
    rows: list[Quotation] = []
    bestowed: tuple[int, Quotation] | None = None
    for i, (m, chosen) in enumerate(zip(shallow.marks, links, strict=True)):
        owner = chosen.owner if chosen else None
        base = bases[owner] if owner is not None else _nobody(shallow, len(found) + i, chosen)
        last = rows[-1] if rows else None
        kind = "title" if titled[i] else kind_of_marked(shallow, i, chosen, last)
        at = shallow.anchors[i]
        named = None if shallow.folded[i] else termed(shallow, at)
        joined = shallow.words[max(at - 2, 0)] in ("and", "or", ",", "but")
        if named:
            speaker, cue = shallow.chars(named[0]), shallow.chars(named[1])
            base = base._replace(speaker=speaker, cue=cue, cue_class="neutral", rule="termed", reason=None)
            bestowed = at, base
            kind = "fragment" if kind == "title" else kind
        elif bestowed and joined and 0 < at - bestowed[0] <= 8 and not shallow.folded[i]:
            base, bestowed = bestowed[1], (at, bestowed[1])
        if kind == "title" or (kind == "scare" and chosen is None and not named and base.rule != "termed"):
            base = _nobody(shallow, len(found) + i, None)
        told_here = base.rule == "termed" or chosen is None or chosen.rule in ("cue", "beside", "tagged")
        inherited = owner is not None and not told_here
        rule = chosen.rule if chosen and base.rule == "cue" else base.rule
        rows.append(base._replace(start=m.start, end=m.end, kind=kind, inherited=inherited, rule=rule))
    return rows


def _headline(text: str, rows: list[Quotation], number: int) -> list[Quotation]:
    """The row of a headline such as "Ames on the vote: We Did Well", unless the taggers have found it."""
    found = headline(text)
    if not found or any(q.start < found[2][1] and found[2][0] < q.end for q in rows):
        return []
    who, cue, (s, e) = found
    return [Quotation(s, e, "indirect", who, cue, None, None, number, False, None, "headline", 0.5, None)]


_POST = re.compile(
    r"(?:\A|\n)(?P<post>[^\n]{10,600}?)(?:\s+pic\.twitter\.com/\w+|\s+https?://t\.co/\w+)*\n"
    r"[-–—]{1,2}\s?(?P<who>[^\n()@]{3,60}?)\s\(@\w{2,30}\)(?:\s[A-Z][a-z]+ \d{1,2}, \d{4})?\s*(?=\n|\Z)"
)


def _posts(text: str, rows: list[Quotation], number: int) -> list[Quotation]:
    """Posts that stand as blocks: a paragraph without marks, and below it a dash, the name and the handle of who wrote it."""
    found = []
    for n, m in enumerate(_POST.finditer(text) if "(@" in text else ()):
        (s, e), who = m.span("post"), m.span("who")
        if not any(q.start < e and s < q.end for q in rows):
            found.append(Quotation(s, e, "direct", who, None, None, None, number + n, False, None, "posted", 0.9, None))
    return found


def _nobody(shallow: Shallow, number: int, chosen: QuoteLink | None) -> Quotation:
    """A row without an attribution: signed by a name below it, or nobody's."""
    span = shallow.chars(chosen.signature) if chosen and chosen.signature else None
    reason = None if span or chosen is None else "no attribution in the sentence or before it"
    rule = chosen.rule if chosen else "marks"
    return Quotation(0, 0, "direct", span, None, None, None, number, chosen is not None, None, rule, 0.5, reason)
