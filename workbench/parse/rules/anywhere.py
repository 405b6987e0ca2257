"""Rules about lines of a page that may stand anywhere in a text: advertisements, newsletters, links, notices."""

from __future__ import annotations

import re

from workbench.parse.rules.base import REPORTED, Change, drop, lines_of
from workbench.parse.text import count_words

_MOST_WORDS = 45  # an invitation or notice is short; a longer paragraph is left to the reader
_MOST_LINK_WORDS = 25


def _matching(text: str, pattern: re.Pattern[str], most: int = _MOST_WORDS) -> list[Change]:
    """The changes that drop every line, but the first, that is `pattern` as a whole and reports nothing."""
    lines = lines_of(text)
    return drop(
        text,
        lines,
        [
            i
            for i, line in enumerate(lines)
            if i
            and pattern.fullmatch(line.words)
            and count_words(line.words) <= most
            and not REPORTED.search(line.words)
        ],
    )


_ADVERTISEMENT = re.compile(
    r"\W*(?:advert(?:isement|ising)?|ad feedback|sponsored(?: content)?|paid (?:content|post)"
    r"|(?:story|article) continues (?:below|after)(?: (?:this |the )?advert\w*)?|scroll (?:down )?to continue(?: with content)?"
    r"|(?:continue|keep) reading (?:below|the main story)|skip advertisement)(?:\W+(?:story|article) continues below)?\W*",
    re.I,
)


def advertisement(text: str, title: str | None = None) -> list[Change]:
    """Lines such as `Advertisement` or `Story continues below`."""
    return _matching(text, _ADVERTISEMENT)


_NEWSLETTER = re.compile(
    r"\W*(?:click here to |please )?(?:sign[ -]?up|subscribe|register)(?: (?:now|today|here))?\b"
    r"(?=[^\n]*\b(?:newsletters?|inbox|alerts?|updates|briefing|digest|podcast|emails?|channel|for free|today)\b)[^\n]*"
    r"|\W*get (?:the|our|all|more|breaking|your|up)\b[^\n]*\b(?:in|to|straight to|delivered to) your (?:inbox|email|phone)\b[^\n]*"
    r"|\W*(?:download|get) (?:the|our) [^\n]*\bapp\b[^\n]*",
    re.I,
)


def newsletter(text: str, title: str | None = None) -> list[Change]:
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


def share_buttons(text: str, title: str | None = None) -> list[Change]:
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


def related_link(text: str, title: str | None = None) -> list[Change]:
    """Lines that only point to other articles: `Related: …`, `Read more`, `See also: …`."""
    return _matching(text, _RELATED, _MOST_LINK_WORDS)


_COPYRIGHT = re.compile(
    r"\W*(?:©|\(c\)|copyright\b)(?=[^\n]*(?:©|\(c\)|\d{4}|rights reserved))[^\n]*"
    r"|[^\n]{0,80}\ball rights reserved\W*(?:[^\n]{0,120}redistributed\W*)?"
    r"|\W*this material may not be published, broadcast, rewritten[^\n]*",
    re.I,
)


def copyright_line(text: str, title: str | None = None) -> list[Change]:
    """Copyright notices: a sign or the word with a year, or `all rights reserved`."""
    return _matching(text, _COPYRIGHT)


_HANDLE = r"@\w{2,30}"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CONTACT = re.compile(
    rf"\W*(?:follow|like|find)\b[^\n.]{{1,60}}?\bon (?:{_NETWORK}|x|mastodon)\b"
    rf"(?:[^\n]{{0,20}}{_HANDLE}|[^\n.]{{0,20}})?[^\w\n]*"
    rf"|\W*(?:e-?mail|contact|reach|write to|twitter|tips?|follow)\b[^\n]{{0,60}}(?:{_MAIL}|{_HANDLE})[^\n]{{0,40}}|\W*{_MAIL}\W*",
    re.I,
)
_MOST_CONTACT_WORDS = 20


def author_contact(text: str, title: str | None = None) -> list[Change]:
    """Lines that only say where to follow or write to somebody."""
    return _matching(text, _CONTACT, _MOST_CONTACT_WORDS)
