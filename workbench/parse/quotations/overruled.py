"""What the words around a quotation overrule of its attribution: signatures, denials, cited quotes, turns of an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.parse.text import Span, count_words

if TYPE_CHECKING:
    from workbench.parse.quotations.find import Quotation

DENIED = "it is said that nobody said so"
"""The `reason` of words whose verb of speech is negated: “never said”."""
PUT_TO_ANOTHER = "a question to somebody, and it is not said who asked"
IN_A_TURN = "a pronoun in a turn of an interview, which reaches across none"

_SAYING = r"(?:say|said|says|saying|tell|told|use|used|utter|uttered|write|wrote|written|call|called|claim|claimed|mention|mentioned)"
_NEGATED = re.compile(rf"\b(?:never|not|n[’']t|cannot)\s+(?:\w+\s+)?{_SAYING}\b|n[’']t\s+{_SAYING}\b", re.I)
_BEFORE_CUE = re.compile(r"\b(?:never|(?:did|does|do|has|have|had)(?: not|n[’']t)(?: ever| actually)?)\s+$", re.I)
_OPENING = "“\"‘'«„"
_CLOSING = "”\"’'»"


def overruled(text: str, rows: list[Quotation]) -> list[Quotation]:
    """The quotations of a text, each as the words around it say; without those that hold no word of their own."""
    if not rows:
        return rows
    turns = turns_of(text) if ":" in text else []
    mended = []
    for q in rows:
        q = _asked(text, _denied(text, _without_marks_in_source(text, q)))
        q = _between_marks(text, q) if _is_marked(text, q) else _without_day(text, q)
        mended.append(_in_turn(text, q, turns) if turns else q)
    mended = _listed(text, _split_by_tag(text, mended))
    inner = [q for q in mended if _is_marked(text, q)]
    return [q for q in mended if not (q.kind in _REPORTED and (_is_question(text, q) or _is_empty(text, q, inner)))]


_REPORTED = ("indirect", "mixed")


def _between_marks(text: str, q: Quotation) -> Quotation:
    return _nickname(text, _signed_behind(text, _cited(text, q)))


def _is_marked(text: str, q: Quotation) -> bool:
    return q.kind in ("direct", "fragment", "scare", "title") and text[q.start - 1 : q.start] in tuple(_OPENING)


_BRACKET_END = re.compile(r"\.?\)")


def _without_marks_in_source(text: str, q: Quotation) -> Quotation:
    """A source ends where a quotation opens: “But,” added |Lee|, “we go on”; and where its bracket closes: |Lee (R-Fla.)|."""
    if q.speaker is None:
        return q
    start, end = q.speaker
    if (closing := _BRACKET_END.match(text, end)) and text.rfind("(", start, end) > text.rfind(")", start, end):
        return q._replace(speaker=(start, closing.end()))
    mark = re.search(r",\s*[“\"]", text[start:end])
    if mark is None or mark.start() == 0:
        return q
    return q._replace(speaker=(start, start + mark.start()))


def _denied(text: str, q: Quotation) -> Quotation:
    """A negated verb of speech gives nobody's words: “Lee never said ‘it is lost’”."""
    if q.cue is None or q.rule == "headline":
        return q
    before = text[max(0, q.cue[0] - 24) : q.cue[0]]
    cue = text[slice(*q.cue)]
    if "n" not in cue and "n" not in before:
        return q
    said = re.match(_SAYING, cue, re.I)
    if _NEGATED.search(cue) or (said and _BEFORE_CUE.search(before)):
        return q._replace(reason=DENIED)
    return q


_WAS_ASKED = re.compile(r"\b(?:was|were|been|being|is|are|(?P<when>when))\s+(?:\w+\s+)?(?:asked|questioned)\b", re.I)


def _asked(text: str, q: Quotation) -> Quotation:
    """A question is not the words of who was asked it: “Lee was asked, ‘Is it late?’”."""
    if q.cue is None:
        return q
    if q.speaker is None:  # "|Asked whether she would stay, Lee nodded": nobody is said to have asked
        return q._replace(reason=PUT_TO_ANOTHER) if text[slice(*q.cue)] == "Asked" else q
    if q.speaker[0] > q.cue[0]:  # "|Lee was asked by Day": who was asked is no content
        return q._replace(reason=PUT_TO_ANOTHER) if q.end <= q.cue[0] and _WAS_ASKED.match(text, q.cue[0]) else q
    m = _WAS_ASKED.search(text, max(q.speaker[1], q.cue[0] - 16), q.cue[1])
    if m is None or (m["when"] is None and text[q.speaker[1] : m.start()].strip(" ,") not in ("", "who")):
        return q
    return q._replace(speaker=None, addressee=q.speaker, reason=PUT_TO_ANOTHER)


_CITED = re.compile(
    r"\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing)|read|recalled|repeated|shared)\s+(?:the|a|an)\s+(?:\w+\s+)?(?P<who>[A-Z][\w’'-]*[\w])"
    r"(?:[’']s)?\s+(?:quote|quotation|line|remark|tweet|comment|statement|post|email|letter)s?\W{0,3}$"
)
_REACH = 90


def _cited(text: str, q: Quotation) -> Quotation:
    """Whose quote is cited said it, and not who cites it: “cited the |Lee quote, ‘I am done’”."""
    m = _CITED.search(text, max(0, q.start - _REACH), q.start)
    if m is None or q.kind == "title":
        return q
    return q._replace(speaker=m.span("who"), rule="cited", reason=None)


_SIGNATURE = re.compile(
    r"[”\"’]?\s?[-–—]{1,2}\s?(?P<who>(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]+)(?:,[^\n“”\"]{1,60})?\s*(?=\n|\Z)"
)


def _signed_behind(text: str, q: Quotation) -> Quotation:
    """A name behind a dash that ends the line signs the quotation: “It is over” — Ana Lee, mayor."""
    if q.speaker is not None or q.kind not in ("direct", "scare"):
        return q
    m = _SIGNATURE.match(text, q.end)
    if m is None or count_words(text[q.start : q.end]) < 2:
        return q
    return q._replace(kind="direct", speaker=m.span("who"), rule="signed", reason=None, inherited=False)


_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)(?:\s(?:night|morning|afternoon|evening))?,?\s+(?=to |that )"
)


def _without_day(text: str, q: Quotation) -> Quotation:
    """The day on which somebody speaks is none of the words: “voted on Tuesday night |to rebuild the wall”."""
    m = _DAY.match(text, q.start) if q.kind in _REPORTED else None
    return q._replace(start=m.end()) if m and m.end() < q.end else q


_NAMED_SO = re.compile(
    r"\b(?:go(?:es|ing)? by|went by|names?|named|nickname|nicknamed|known as|called|dubbed|alias|aka)\s+[“\"‘']$", re.I
)
_GIVEN = re.compile(r"[A-Z][\w’'-]+\s[“\"‘']$")
_SURNAME = re.compile(r"[”\"’']\s[A-Z]")


def _nickname(text: str, q: Quotation) -> Quotation:
    """A nickname is no title of a work: Robert “Bo” Day, a man who goes by the name “Skip”."""
    if q.kind != "title" or count_words(text[q.start : q.end]) > 2:
        return q
    inside = _GIVEN.search(text, max(0, q.start - 30), q.start) and _SURNAME.match(text, q.end)
    return q._replace(kind="scare") if inside or _NAMED_SO.search(text, max(0, q.start - 30), q.start) else q


_TAG = re.compile(r"[”\"’]\s(?P<tag>[^“”\"\n.?!]{3,60}?),\s[“\"‘]")


def _split_by_tag(text: str, rows: list[Quotation]) -> list[Quotation]:
    """Words that go on behind the tag are the same speaker's: “But,” added Lee, |“we go on”."""
    out: list[Quotation] = []
    before: Quotation | None = None
    for q in rows:
        if before is not None and q.speaker is None and _is_marked(text, q) and before.speaker is not None:
            tag = _TAG.fullmatch(text[before.end : q.start])
            own = (
                tag and before.end < before.speaker[0] < q.start and before.cue and before.end < before.cue[0] < q.start
            )
            if own and q.kind in ("direct", "scare"):
                q = q._replace(speaker=before.speaker, cue=before.cue, cue_class=before.cue_class, reason=None)
                q = q._replace(kind="direct", utterance=before.utterance, rule="continues")
        if _is_marked(text, q):
            before = q
        out.append(q)
    return out


_RELATIVE = re.compile(r"[”\"’]\s(?:which|that)\s")
_BULLET = re.compile(r"(?:^|\n)\s*[•*‣▪–-]\s*[“\"]$")


def _listed(text: str, rows: list[Quotation]) -> list[Quotation]:
    """Who speaks in a relative clause behind a quotation speaks of it: “A school,” which Lee called “a joke”."""
    out: list[Quotation] = []
    last: Quotation | None = None
    for q in rows:
        behind = _RELATIVE.match(text, q.end) if _is_marked(text, q) else None
        if behind and q.speaker is not None and q.speaker[0] >= q.end and q.speaker[0] <= behind.end():
            listed = last is not None and _BULLET.search(text[: q.start]) and _BULLET.search(text[: last.start])
            if listed and last is not None:
                q = q._replace(
                    speaker=last.speaker, cue=last.cue, cue_class=last.cue_class, rule="introduced", inherited=True
                )
            else:
                q = q._replace(
                    speaker=None, cue=None, cue_class=None, reason="spoken of in a relative clause", rule="unattributed"
                )
        if _is_marked(text, q):
            last = q
        out.append(q)
    return out


_TURN = re.compile(r"^(?P<label>Q|A|Question|Answer|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})\s?:\s", re.M)
_FEWEST_TURNS = 3


def turns_of(text: str) -> list[Span]:
    """The turns of an interview in a report: paragraphs that a label and a colon open, three or more, some label twice.

    >>> t = "They met.\\nQ: Why?\\nA: I was late.\\nQ: And now?"
    >>> [t[a:b] for a, b in turns_of(t)]
    ['Q: Why?', 'A: I was late.', 'Q: And now?']
    """
    found = list(_TURN.finditer(text))
    labels = [m["label"] for m in found]
    if len(found) < _FEWEST_TURNS or len(set(labels)) == len(labels) or len(set(labels)) < 2:
        return []
    ends = [text.find("\n", m.start()) for m in found]
    return [(m.start(), end if end >= 0 else len(text)) for m, end in zip(found, ends, strict=True)]


_PRONOUN = re.compile(r"(?:he|she|they|we|i|you)\b", re.I)


def _in_turn(text: str, q: Quotation, turns: Sequence[Span]) -> Quotation:
    """A pronoun in a turn of an interview may mean anybody of whom the two speak."""
    if q.speaker is None or not any(a <= q.start < b for a, b in turns):
        return q
    return q._replace(reason=IN_A_TURN) if _PRONOUN.match(text, *q.speaker) else q


def _is_question(text: str, q: Quotation) -> bool:
    """Is it put to somebody, or the source only the label of a question or an answer?"""
    return q.reason == PUT_TO_ANOTHER or (q.speaker is not None and text[slice(*q.speaker)] in ("Q", "A"))


def _is_empty(text: str, q: Quotation, inner: Sequence[Quotation]) -> bool:
    """Has a reported statement no word outside the quotations in it, or only words of one? These are rows of their own."""
    holds = [m for m in inner if m.start < q.end and q.start < m.end]
    if not holds:
        return False
    if any(m.start <= q.start and q.end <= m.end and m.kind == "direct" and m.speaker == q.speaker for m in holds):
        return q.rule == "cue"
    words = text[q.start : q.end]
    for m in reversed(holds):
        if q.start <= m.start and m.end <= q.end:
            words = words[: m.start - q.start] + words[m.end - q.start :]
    return count_words(words) == 0
