"""Where sentences end in news prose, by rules that each name their reason.

Every stop followed by a gap (or by a capital, where a scraper lost the gap) is a candidate; `_ends` gives the
reasons why one ends no sentence. Measured against the nupunkt library, whose model knows abbreviations but not
party tags, attributions and datelines: `benchmarks/sentences.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.parse.text import Span, paragraphs

# A candidate: the stop (dots may be spaced), the marks and brackets that close with it, then white space, or none
# where a mark opens (won.“We), where a word is glued on (won.Then) or comes after a closing mark (won.”Then).
# Groups, in order: the stop, what closes with it, the gap, what opens after it.
STOP = re.compile(
    r"([.!?…](?:[.!?…]|[ \xa0](?=[.…]))*)"
    r"((?:[”’»\"')\]]|[“‘](?!\S)| [”»](?!\S))*)"
    r"(?:(\s+)|(?=[“‘«(\[])|(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z][\w’]*[\s,’])|(?<=[.!?…][”’»\"'])(?=[A-Z]))"
    r"([“‘«\"'`(\[]*)"
)

# Words that begin sentences and hardly ever names: after an abbreviation they show that the sentence ended there.
STARTER = re.compile(
    r"(?:An?|The|This|That|These|Those|There|Here|It|Its|He|She|They|We|You|I|His|Her|Their|Our|My|Your|In|On|At|As|By"
    r"|For|From|To|With|Under|Over|After|Before|During|Since|Until|Once|If|When|While|Where|Why|Who|What|How|Whether"
    r"|But|And|Or|So|Yet|Nor|Because|Although|Though|Despite|Still|Then|Now|Not|Nothing|No|Yes|Also|However|Meanwhile"
    r"|Instead|According|Earlier|Later|Some|Many|Most|Both|Each|Every|All|Only|Even|Such|Another|Others?|One|Asked"
    r"|Together|Mr|Mrs|Ms)(?:[’'](?:s|re|m|ll|ve|d|t))?(?![\w’'-]|\.[A-Z])"
)

# Never the last word of a sentence: a name or the other side always follows.
_TITLE = re.compile(
    r"Mr|Mrs|Ms|Mx|Messrs|Mme|Mlle|Dr|Prof|Sens?|Reps?|Govs?|Lt|Gen|Col|Sgt|Capt|Cpl|Cmdr|Adm|Maj|Pvt|Pfc|Brig|Cong|Rev"
    r"|Hon|Fr|Msgr|Pres|Atty|Supt|Det|Insp|Amb|Asst|Assoc|vs|v|cf|e\.g|i\.e|viz|approx"
)
# The last word only where a STARTER or a speech follows: companies, places, months, days, states as AP shortens them.
ABBREVIATION = re.compile(
    r"Jr|Sr|Esq|Ph\.D|M\.D|Inc|Corp|Cos?|Ltd|Bros|etc|al|Dept|Univ|Assn|Ave|Blvd|Rd|Ste?|ST|Mt|Ft|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Thurs|Fri|Ala|Ariz|Ark|Calif|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass"
    r"|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
NUMBERED = re.compile(r"Nos?|Art|Fig|Vol|[Ss]ec|ch|pp?")  # an abbreviation only before a number
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # U.S, N.H, J: the last stop is the candidate
CLOCK = re.compile(r"[ap]\.?m", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"\d|(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Eastern|Central|Mountain|Pacific|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
)
ITEM = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]+)")  # what numbers an item of a list: “7. MURDER”

# “Really?” Lee said: up to five capitals, then the verb. Not “Really?” He said no. Nor “Really?” Lee said, “Yes.”
SAID = re.compile(
    r"(?!(?:He|She|They|We|It|The|This|These|That|Those|His|Her|Their)\b)"
    r"(?:[A-Z][\w’'.-]* (?:(?:of|de|la|van|von|the) )?){1,5}"
    r"(?:said|says|asked|asks|told|replied|added|wrote|tweeted|shouted|joked|quipped|demanded|responded|declared"
    r"|exclaimed|wondered|cried|recalled|answered|yelled|continued(?=[.,]))\b(?!,? ?:? [\"“‘'])"
)
SPEECH = re.compile(r"\s*(?:[“\"«]|'')\w+[’'.]?\w*[\s,]")  # more than the one word of a nickname: C.L. “Butch” Otter
# Three dots before a name are a pause; four, or three after a stop, show that words between sentences are left out.
OMISSION = re.compile(r"…\.|[.!?][ \xa0]?(?:…|\.{3}|\.[ \xa0]\.[ \xa0]\.)")
LAST_WORD = re.compile(r"[\w.’']*$")
KINDS = {
    "clock": CLOCK,
    "numbered": NUMBERED,
    "abbreviation": re.compile(rf"{ABBREVIATION.pattern}|{INITIALS.pattern}"),
    "title": _TITLE,
}
LAST_WORD_REACH = 12  # longer than any abbreviation listed
CONTINUING = frozenset(",;:)]-–—/&")  # what a sentence does not begin with; after a stop it shows a dateline or a list


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, trimmed, in order; none crosses a paragraph and only white space lies between them.

    Closing marks and brackets belong to the sentence they close, and a question in marks to its attribution.

    >>> text = "Sen. Harry M. Reid (D-Nev.) left the U.S. Senate at 5 p.m. “Why not?” he said. “I’m done.”Then he went."
    >>> for start, end in sentences(text):
    ...     print(text[start:end])
    Sen. Harry M. Reid (D-Nev.) left the U.S. Senate at 5 p.m.
    “Why not?” he said.
    “I’m done.”
    Then he went.

    Limits: a sentence that ends in an abbreviation or an initial before a name (“… in the U.S. Lee left.”) is not
    told from one that goes on, and is left whole; so is one that goes on in lower case.
    """
    spans: list[Span] = []
    for first, stop in paragraphs(text):
        start = first
        for match in STOP.finditer(text, first, stop):
            ahead = match.end()
            # Most stops that end nothing are told by what follows alone.
            if ahead >= stop or (following := text[ahead]).islower() or following in CONTINUING:
                continue
            end = _mark_opens(text, first, match)
            if start < end and _ends(text, start, match):
                spans.append((start, end))
                start = match.end(3) if match[3] else end
        spans.append((start, stop))
    return spans


def _mark_opens(text: str, paragraph: int, match: re.Match[str]) -> int:
    """Where the sentence would end: before a straight mark that has no gap and opens (He left."We won)."""
    end = match.end(2)
    glued = text[end - 1] == '"' and match[3] is None
    return end - 1 if glued and text.count('"', paragraph, end) % 2 else end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether this stop ends the sentence that began at `start`, as what follows it could begin one."""
    ahead = match.end()
    stop, close, _, opening = match.groups()
    if stop == "." and not close:
        return not _abbreviates(text, start, match)
    starter = STARTER.match(text, ahead) is not None
    if close[:1] in (")", "]") and _inside(text, start, match):
        return starter
    if stop != ".":
        if close and not opening and SAID.match(text, ahead):
            return False
        return stop[-1] in "?!" or bool(close) or starter or OMISSION.match(stop) is not None
    return True


def _inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the bracket that closes with this stop was opened in the middle of the sentence: (D-Nev.), (AP.)."""
    opened = text.rfind("(" if match[2][0] == ")" else "[", start, match.start())
    return opened > start and not text[start:opened].endswith((". ", "? ", "! ", "” ", '" '))


def _abbreviates(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop belongs to the word before it, as far as that word and what follows tell."""
    stop, ahead = match.start(), match.end()
    if ITEM.fullmatch(text, start, stop):
        return True
    kind = _last_word(text[max(start, stop - LAST_WORD_REACH) : stop].rpartition(" ")[2])
    if kind == "clock":
        return AFTER_CLOCK.match(text, ahead) is not None
    if kind == "numbered":
        return text[ahead].isdigit()
    if kind == "abbreviation":
        return STARTER.match(text, ahead) is None and not SPEECH.match(text, match.end(2))
    return kind == "title"


@lru_cache(maxsize=1 << 14)
def _last_word(words: str) -> str:
    """What the word that ends here can be before a full stop; few words stand there, so each is looked at once."""
    found = LAST_WORD.search(words)
    word = found[0] if found else ""
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(word)), "word")
