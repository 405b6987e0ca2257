"""A text as words for comparing: as printed, plain, and by stem; and what stands between marks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from workbench.compare.shared import once_per_corpus
from workbench.corpus.model import Corpus
from workbench.parse.inflect import stem
from workbench.parse.text import Span, words

PARTS = ("all", "reporter", "quoted")
"""Whose words are counted: all, those outside quotation marks, or those between outermost marks (speech or not)."""


class PrintedWord(NamedTuple):
    """A word as printed, its place, the number of its sentence in the article, and whether it stands between marks."""

    start: int
    end: int
    text: str
    sentence: int
    marked: bool


ArticleWords = tuple[tuple[str, tuple[PrintedWord, ...]], ...]
"""Each article's id and its words."""


@once_per_corpus
def printed_words(corpus: Corpus) -> ArticleWords:
    """Each article's id and its words, in reading order; as many as `articles.words` says."""
    marks = marked_spans(corpus)
    by_article: dict[str, list[Span]] = {}
    read: list[tuple[str, tuple[PrintedWord, ...]]] = []
    sentences = corpus.sentences
    for article, start, end in zip(sentences["article_id"], sentences["start"], sentences["end"], strict=True):
        by_article.setdefault(article, []).append((start, end))
    for article, text in zip(corpus.articles["article_id"], corpus.articles["text"], strict=True):
        spans, at, found = marks.get(article, []), 0, []
        for number, (start, end) in enumerate(by_article.get(article, [])):
            for a, b in words(text, start, end):
                while at < len(spans) and spans[at][1] <= a:
                    at += 1
                inside = at < len(spans) and spans[at][0] <= a
                found.append(PrintedWord(a, b, text[a:b], number, inside))
        read.append((article, tuple(found)))
    return tuple(read)


def marked_spans(corpus: Corpus) -> dict[str, list[Span]]:
    """Article → its stretches between outermost quotation marks, in reading order."""
    quotes = corpus.quotes[corpus.quotes["marks"] != "none"]
    spans: dict[str, list[Span]] = {}
    for article, start, end in zip(quotes["article_id"], quotes["start"], quotes["end"], strict=True):
        spans.setdefault(article, []).append((start, end))
    return {article: sorted(found) for article, found in spans.items()}


def belongs(token: PrintedWord, part: str) -> bool:
    """Whether a word is of that part: `all`, `reporter` or `quoted`."""
    return part == "all" or token.marked == (part == "quoted")


def checked_choice(name: str, value: str, choices: Collection[str]) -> str:
    """The value, if it is one of the choices; else a `ValueError` that lists them.

    >>> checked_choice("part", "quotes", PARTS)
    Traceback (most recent call last):
    ValueError: part is 'quotes'; it is one of 'all', 'reporter', 'quoted'
    """
    if value not in choices:
        raise ValueError(f"{name} is {value!r}; it is one of {', '.join(map(repr, choices))}")
    return value


_FUNCTION_WORDS = """
    a about above across after again against ago all almost along already also although always am among an and
    another any anybody anyone anything are around as at away be because been before behind being below between
    both but by can cannot could did do does doing done down during each either else enough even ever every
    everyone everything few for from further get gets getting go goes going gone got had has have having he her
    here hers herself him himself his how however i if in into is it its itself just least less like lot made
    make makes making many may maybe me might mine more most much must my myself neither never no nobody none
    nor not nothing now of off often on once one ones only or other others ought our ours ourselves out over own
    perhaps quite rather really said say saying says shall she should since so some somebody someone something
    still such tell than that the their theirs them themselves then there these they thing things this those
    though through thus to today together told too toward towards under until up upon us very was we well were
    what whatever when where whether which while who whom whose why will with within without would yes yet you
    your yours yourself
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Closed-class words of English: they hold sentences together and say little about which utterance it is."""

_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_SPOKEN = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not",
    "let's": "let us", "gonna": "going to", "gotta": "got to", "wanna": "want to", "gimme": "give me", "y'all": "you all",
    "o.k": "okay", "ok": "okay", "mom": "mother", "gen": "general", "sen": "senator", "rep": "representative",
    "gov": "governor", "pres": "president", "dept": "department", "mr": "mister",
}  # fmt: skip
# Only after these does ’s stand for “is”; after a name it is a possessive.
_IS = frozenset({"it", "he", "she", "that", "this", "what", "there", "here", "who", "where", "how", "when"})

_MASKED = r"[^\W\d_]{1,4}\*{2,}[^\W\d_]*|[^\W\d_]{1,2}[-–—_]{3,}[^\W\d_]*|[bcdfpst]h?--[a-z]{1,3}\b"  # “f***”, “s---”, “sh--ty”
_PRINTED = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?|{_MASKED}|[^\W_]+(?:[’'‘*-]+[^\W_]+)*|&"
)
_LETTERS_MASKED = re.compile(_MASKED)
_PREFIX = re.compile(r"\b(co|re|pre|non|anti|multi|semi|e|un)-(?=\w{3})")
_OUR = re.compile(
    r"\b((?:un|dis|re|mis)?(?:arm|ard|behavi|cand|clam|col|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi|splend"
    r"|succ|tum|val|vap|vig))our(?!ous|ist)"
)
_ISE = re.compile(
    r"([a-z]{3,})(?<!adv)(?<!prom)(?<!surpr)(?<!exerc)(?<!superv)(?<!telev)(?<!rev)(?<!dev)(?<!desp)(?<!disgu)(?<!compr)"
    r"(?<!comprom)(?<!franch)(?<!enterpr)(?<!expert)(?<!improv)(?<!merchand)(?<!otherw)(?<!likew)(?<!parad)(?<!prec)(?<!conc)(?<!treat)"
    r"(?<!advert)(?<!chast)(?<!prem)(?<!appra)(?<!pra)(?<!bru)(?<!cru)(?<!no)(?<!po)(?<!ra)(?<!circumc)(?<!exc)(?<!dem)(?<!turquo)(?<!tort)"
    r"is(e[sdr]?|ers|ing|ations?)$"
)
_OTHERWISE = {
    "centre": "center", "centres": "centers", "centred": "centered", "theatre": "theater", "theatres": "theaters", "metre": "meter",
    "metres": "meters", "kilometre": "kilometer", "kilometres": "kilometers", "litre": "liter", "litres": "liters", "fibre": "fiber",
    "defence": "defense", "defences": "defenses", "offence": "offense", "offences": "offenses", "licence": "license",
    "pretence": "pretense", "programme": "program", "programmes": "programs", "sceptical": "skeptical", "sceptic": "skeptic",
    "sceptics": "skeptics", "scepticism": "skepticism", "judgement": "judgment", "judgements": "judgments", "ageing": "aging",
    "grey": "gray", "whilst": "while", "amongst": "among", "towards": "toward", "afterwards": "afterward", "analyse": "analyze",
    "analysed": "analyzed", "analysing": "analyzing", "cheque": "check", "cheques": "checks", "mould": "mold", "plough": "plow",
    "aluminium": "aluminum", "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "jewellery": "jewelry", "enrol": "enroll",
    "fulfil": "fulfill", "fulfils": "fulfills", "skilful": "skillful",
}  # fmt: skip
_DOUBLED = re.compile(
    r"^(travel|cancel|label|model|fuel|signal|counsel|level|total|quarrel|marshal|channel|tunnel|rival|equal|dial|panel|shovel|bevel)l(?=ed|ing|ers?|or)"
)
_SECOND_S = re.compile(r"(?<=[sS])[’'‘][sS]$")
_GAP = re.compile(r"…|\.\s?\.\s?\.|\[\s*\.\.\.\s*\]")


class PlainWord(NamedTuple):
    """A plain word: as compared, its stem, and the printed word (its number) that it is or is part of."""

    plain: str
    stem: str
    printed: int


CONTENT_WORTH, FUNCTION_WORTH = 1.0, 0.35
"""What a word is worth where wordings are compared: a function word alone should not hold two together, three in a row may."""


@dataclass(frozen=True)
class Wording:
    """The words of a text: as printed (with their spans), the plain words they stand for, and where words are left out.

    What follows from the words is worked out when first asked for and kept: a wording is compared with many others.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[PlainWord, ...]
    gaps: frozenset[int]
    """`n` is among them when an ellipsis stands before plain word n (at the end: n is the number of words)."""

    def __hash__(self) -> int:  # that of all fields, spans included, takes as long as comparing two short wordings
        return hash(self.plains)

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """The plain words."""
        return tuple([w.plain for w in self.words])

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple([w.stem for w in self.words])

    @cached_property
    def spaced(self) -> str:
        """The plain words with a space before, between and after them, so that whole words can be found in it."""
        return f" {' '.join(self.plains)} "

    @property
    def triples(self) -> list[str]:
        """The stems of every three words in a row, joined."""
        return [" ".join(self.stems[n : n + 3]) for n in range(len(self.stems) - 2)]

    @cached_property
    def content_stems(self) -> tuple[str, ...]:
        """The stems of the words that are not function words."""
        return tuple([w.stem for w in self.words if w.plain not in FUNCTION_WORDS])

    @cached_property
    def worths(self) -> tuple[float, ...]:
        """What each word is worth."""
        return tuple([FUNCTION_WORTH if plain in FUNCTION_WORDS else CONTENT_WORTH for plain in self.plains])

    @cached_property
    def worth(self) -> float:
        """What the words are worth together."""
        return CONTENT_WORTH * self.content + FUNCTION_WORTH * (len(self.words) - self.content)

    @cached_property
    def key(self) -> str:
        """The letters and digits alone: equal for wordings that differ in punctuation, case and spacing only."""
        return "".join(printed_key(self.text[a:b]) for a, b in self.spans)

    @property
    def content(self) -> int:
        """How many of the words are not function words."""
        return len(self.content_stems)


@cache
def printed_key(word: str) -> str:
    """A printed word without case, apostrophes, hyphens and stops, in American spelling, and without the second s of “Burns’s”.

    >>> printed_key("F.B.I."), printed_key("Co-operate"), printed_key("don’t"), printed_key("&"), printed_key("Burns’s")
    ('fbi', 'cooperate', 'dont', 'and', 'burns')
    """
    return "and" if word == "&" else american(re.sub(r"[^\w*]", "", _SECOND_S.sub("", word)).casefold())


@cache
def american(word: str) -> str:
    """A word in small letters as American newspapers spell it; British and American spelling are one where words are compared.

    >>> [american(word) for word in ("neighbours", "organised", "centre", "travelling", "four", "promise", "humorous")]
    ['neighbors', 'organized', 'center', 'traveling', 'four', 'promise', 'humorous']
    """
    if word in _OTHERWISE:
        return _OTHERWISE[word]
    return _ISE.sub(r"\1iz\2", _DOUBLED.sub(r"\1", _OUR.sub(r"\1or", word)))


@cache
def plain_words(word: str) -> list[str]:
    """The plain words that a printed word stands for: contractions are expanded, abbreviated titles too, spelling is American.

    >>> plain_words("It’s"), plain_words("don’t"), plain_words("Trump’s"), plain_words("U.S."), plain_words("I’ll")
    (['it', 'is'], ['do', 'not'], ['trump'], ['us.'], ['i', 'will'])
    >>> plain_words("neighbour"), plain_words("Co-operate"), plain_words("well-known"), plain_words("f---ing")
    (['neighbor'], ['cooperate'], ['well', 'known'], ['f***ing'])
    """
    low = word.casefold().replace("’", "'").replace("‘", "'")
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", low) and low != "a.":
        bare = low.replace(".", "")
        return [bare if bare not in FUNCTION_WORDS else f"{bare}."]
    if low == "&":
        return ["and"]
    if low in _SPOKEN:
        return _SPOKEN[low].split()
    if low.endswith("n't"):
        return [low[:-3], "not"]
    head, mark, tail = low.rpartition("'")
    if mark and f"'{tail}" in _ENDINGS:
        return [head, _ENDINGS[f"'{tail}"]]
    if mark and tail == "s":
        return [head, "is"] if head in _IS else [head.replace("'", "")]
    if _LETTERS_MASKED.fullmatch(low):
        low = re.sub("[-–—_]", "*", low)
    low = _PREFIX.sub(r"\1", low)
    return [american(part) for part in re.split(r"[-‑]", low.replace("'", "")) if part] or [low]


@cache
def _compared(word: str) -> list[tuple[str, str]]:
    """The plain words of a printed one, each with its stem."""
    return [(plain, stem(plain)) for plain in plain_words(word)]


@lru_cache(maxsize=1 << 14)  # outlets print the same passages: of 500 articles of one event, three in five are repeated
def wording(text: str) -> Wording:
    """The words of `text`, ready to be compared.

    >>> w = wording("I want a…leader, don’t you?")
    >>> [x.plain for x in w.words], sorted(w.gaps)
    (['i', 'want', 'a', 'leader', 'do', 'not', 'you'], [3])
    """
    spans: list[tuple[int, int]] = []
    words: list[PlainWord] = []
    gaps: list[int] = []
    ellipses = [m.start() for m in _GAP.finditer(text)]
    for found in _PRINTED.finditer(text):
        while ellipses and ellipses[0] < found.start():
            gaps.append(len(words))
            ellipses.pop(0)
        words += [PlainWord(plain, root, len(spans)) for plain, root in _compared(found[0])]
        spans.append(found.span())
    return Wording(text, tuple(spans), tuple(words), frozenset([*gaps, *([len(words)] if ellipses else [])]))
