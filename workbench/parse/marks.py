"""Where quotation marks open and close, whatever marks the outlet types.

Marks are read from their neighbours, not from their shape alone: one glued to the word on its right opens, one glued
to the word on its left closes. That is what survives straight marks, curly marks typed the wrong way round, and
mixtures of the two. Double marks are read first and on their own, because an apostrophe can look like a single mark
but never like a double one; single marks are then paired inside, around or beside them, never across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.parse.text import Span, paragraphs


class Marked(NamedTuple):
    """One stretch of text between quotation marks; `marked` explains the fields."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    mark: str
    ending: str
    continues: bool


class _Sign(NamedTuple):
    """A character (or a doubled one) that may be a quotation mark, with what touches it; single marks have no family."""

    start: int
    end: int
    shape: str
    family: str | None
    before: str
    after: str


class _Pair(NamedTuple):
    outer_start: int
    start: int
    end: int
    outer_end: int
    mark: str
    ending: str


MARKS = "\"“”„‟«»‹›'‘’‚`"
# Two single marks side by side are one double mark: ''so'', ``so'', ‘‘so’’. Of three that close, the first is single.
# A single one between letters or digits is an apostrophe, and most are: they are passed over here.
SIGN = re.compile(rf"[{MARKS}](?<![^\W_]['‘’](?=[^\W_]))(?:(?<=')(?!''(?![\w']))'|(?<=`)`|(?<=‘)‘|(?<=’)’)?")

# A mark is closed by one of its own family only, so that “il a dit « non »” keeps its inner quotation.
FAMILY = dict.fromkeys(['"', "“", "”", "„", "‟", "''", "``", "‘‘", "’’"], "double")
FAMILY |= dict.fromkeys("«»", "guillemet") | dict.fromkeys("‹›", "single guillemet")
OPENING = frozenset("“„‟«‹‘‚`") | {"``", "‘‘"}
STRAIGHT = frozenset({'"', "''", "'"})

# What may stand before an opening mark (or after a closing one) without being glued to it.
SPACE = " \t\r\f\v\xa0\u2009\u202f\u200b"
NOT_GLUED_BEFORE = frozenset(SPACE + "([{—–-/") | {""}
NOT_GLUED_AFTER = frozenset(SPACE + ")]}—–-/.,;:?!…") | {""}
SENTENCE_MARKS = frozenset(".,!?…;:")

# Words that begin with an apostrophe, so that ’em, 'tis and ’90s open nothing. Real words (cause, round, bout) only in
# lower case: ‘Cause of death’ opens a quotation. A lone s, t, d, m, ll, re, ve is what a tokenizer split off: do n't.
ELISION = re.compile(
    r"(?:[eE]m|[nN]|[tT]is|[tT]was|[tT]were|[tT]will|[tT]ill?|[cC]uz|[cC]oz|[nN]uff|bout|cause|round|ere|neath|gainst|fore"
    r"|fraid|cept|s|t|d|m|ll|re|ve|\d\d(?:s|ers?)?)(?![-.,]?\w|%)"
)

# Words that end in an apostrophe: workers’, goin’, ol’. After these a mark closes only if no surer one follows.
DROPPED_LETTER = re.compile(r"(?:[sS]|\d|[a-z]{2}in|\b(?:[oO]l?|an|th|[wW]i|[nN]))$")
DROPPED_REACH = 5  # the longest of these with the character before it


def marked(text: str) -> list[Marked]:
    """The quoted stretches of `text`, in order of start.

    `start` and `end` lie inside the marks, `outer_start` and `outer_end` take in the marks that are there. `depth` is
    0 for an outermost stretch, 1 for one nested in another. `mark` is "double" or "single"; guillemets count as
    double. A mark left open ends with its paragraph (`ending` is then "continued", else "closed"), and the next
    paragraph, if it opens again, `continues` it. White space next to a mark is left out, as in « oui », and so are
    stretches of nothing else. Apostrophes open nothing.

    >>> text = '“He told me, ‘It’s the workers’ money,’ and left,” she said.'
    >>> [(text[m.start:m.end], m.depth, m.mark) for m in marked(text)]
    [('He told me, ‘It’s the workers’ money,’ and left,', 0, 'double'), ('It’s the workers’ money,', 1, 'single')]
    >>> [(m.ending, m.continues) for m in marked('"We came.\\n\\n"We saw."')]
    [('continued', False), ('closed', True)]

    Limits: a mark inside one of its own kind is not told apart (“a “b” c” ends at the first ”); a single mark is not
    closed by a double one (‘so”); one after a plural (‘the workers’ and left) closes unless a surer one follows.
    """
    found: list[Marked] = []
    left_open: list[Marked] = []
    for start, stop in paragraphs(text):
        signs = _signs(text, start, stop)
        if not signs:
            continue
        single = [sign for sign in signs if sign.family is None]
        pairs = _doubles(text, [sign for sign in signs if sign.family] if single else signs, stop)
        if single:
            pairs += _singles(text, single, pairs, stop)
        spans = _link(text, left_open, _nest(pairs))
        found += spans
        left_open = [span for span in spans if span.ending == "continued"]
    return found


def outermost(text: str) -> list[Marked]:
    """The quoted stretches of `text` that stand inside no other."""
    return [m for m in marked(text) if not m.depth]


def _signs(text: str, start: int, stop: int) -> list[_Sign]:
    """The signs of one paragraph with their neighbours; signs in a row all see what stands around the row."""
    signs: list[_Sign] = []
    row: list[re.Match[str]] = []
    for match in SIGN.finditer(text, start, stop):
        row.append(match)
        left, right = row[0].start(), match.end()
        after = text[right] if right < stop else ""
        if after and after in MARKS:
            continue
        before = text[left - 1] if left > start else ""
        signs += [_Sign(*m.span(), m[0], FAMILY.get(m[0]), before, after) for m in row]
        row = []
    return signs


def _doubles(text: str, signs: list[_Sign], stop: int) -> list[_Pair]:
    """Pairs of double marks and of guillemets, each family on its own, the later one nested in the earlier."""
    pairs: list[_Pair | None] = []
    opened: list[_Sign] = []
    for i, sign in enumerate(signs):
        here = None
        for o in opened:  # at most one of each family
            if o.family == sign.family:
                here = o
        opens = _sign_opens(sign, here, signs[i + 1] if i + 1 < len(signs) else None)
        if here is None:
            if opens:
                opened.append(sign)
        elif here.end == sign.start and sign.before in NOT_GLUED_BEFORE and sign.after not in NOT_GLUED_AFTER:
            # The opening mark once more: ""so"", as spreadsheets write it.
            opened[opened.index(here)] = sign
        elif opens is False:
            pairs.append(_pair(text, here, sign[:2]))
            # What was opened inside and not closed there was no quotation mark.
            opened = opened[: opened.index(here)]
    pairs += [_pair(text, o, (stop, stop), "continued") for o in opened]
    return [pair for pair in pairs if pair]


def _sign_opens(sign: _Sign, here: _Sign | None, following: _Sign | None) -> bool | None:
    """Whether this double mark opens (True), closes (False) or neither (None), given the one already open."""
    left, right = sign.before not in NOT_GLUED_BEFORE, sign.after not in NOT_GLUED_AFTER
    if sign.shape in STRAIGHT:
        if left and not right:
            if here is None or _is_inches(sign, following):
                return None
            return False
        return here is None
    opens = sign.shape in OPENING
    if opens and here is not None and (left or here.shape == "„") and not right:
        return False
    if not opens and here is None and right and not left:
        return True
    return opens


def _is_inches(sign: _Sign, following: _Sign | None) -> bool:
    """Whether a straight mark after a digit is no mark, because the next can only close: "a 5" gun," he said."""
    if following is None or not sign.before.isdigit() or sign.after not in SPACE:
        return False
    return following.before in SENTENCE_MARKS and following.after in NOT_GLUED_AFTER


def _singles(text: str, signs: list[_Sign], doubles: list[_Pair], stop: int) -> list[_Pair]:
    """Pairs of single marks, each wholly inside, around or beside the double ones."""
    homes: dict[_Pair | None, list[_Sign]] = {}
    for sign, home in _homes(signs, doubles):
        homes.setdefault(home, []).append(sign)
    pairs: list[_Pair | None] = []
    for home, mine in homes.items():
        unclosed, i = None, 0
        while i < len(mine):
            if _may_open(text, mine[i]):
                unclosed, j = mine[i], _closer(text, mine, i)
                if j is not None:
                    pairs.append(_pair(text, mine[i], mine[j][:2]))
                    unclosed, i = None, j
            i += 1
        if unclosed and (home is None or home.ending == "continued") and _opens_speech(text, unclosed):
            pairs.append(_pair(text, unclosed, (stop, stop), "continued"))
    return [pair for pair in pairs if pair]


def _homes(signs: list[_Sign], doubles: list[_Pair]) -> Iterator[tuple[_Sign, _Pair | None]]:
    """Each sign with the innermost double quotation it stands in."""
    waiting, around = sorted(doubles, reverse=True), list[_Pair]()
    for sign in signs:
        while waiting and waiting[-1].start <= sign.start:
            around.append(waiting.pop())
        while around and around[-1].end <= sign.start:
            around.pop()
        yield sign, around[-1] if around else None


def _may_open(text: str, sign: _Sign) -> bool:
    """Whether this single mark can open a quotation, rather than close one or stand for dropped letters."""
    if sign.before not in NOT_GLUED_BEFORE or ELISION.match(text, sign.end):
        return False
    if sign.after in SPACE:
        return sign.shape == "‘"
    return sign.after not in NOT_GLUED_AFTER or sign.after in ".…"


def _closer(text: str, signs: list[_Sign], opener: int) -> int | None:
    """The index of the mark that closes `signs[opener]`: the first sure one before the next opening, else the first."""
    first = None
    shape = signs[opener].shape
    for i in range(opener + 1, len(signs)):
        sign = signs[i]
        closes = sign.after in NOT_GLUED_AFTER or sign.before in SENTENCE_MARKS
        if closes and sign.shape not in "‚`" and sign.before not in SPACE:
            if _surely(text, sign):
                return i
            first = i if first is None else first
        elif sign.shape != "’" and _may_open(text, sign):
            break
    # ’ is an apostrophe far oftener than an opening mark typed the wrong way round.
    return None if shape == "’" else first


def _surely(text: str, sign: _Sign) -> bool:
    """Whether this mark cannot be an apostrophe: punctuation touches it, or its word never ends in one."""
    if sign.before in SENTENCE_MARKS or (sign.after not in SPACE and sign.after in NOT_GLUED_AFTER):
        return True
    return not DROPPED_LETTER.search(text, max(sign.start - DROPPED_REACH, 0), sign.start)


def _opens_speech(text: str, sign: _Sign) -> bool:
    """Whether a single mark that nothing closes begins a speech: at the head of a paragraph, or after a colon."""
    line = text.rfind("\n", 0, sign.start) + 1
    lead = text[line : sign.start].rstrip()
    return (not lead or lead[-1] in ':,"“«') and text[sign.end : sign.end + 1].isupper()


def _pair(text: str, opener: _Sign, closing: Span, ending: str = "closed") -> _Pair | None:
    """The pair without the white space next to its marks; None where there is nothing else between them."""
    inside = text[opener.end : closing[0]]
    if not (bare := inside.strip()):
        return None
    start = opener.end + len(inside) - len(inside.lstrip())
    mark = "double" if opener.family in ("double", "guillemet") else "single"
    return _Pair(opener.start, start, start + len(bare), closing[1], mark, ending)


def _nest(pairs: list[_Pair]) -> list[Marked]:
    """The pairs of one paragraph in order of start, with their depth."""
    spans: list[Marked] = []
    around: list[int] = []
    for pair in sorted(pairs):
        outer_start, start, end, outer_end, mark, ending = pair
        while around and around[-1] <= outer_start:
            around.pop()
        spans.append(Marked(start, end, outer_start, outer_end, len(around), mark, ending, False))
        around.append(outer_end)
    return spans


def _link(text: str, left_open: list[Marked], spans: list[Marked]) -> list[Marked]:
    """The spans, those marked that take up at the head of the paragraph what the one before left open."""
    if not left_open:
        return spans
    spans = list(spans)
    for i, (was, now) in enumerate(zip(left_open, spans, strict=False)):
        between = text[was.end : now.outer_start] if i == 0 else text[spans[i - 1].start : now.outer_start]
        if was.mark != now.mark or between.strip():
            break
        spans[i] = now._replace(continues=True)
    return spans
