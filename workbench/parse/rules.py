"""The cleaning rules, from the head of a file to its foot: `RULES`, in the order in which they are applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workbench.parse.text import count_words, paragraphs

Change = tuple[int, int, str]
"""`(start, end, after)`: the text there becomes `after`, which is empty or one character. Ordered and disjoint."""

Finder = Callable[[str, str | None], list[Change]]
"""A way to find what should change in a text whose title may be known from elsewhere: `find(text, title)`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What finds the changes, what kind of thing they remove, and the reason why they may."""

    find: Finder
    kind: str
    reason: str


RULES: dict[str, Rule] = {}
"""Rule name → rule, in the order in which they are applied, which is that of this file. A new rule is one function below."""


def rule(kind: str, reason: str) -> Callable[[Finder], Finder]:
    """Enter the function below among `RULES`, under its name with hyphens."""

    def enter(find: Finder) -> Finder:
        RULES[find.__name__.replace("_", "-")] = Rule(find, kind, reason)
        return find

    return enter


class TextLine(NamedTuple):
    """A line that is not blank: its trimmed words and where they stand."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=4)  # most rules in a row change nothing and look at the same text
def lines_of(text: str) -> list[TextLine]:
    """The lines of `text` that are not blank, in order; shared, so not to be changed."""
    return [TextLine(start, end, text[start:end]) for start, end in paragraphs(text)]


def drop(text: str, lines: Sequence[TextLine], chosen: Iterable[int]) -> list[Change]:
    """The changes that remove the chosen lines (by index, ascending), each with the white space up to the next line."""
    return [(lines[i].start, lines[i + 1].start if i + 1 < len(lines) else len(text), "") for i in chosen]


# A paragraph of running text: the header ends where the first one stands. Decks are shorter or end without a full stop.
_PROSE_WORDS = 15
_LONG_PROSE_WORDS = 40  # this long it is running text even without a full stop
_HEADER_LINES = 12  # no page of the labelled articles has more lines above its text
_SENTENCE_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def is_prose(words: str) -> bool:
    """Is this a paragraph of running text, rather than a line of a page?"""
    count = count_words(words)
    return count >= _LONG_PROSE_WORDS or (count >= _PROSE_WORDS and bool(_SENTENCE_CLOSED.search(words)))


def _header_lines(lines: Sequence[TextLine]) -> range:
    """The indices of the lines above the first paragraph of running text, the title among them."""
    for i, line in enumerate(lines[: _HEADER_LINES + 1]):
        if is_prose(line.words):
            return range(i)
    return range(min(len(lines), _HEADER_LINES + 1))


# What an article says is reported by somebody; what a page says of itself is not.
_REPORTED = re.compile(r"\b(?:said|says|told|according to|asked|added|wrote|announced|argued)\b|[“”\"«»„]", re.I)

# A person's name as a byline prints it: two to five parts, at least two of them capitalised words.
_PART = r"(?:[A-Z][\w’'.-]+|[A-Z]\.?)"
NAME = rf"{_PART}(?:[ \xa0](?:{_PART}|de|del|der|den|van|von|bin|al|el|la|le|da|dos)){{1,4}}"

# ---- Characters and line ends ----------------------------------------------------------------------------------------

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@rule("spacing", "CRLF, CR and rarer line ends all mean a new line")
def line_ends(text: str, title: str | None) -> list[Change]:
    """Every line end that is not a plain line feed."""
    return [(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text)]


# Zero-width joiners shape emoji and Indic and Arabic letters, so those two are dropped only beside Latin letters or space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
    "|(?<![^\\s\\x21-\u024f])[\u200c\u200d]+(?![^\\s\\x21-\u024f])"
)


@rule("spacing", "a character without width or glyph carries no words, and splits them for a search")
def invisible(text: str, title: str | None) -> list[Change]:
    """Byte-order marks, zero-width spaces, soft hyphens, direction marks and control characters."""
    if text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable():
        return []  # the common case, ten times as fast
    return [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]


_FRONT = re.compile(
    r"\A\s*---[^\S\n]*\n(?=[^\S\n]*[A-Za-z_][\w -]*:)(?:(?!---[^\S\n]*$).*\n)*?---[^\S\n]*(?:\n\s*|\Z)", re.M
)


@rule("metadata", "a block of `key: value` lines between `---` describes the article; it is read first")
def front_matter(text: str, title: str | None) -> list[Change]:
    """A block between two `---` lines at the very top whose first line is a `key:`."""
    m = _FRONT.match(text)
    return [(0, m.end(), "")] if m else []


# Runs of closing brackets and braces at the end of a line, or of opening ones at its start, with the punctuation of code.
_TAIL = re.compile(r"[ \t\xa0]*[\])}](?:[ \t\xa0;,]*[\])}])+[ \t\xa0;,]*$", re.M)
_LEAD = re.compile(r"^[ \t\xa0]*[\[({](?:[ \t\xa0;,]*[\[({])+[ \t\xa0;,]*", re.M)
_PARTNERS = dict(zip("()[]{}", ")(][}{", strict=True))


@rule("junk", "unbalanced brackets and braces at the end or start of a line are left over from a page's code")
def residue(text: str, title: str | None) -> list[Change]:
    """Runs of two or more brackets at the edge of a line that have no partner in the line and hold a brace or a square one."""
    changes = []
    for pattern in (_LEAD, _TAIL):
        for m in pattern.finditer(text):
            line = text[text.rfind("\n", 0, m.start()) + 1 : (text.find("\n", m.end()) + 1 or len(text) + 1) - 1]
            if re.search(r"[\[\]{}]", m[0]) and all(_PARTNERS[c] not in line for c in set(m[0]) & _PARTNERS.keys()):
                changes.append((m.start(), m.end(), ""))
    changes.sort()
    return [c for i, c in enumerate(changes) if i == 0 or changes[i - 1][1] <= c[0]]


_WRAP_WIDTHS = range(40, 101)  # fixed-width text is set 60 to 80 wide; columns and mail a little narrower or wider
_WRAP_SHARE = 0.6  # a line inside a paragraph is at least this full, or the next word would have fitted
_WRAP_LINES = 4  # fewer full lines than this prove nothing


@rule("spacing", "in a text wrapped at a fixed width a line end is a space; blank lines part the paragraphs")
def hard_wrap(text: str, title: str | None) -> list[Change]:
    """Line ends inside the paragraphs of a text that is wrapped at a fixed width and parts paragraphs by blank lines."""
    rows = text.split("\n")
    width = max(map(len, rows), default=0)
    if width not in _WRAP_WIDTHS or not re.search(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S", text):
        return []
    changes, at, inner = [], 0, 0
    for row, after in pairwise(rows):
        if row.strip() and after.strip():
            inner += 1
            if len(row.rstrip()) >= _WRAP_SHARE * width:
                end = at + len(row) + 1 + len(after) - len(after.lstrip())
                changes.append((at + len(row.rstrip()), end, " "))
        at += len(row) + 1
    return changes if len(changes) >= max(_WRAP_LINES, _WRAP_SHARE * inner) else []


# ---- Lines between title and text ------------------------------------------------------------------------------------

_MONTH_WORD = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_YEAR = r"\d{4}"
_DATE = (
    rf"(?:{_MONTH_WORD}[ \xa0]+\d{{1,2}}(?:st|nd|rd|th)?,?[ \xa0]+{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?[ \xa0]+{_MONTH_WORD},?[ \xa0]+{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d(?:T[\d:.+Z-]+)?|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d))"
)
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?[ \xa0]*(?:[ap]\.?m\.?)?|\d{1,2}[ \xa0]*[ap]\.?m\.?|[A-Z]{2,4}T|UTC|GMT|[ECMP]T|noon|midnight)"
_STAMP = r"(?:(?:first|last|originally)[ \xa0]+)?(?:posted|published|updated|modified|created|edited|date)"
_LABEL = re.compile(
    rf"\W{{0,3}}(?:{_STAMP}(?:[ \xa0]+(?:on|at))?|by|author|share|tags?|filed[ \xa0]+under|category|source)\s*:?\W{{0,3}}",
    re.I,
)
_DATED = re.compile(
    rf"\W*(?:{_STAMP}|on|at|{_DAY}|{_DATE}|{_CLOCK}|\d+ (?:hours?|minutes?|days?) ago|[\s,;:|•·/()–—-])+\W*", re.I
)
_ANY_DATE = re.compile(rf"{_DATE}|\d (?:hours?|minutes?|days?) ago", re.I)
_BYLINE = re.compile(
    rf"\W{{0,3}}(?:(?:written|story|words|reported|analysis|opinion|posted)[ \xa0]+)?(?:by|author:)[ \xa0]+"
    rf"(?P<names>{NAME}(?:(?:,?[ \xa0]+and[ \xa0]+|,[ \xa0]+|[ \xa0]*&[ \xa0]*){NAME})*)"
    rf"(?P<rest>[ \xa0]*(?:[,|/•·–—-]|[ \xa0](?:for|of|in|on|at)[ \xa0]).{{0,60}})?\W{{0,2}}",
    re.I,
)
_BULLET = re.compile(rf"[-–—•·*|][ \xa0]*(?P<names>{NAME})\W{{0,2}}")
_NAMES = re.compile(rf"{NAME}(?:(?:, and|,| and) {NAME})*")
_COUNT = re.compile(
    r"\W{0,3}(?:\d[\d,.]*[kKmM]?[ \xa0]*)?\+?(?:comments?|shares?|views?|likes?|reactions?|replies)\W{0,3}(?:\d[\d,.]*[kKmM]?)?\W{0,2}"
    r"|[-–—•·*|#\s]*\d{1,6}\W{0,2}",
    re.I,
)
_SEPARATOR = re.compile(r"[_*=~#•·–—.\s-]{3,}")
_OUTLET = re.compile(
    r"[A-Z]{2,}(?: (?:[A-Z]{2,}|&)){0,3}|(?:The )?(?:[A-Z]\w+ ){1,3}(?:News|Times|Post|Press|Tribune|Gazette|Herald|Journal|Today|Daily)"
)
_SURE_OUTLET = re.compile(
    r"(?:[A-Z]+ ){1,2}(?:TODAY|TIMES|POST|PRESS|TRIBUNE|GAZETTE|HERALD|JOURNAL)|CNN|BBC(?: NEWS)?|FOX NEWS|REUTERS"
)
_NO_OUTLET = re.compile(r"\b(?:BREAKING|NEWS|OPINION|ANALYSIS|EXCLUSIVE|UPDATE|LIVE|WATCH|VIDEO|TWITTER|FACEBOOK)\b")
_READING = re.compile(
    r"\W{0,3}(?:reading time:?\s*)?(?:about |approx\.? )?\d{1,3}[ \xa0-]*min(?:ute)?s?"
    r"(?:[ \xa0]+read(?:ing)?(?:[ \xa0]+time)?)?\W{0,2}",
    re.I,
)
_BETWEEN = re.compile(r"\s*&\s*|,?\s+and\s+|,\s+", re.I)
_JOB = re.compile(r"\b(?:writers?|reporters?|editors?|correspondents?|staff|press|news|bureau)$", re.I)


def read_byline(line: str) -> str | None:
    """The names in a line that says by whom the article is, joined by ` and `; None for any other line.

    >>> read_byline("By Ada Lopez and JOHN Q. PUBLIC, Staff Writers"), read_byline("By Friday, the talks had ended.")
    ('Ada Lopez and JOHN Q. PUBLIC', None)
    """
    m = _BYLINE.fullmatch(line) or _BULLET.fullmatch(line)
    if not m or not _in_capitals(m["names"]) or not _is_tail(m.groupdict().get("rest") or ""):
        return None
    return " and ".join(part for part in _BETWEEN.split(m["names"]) if not _JOB.search(part)) or None


def _in_capitals(names: str) -> bool:
    """Do the names stand in capitals? `By` may be written in any case, names may not."""
    return all(re.fullmatch(NAME, part) for part in _BETWEEN.split(names))


def _is_tail(rest: str) -> bool:
    """May `rest` follow the names of a byline? An outlet, a job or a date may; a sentence may not."""
    short = len(rest.split()) <= 8 and not re.search(r"[.!?][”\"’]?$", rest)
    return short or bool(_DATED.fullmatch(rest))


@rule("byline", "a header line that only names the author is about the article, not of it; it is read first")
def byline(text: str, title: str | None) -> list[Change]:
    """Lines that only name the author: `By …`, a name behind a bullet, or a bare name beside a date or counter line."""
    lines = lines_of(text)
    zone = _header_lines(lines)
    chosen = []
    for i in zone[0 if title else 1 :]:
        words = lines[i].words
        if read_byline(words) or (_NAMES.fullmatch(words) and _beside_stamp(lines, zone, i)):
            chosen.append(i)
    if not chosen and len(lines) > 1 and read_byline(lines[0].words):
        chosen = [0]
    elif not chosen and len(lines) > 2 and _NAMES.fullmatch(lines[0].words) and _is_outlet(lines[1].words):
        chosen = [0, 1]  # names, and below them the outlet, where the title stands elsewhere
    return drop(text, lines, chosen)


def _beside_stamp(lines: list[TextLine], zone: range, i: int) -> bool:
    near = [lines[j].words for j in (i - 1, i + 1) if j in zone]
    return any(_is_date(w) or _COUNT.fullmatch(w) or _LABEL.fullmatch(w) or _is_outlet(w) for w in near)


def _is_outlet(line: str) -> bool:
    """Does the line look like the name of a paper or station, in capitals or by its last word?"""
    return bool(_OUTLET.fullmatch(line)) and not _NO_OUTLET.search(line)


def _is_date(line: str) -> bool:
    """A date, alone or with a label and a time. A time alone may head an entry of a live report."""
    return bool(_ANY_DATE.search(line) and _DATED.fullmatch(line))


@rule("metadata", "a header line that only dates the article is read, then set aside")
def publication_date(text: str, title: str | None) -> list[Change]:
    """Header lines that hold nothing but a date or time, with or without `Posted on` before it."""
    return _in_header(text, _is_date)


@rule("junk", "a header line that only counts comments or shares changes with every visit")
def comment_counter(text: str, title: str | None) -> list[Change]:
    """Header lines that hold nothing but a number, or a number of comments, shares or views."""
    return _in_header(text, _COUNT.fullmatch)


@rule("junk", "a header line that only tells the reading time was made by the page")
def reading_time(text: str, title: str | None) -> list[Change]:
    """Header lines that hold nothing but a reading time."""
    return _in_header(text, _READING.fullmatch)


@rule("boilerplate", "a header line that only names the outlet is of the page")
def outlet_line(text: str, title: str | None) -> list[Change]:
    """Header lines that only name a paper or station, beside the byline or the date, in capitals or by a word such as `Times`."""
    lines = lines_of(text)
    zone = _header_lines(lines)
    chosen = [0] if len(lines) > 2 and _SURE_OUTLET.fullmatch(lines[0].words) else []
    for i in zone[1:]:
        near = [lines[j].words for j in (i - 1, i + 1) if (j > 0 or title) and j in zone]
        beside = any(read_byline(words) or _is_date(words) or _NAMES.fullmatch(words) for words in near)
        if beside and _is_outlet(lines[i].words):
            chosen.append(i)
    return drop(text, lines, chosen)


@rule("junk", "a header label whose value was lost, such as “Posted on”, says nothing")
def empty_label(text: str, title: str | None) -> list[Change]:
    """Header lines that hold nothing but a label (`Posted on`, `By`, `Share:`) and no value."""
    return _in_header(text, _LABEL.fullmatch)


def _in_header(text: str, matches: Callable[[str], object]) -> list[Change]:
    """The changes that drop the matching lines above the text."""
    lines = lines_of(text)
    return drop(text, lines, [i for i in _header_lines(lines) if matches(lines[i].words)])


# ---- Lines of the page, anywhere -------------------------------------------------------------------------------------

_MOST_WORDS = 45  # an invitation or notice is short; a longer paragraph is left to the reader
_MOST_LINK_WORDS = 25


def _matching(text: str, pattern: re.Pattern[str], most: int = _MOST_WORDS) -> list[Change]:
    """The changes that drop every line, but the first, that is `pattern` as a whole and reports nothing."""
    lines = lines_of(text)
    fits = [
        i for i, line in enumerate(lines) if i and pattern.fullmatch(line.words) and count_words(line.words) <= most
    ]
    return drop(text, lines, [i for i in fits if not _REPORTED.search(lines[i].words)])


_ADVERTISEMENT = re.compile(
    r"\W*(?:advert(?:isement|ising)?|ad feedback|sponsored(?: content)?|paid (?:content|post)"
    r"|(?:story|article) continue[sd] (?:below|after)(?: (?:this |the )?advert\w*)?|scroll (?:down )?to continue(?: with content)?"
    r"|(?:continue|keep) reading (?:below|the main story)|skip advertisement)(?:\W+(?:story|article) continues below)?\W*",
    re.I,
)


@rule("boilerplate", "a line that only announces an advertisement belongs to the page")
def advertisement(text: str, title: str | None) -> list[Change]:
    """Lines such as `Advertisement` or `Story continues below`."""
    return _matching(text, _ADVERTISEMENT)


_NEWSLETTER = re.compile(
    r"\W*(?:like what you[’']re reading\W+)?(?:click here to |please )?(?:sign[ -]?up|subscribe|register)(?: (?:now|today|here))?\b"
    r"(?=[^\n]*\b(?:newsletters?|inbox|alerts?|updates|briefing|digest|podcast|emails?|channel|for free|today)\b)[^\n]*"
    r"|\W*get (?:the|our|all|more|breaking|your|up)\b[^\n]*\b(?:in|to|straight to|delivered to) your (?:inbox|email|phone)\b[^\n]*"
    r"|\W*(?:like what you[’']re reading\W+)?(?:download|get) (?:the|our) [^\n]*\bapp\b[^\n]*",
    re.I,
)


@rule("boilerplate", "an invitation to subscribe belongs to the page")
def newsletter(text: str, title: str | None) -> list[Change]:
    """Invitations to subscribe: lines that begin with `Sign up …` or `Get … in your inbox`."""
    return _matching(text, _NEWSLETTER)


# The name of a network alone may be a heading ("TWITTER" over readers' posts); two in a row are buttons.
_NETWORK = r"(?:facebook|twitter|x\.com|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|messenger|instagram|threads|bluesky)"
_ACT = (
    rf"(?:share(?: (?:this|it))?(?: (?:article|story|page|post))?(?: (?:on|via|to|with) (?:{_NETWORK}|x|email|friends))?"
    r"|(?:re)?tweet(?: this)?|e-?mail(?: this)?|print(?: this)?(?: (?:article|page))?|copy link|bookmark|save article)"
)
_BUTTON = rf"(?:{_ACT}|{_NETWORK})"
_BUTTONS = re.compile(rf"\W*(?:{_ACT}|{_BUTTON}(?:[^\w\n]+{_BUTTON})+)\W*", re.I)


@rule("boilerplate", "a line made only of the names of share buttons belongs to the page")
def share_buttons(text: str, title: str | None) -> list[Change]:
    """Lines made only of the names of share buttons."""
    return _matching(text, _BUTTONS)


_RELATED = re.compile(
    r"\W*(?:related(?: (?:article|stor(?:y|ies)|coverage|content|links?|news|posts?))?|read(?: more| also| next)"
    r"|also read|see also|more (?:on this|from this)|recommended(?: (?:for you|reading))?|further reading|up next"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|don[’']t miss|most (?:read|popular)|trending(?: now)?)"
    r"(?:\W*|\s*[:>»|–—-]\s*[^\n]+)"
    r"|\W*(?:read more|click here|see more|more)\b[^\n.]* (?:here|at|on)\b[^\n.]*\.?"
    r"|\W*more (?:from|on) (?:the )?[A-Z][^\n.:]*:?",
    re.I,
)


@rule("boilerplate", "a line that only links to another article is not this article")
def related_link(text: str, title: str | None) -> list[Change]:
    """Lines that only point to other articles: `Related: …`, `Read more`, `See also: …`."""
    return _matching(text, _RELATED, _MOST_LINK_WORDS)


_LINK_LABEL = (
    r"(?:more|read(?: more| also| next)?|related|see(?: also)?|watch(?: also| more)?|also|opinion|analysis|fact[ -]check|video|photos"
    r"|gallery|live updates|from the archives?|full (?:transcript|coverage|story))"
)
_LINK_LINE = re.compile(
    rf"\W*{_LINK_LABEL}[ \xa0]?[:>»|][ \xa0]*(?=[^\n]*[^\s.])[^\n]*[^\s.”]\W?|\W*for more\b[^\n]*https?://\S+"
    r"|\W*(?:slideshow|gallery|photos)\W*\(?\d+ (?:images|photos|pictures|slides)\W*",
    re.I,
)
_LINK_LIST = re.compile(r"\W*(?:more|read more|related|recommended)\b[^\n.]{0,80}:", re.I)
_ENDS_AS_TOLD = re.compile(r"\.[”\"’')]*$")
_MOST_HEADLINE_WORDS = 30


@rule("boilerplate", "a line that gives the headline of another story is not this story")
def link_line(text: str, title: str | None) -> list[Change]:
    """Lines that link elsewhere: `More: …`, `WATCH: …` and a headline, without a full stop; and the list under `More on …:` at the foot."""
    lines = lines_of(text)
    chosen = [i for i, line in enumerate(lines) if i and _is_link(line.words)]
    heads = [i for i, line in enumerate(lines) if i and _LINK_LIST.fullmatch(line.words)]
    if heads and not any(is_prose(line.words) for line in lines[heads[-1] + 1 :]):
        chosen += range(heads[-1], len(lines))
    return drop(text, lines, sorted(set(chosen)))


def _is_link(words: str) -> bool:
    """Is the line a label and a headline? A sentence of the story ends with a full stop."""
    if count_words(words) > _MOST_HEADLINE_WORDS or _ENDS_AS_TOLD.search(words):
        return False
    return _LINK_LINE.fullmatch(words) is not None


_NAME_PART = r"(?:[A-Z][\w.’'-]*|\([A-Z][\w.’'-]*\))"
_NAME_CARD = re.compile(
    rf"\b(?P<last>[A-Z][\w’'-]+) (?P<card>(?:{_NAME_PART} ){{1,4}}(?P=last)(?=[A-Z])[^\n]{{20,400}}? MORE)(?=[\s,.;:])[ ]?"
)


@rule("junk", "a card that opens over a name repeats it and lists headlines of other stories")
def name_card(text: str, title: str | None) -> list[Change]:
    """After a name: the name again in full, headlines glued to it, and `MORE`, as the code of some pages leaves them."""
    return [(m.start("card"), m.end(), "") for m in _NAME_CARD.finditer(text)]


_AGENCY = r"(?:AP|Reuters|REUTERS|AFP|Getty(?: Images)?|EPA|Bloomberg|UPI|[A-Z]{2,4} Photo|Shutterstock|Pool(?: Photo)?(?: via \w+)?)"
_BY_WHOM = rf"(?:photo|image|picture|video)s? (?:by|courtesy of|credit):? {NAME}[^.\n]{{0,40}}"
_PHOTO_CREDIT = re.compile(
    rf"[(\[]?(?:{_AGENCY} ?/ ?(?:{NAME}|{_AGENCY}\.?)|(?:{NAME} ?/ ?)+{_AGENCY}(?: ?/ ?{_AGENCY})*\.?|{_BY_WHOM})[)\]]?"
)
_PHOTO_AT_END = re.compile(rf"[^\n]{{20,600}}[.)] ?(?:{_PHOTO_CREDIT.pattern})\W*")


@rule("caption", "a caption or a photographer's credit is of a picture, not of the story")
def photo_credit(text: str, title: str | None) -> list[Change]:
    """Lines that only credit a photographer or an agency, and captions that end with such a credit."""
    lines = lines_of(text)
    fits = [i for i, line in enumerate(lines) if i and _is_photo_credit(line.words)]
    return drop(text, lines, fits)


def _is_photo_credit(words: str) -> bool:
    bare = words.strip("()[] ")
    return bool(_PHOTO_CREDIT.fullmatch(words) or _PHOTO_CREDIT.fullmatch(bare) or _PHOTO_AT_END.fullmatch(words))


_COPYRIGHT = re.compile(
    r"\W*(?:©|\(c\)|copyright\b)(?=[^\n]*(?:©|\(c\)|\d{4}|rights reserved))[^\n]*"
    r"|[^\n]{0,80}\ball rights reserved\W*(?:[^\n]{0,120}redistributed\W*)?"
    r"|\W*this material may not be published, broadcast, rewritten[^\n]*",
    re.I,
)


@rule("boilerplate", "a copyright notice is about the article; the holder is read first")
def copyright(text: str, title: str | None) -> list[Change]:
    """Copyright notices: a sign or the word with a year, or `all rights reserved`."""
    return _matching(text, _COPYRIGHT)


_HANDLE = r"@\w{2,30}"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CONTACT = re.compile(
    rf"\W*(?:follow|like|find)\b[^\n.]{{1,60}}?\bon (?:{_NETWORK}|x|mastodon)\b"
    rf"(?:[^\n]{{0,20}}{_HANDLE}|[^\n.]{{0,20}}| at https?://\S+)?[^\w\n]*"
    rf"|\W*(?:e-?mail|contact|reach|write to|twitter|tips?|follow)\b[^\n]{{0,60}}(?:{_MAIL}|{_HANDLE})[^\n]{{0,40}}|\W*{_MAIL}\W*",
    re.I,
)
_MOST_CONTACT_WORDS = 20


@rule("bio", "a line that only says where to follow or reach somebody belongs to the page")
def author_contact(text: str, title: str | None) -> list[Change]:
    """Lines that only say where to follow or write to somebody."""
    return _matching(text, _CONTACT, _MOST_CONTACT_WORDS)


@rule("junk", "a line without a letter or digit parts sections of a page")
def separator(text: str, title: str | None) -> list[Change]:
    """Lines made of underscores, asterisks, dashes and the like."""
    lines = lines_of(text)
    return drop(text, lines, [i for i, line in enumerate(lines) if i and _SEPARATOR.fullmatch(line.words)])


_CITY = r"[A-Z][A-Z.’'-]{2,}(?: [A-Z][A-Z.’'-]+){0,3}"
_STATE = r", (?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})"
_WIRE = r" ?\((?:[A-Z][\w.&/-]*(?: [A-Z][\w.&/-]*){0,3})\)"
_DATELINE = re.compile(
    rf"(?:{_CITY}(?:{_STATE})?(?:{_WIRE})?[ ,]*(?:—|–|--|-)[ ]+|{_CITY}{_STATE}(?:{_WIRE})?[ ]?[:;][ ]+|{_CITY}(?:{_STATE})?{_WIRE} ?"
    rf"|(?:[A-Z][a-z’'.-]+(?: [A-Z][a-z’'.-]+){{0,2}})(?:{_STATE}(?:{_WIRE})?[ ]?[:—–][ ]+|(?:{_STATE})?{_WIRE}[ ]?(?:[:—–-][ ]+)?)"
    r"|\((?:CNN|AP|AFP|UPI|Reuters|REUTERS)\)[ ]?(?:[:—–-][ ]+)?)"
    r"(?=[“\"‘']?[A-Z])"
)
_NO_CITY = re.compile(r"(?:BREAKING|NEWS|OPINION|ANALYSIS|EXCLUSIVE|UPDATED?|LIVE|WATCH|VIDEO|WARNING|NOTE|FACT|Q|A)\b")


@rule("dateline", "a dateline says where the report was written; no place speaks or acts in it")
def dateline(text: str, title: str | None) -> list[Change]:
    """The place before the first paragraph: `NORWICK (AP) — `, `Port Ellery, Cornwall : `; not who speaks in a transcript."""
    lines = lines_of(text)
    prose = [line for line in lines if is_prose(line.words)][:1]
    changes = []
    for line in prose:
        m = _DATELINE.match(line.words)
        repeated = m and sum(other.words.startswith(m[0].rstrip()) for other in lines) > 1
        if m and not _NO_CITY.match(line.words) and not repeated:
            changes.append((line.start, line.start + m.end(), ""))
    return changes


# ---- The foot of the page --------------------------------------------------------------------------------------------

_INVITATION = re.compile(
    r"\W*(?:join (?:in )?(?:the|our) (?:discussion|conversation|debate)|(?:leave|post|add|write) (?:a|your) (?:comment|reply)"
    r"|(?:view|show|read|see|load|open|close|hide) (?:all |the |more )?(?:\d+ )?comments?|have your say|\d+ comments?"
    r"|comments?(?: are (?:now )?(?:closed|off|disabled))?(?: ?\(\d+\))?"
    r"|(?:what do you think\W+)?(?:tell|let) us (?:know )?(?:what you think )?in the comments(?: (?:below|section))?"
    r"|(?:log|sign) in to (?:leave a )?comment|what do you think)\W*",
    re.I,
)


@rule("boilerplate", "a line at the foot that only asks for comments belongs to the page")
def comment_invitation(text: str, title: str | None) -> list[Change]:
    """Lines at the foot that only ask for comments: `Join the discussion!`, `Leave a comment`."""
    return _at_foot(text, _INVITATION.fullmatch)


_TOPIC = re.compile(r"\bcomment(?:s|ing|ers?)?\b", re.I)
_NAMED_POLICY = re.compile(
    r"\b(?:comment(?:s|ing)?|community|moderation|discussion) (?:polic(?:y|ies)|guidelines|rules|standards)\b", re.I
)
_MODERATED = re.compile(
    r"\b(?:moderat\w+|remov\w+|delet\w+|welcome|respectful|civil|abusive|hateful|offensive|off-topic|spam)\b", re.I
)
_TO_READERS = re.compile(r"\b(?:we|our|us|you|your|please)\b", re.I)


def _is_policy(words: str) -> bool:
    """Does the page speak to its readers about their comments? An article that reports on comments has a speaker instead."""
    if _REPORTED.search(words) or not _TO_READERS.search(words):
        return False
    return bool(_NAMED_POLICY.search(words) or (_TOPIC.search(words) and _MODERATED.search(words)))


@rule("boilerplate", "the rules for comments speak of the page's readers, not of the event")
def comment_policy(text: str, title: str | None) -> list[Change]:
    """Paragraphs at the foot in which the page tells its readers how to comment."""
    return _at_foot(text, _is_policy)


def _at_foot(text: str, matches: Callable[[str], object]) -> list[Change]:
    """The changes that drop the matching lines below the last paragraph of running text that does not match."""
    lines = lines_of(text)
    chosen: list[int] = []
    for i in range(len(lines) - 1, 0, -1):
        if matches(lines[i].words):
            chosen.insert(0, i)
        elif is_prose(lines[i].words):
            break
    return drop(text, lines, chosen)


_CREDIT = re.compile(
    rf"[^\w(]*(?:\((?i:(?:additional )?(?:reporting|writing|editing|compiled|edited|written|reported) by)\b[^\n]*\)"
    rf"|(?i:(?:additional |with )?(?:reporting|writing|editing) by)\b[^\n]{{0,150}}"
    rf"|[^\n]{{0,150}}\bcontributed (?:to this (?:report|story|article)|reporting|research)\b[^\n]{{0,60}}"
    rf"|(?i:contribut(?:ing|ors?|ions? by))(?: to this (?:report|story))?:? ?{NAME}[^\n]{{0,150}}"
    rf"|{NAME}(?:(?:,| and|, and) {NAME})* reported from [A-Z][^\n.]{{0,60}}"
    rf"|[A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)* reported from [A-Z][^\n.]{{0,60}})\W*"
)


@rule("bio", "a closing line that names who reported or edited is about the article")
def reporting_credit(text: str, title: str | None) -> list[Change]:
    """Closing lines that name who reported, wrote or edited, such as `(Reporting by …)`."""
    return _at_foot(text, _CREDIT.fullmatch)


_END_MARK = re.compile(r"[-–—\s]*(?:-?30-?|###|ends?|/?ends|more to follow|\(ends\))[-–—.\s]*", re.I)


@rule("junk", "a mark that the text ends there is for editors")
def end_mark(text: str, title: str | None) -> list[Change]:
    """Lines at the foot such as `– Ends –`, `-30-` or `###`."""
    return _at_foot(text, _END_MARK.fullmatch)


_TRADE = (
    r"(?:editor|reporter|correspondent|columnist|writer|journalist|contributor|producer|anchor|blogger|host|co-host|critic|photographer|commentator"
    r"|fellow|professor|lecturer|historian|author|novelist|researcher|intern|freelancer?)"
)
_IS = re.compile(
    rf"(?P<name>{NAME})(?:,[^,]{{1,40}},)? (?:is|was|has been|works as|serves as) (?:an?|the|one of)?\b(?P<what>[^.]*?\b{_TRADE}\b[^\n]*)"
)
_DOES = re.compile(
    rf"(?P<name>{NAME}) (?:covers|writes|reports|hosts|edits|blogs|teaches|has (?:covered|written|reported))\b[^\n]*"
)
_ABOUT = re.compile(rf"about the (?:author|writer)s?\W*(?P<name>{NAME})?[^\n]*", re.I)
_MOST_BIO_CHARACTERS = 900


@rule("bio", "a closing paragraph about the author is not about the event; names there are not participants")
def author_bio(text: str, title: str | None) -> list[Change]:
    """The last paragraph, when it says who somebody is by trade (`… is the opinion editor of …`), or `About the author`.

    Somebody who is named elsewhere in the text is part of the story, and the paragraph stays.
    """
    lines = lines_of(text)
    if len(lines) < 3 or not _is_bio(lines, len(lines) - 1):
        return []
    return drop(text, lines, [len(lines) - 1])


def _is_bio(lines: list[TextLine], last: int) -> bool:
    words = lines[last].words
    if len(words) > _MOST_BIO_CHARACTERS or _REPORTED.search(re.sub(r"[“\"][^”\"]{0,80}[”\"]", "", words)):
        return False
    m = _IS.match(words) or _DOES.match(words)
    if not m:
        return bool(_ABOUT.match(words))
    surname = re.compile(rf"\b{re.escape(m['name'].split()[-1])}\b")
    return not any(surname.search(line.words) for line in lines[:last])


# ---- Words printed twice ---------------------------------------------------------------------------------------------

_FEWEST_WORDS = 6  # a shorter line may well be said twice: “Yes.”, “Thank you.”, a subheading


def folded(words: str) -> str:
    """`words` without case, marks and punctuation, which reprints vary."""
    return " ".join(re.findall(r"\w+", words.casefold()))


@rule("repeat", "the title printed again as first paragraph would count its words twice")
def repeated_title(text: str, title: str | None) -> list[Change]:
    """The first paragraph, when it is the title again (in any case and punctuation)."""
    lines = lines_of(text)
    if len(lines) < 2:
        return []
    first = folded(lines[0].words)
    if title is not None and folded(title) != first:
        return []
    return drop(text, lines, [1]) if first and folded(lines[1].words) == first else []


@rule("repeat", "a paragraph printed again word for word would count its words twice")
def repeated_paragraph(text: str, title: str | None) -> list[Change]:
    """Paragraphs of six words or more that stand in the text before, word for word."""
    lines = lines_of(text)
    seen: set[str] = set()
    chosen = []
    for i, line in enumerate(lines):
        if line.words in seen and count_words(line.words) >= _FEWEST_WORDS:
            chosen.append(i)
        seen.add(line.words)
    return drop(text, lines, chosen)


# ---- Spacing, last: after it no rule leaves two spaces -----------------------------------------------------------------

# Only what has to change: a match for every single space would cost more than all other rules together.
# White space at the beginning or end, before or after a line end, several spaces, a space of another kind. Each alternative begins
# after the first character, so that letters cost one comparison: three times as fast as the plain list of the same cases.
_SPACES = re.compile(r"\s(?:(?<=\A\s)\s*|\s*\Z|(?<=\n)\s+|(?<!\n)(?:[^\S\n]*\n\s+|[^\S\n]*\n|[^\S\n]+|(?<! )))")


@rule("spacing", "runs of spaces and blank lines carry no words")
def spacing(text: str, title: str | None) -> list[Change]:
    """Spaces become one plain space, blank lines one line end; none are left at either end of the text or of a line."""
    edges = (0, len(text))
    changes: list[Change] = []
    for m in _SPACES.finditer(text):
        space = (
            "\n" if _LINE_END.search(m[0]) or "\n" in m[0] else " "
        )  # also where the rule for rarer line ends is switched off
        changes.append((m.start(), m.end(), "" if m.start() in edges or m.end() in edges else space))
    return changes
