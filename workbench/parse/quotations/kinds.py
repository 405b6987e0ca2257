"""What a marked stretch is: somebody's words, a fragment of them, a title, or a word held with tongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.parse.quotations.attributions import Attribution
from workbench.parse.quotations.cues import cue_class
from workbench.parse.quotations.details import JUDGING, NAMING
from workbench.parse.quotations.linking import Link
from workbench.parse.quotations.shallow import Shallow
from workbench.parse.text import count_words

if TYPE_CHECKING:
    from workbench.parse.quotations.find import Quotation

SCARE_WORDS = 8
"""An unclaimed stretch shorter than this that no sentence mark ends is a term, not a speech."""
WORD = re.compile(r"[^\W\d_][\w’'-]*")
SMALL = frozenset({
    *("a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "nor", "but", "by", "as", "vs", "v", "with"),
    *("from", "into", "over", "upon", "de", "la", "le", "el", "is"),
})  # fmt: skip
"""Words that titles leave small; with another small word a stretch is no title ("This is all me")."""
LIKELY = 0.5
"""A title-like stretch is somebody's words only if a cue of speech this likely claims it."""
ENDS = re.compile(r"[.?!,…—-]\s*$")


def kind_of_marked(shallow: Shallow, i: int, link: Link | None, before: Quotation | None) -> str:
    """direct, fragment or scare, for the marked stretch number `i`, no title; `before` is the row of the stretch before it.

    A single word is a term even where somebody is said to have used it. A stretch that begins in lower case is a
    fragment of the reporter's sentence, unless it goes on where the same utterance was broken off by its tag.
    """
    m = shallow.marks[i]
    inner = shallow.text[m.start : m.end]
    attributed = link is not None and (link.owner is not None or link.signature is not None)
    if not shallow.folded[i] and (count_words(inner) <= 1 or not attributed):
        return "scare"
    if not attributed and count_words(inner) < SCARE_WORDS and not ENDS.search(inner):
        return "scare"
    if not shallow.folded[i]:
        return "fragment"
    same = before is not None and link is not None and before.utterance == link.owner
    goes_on = same and before is not None and shallow.text[before.end - 1] in ",—-"
    return "direct" if not inner[0].islower() or goes_on else "fragment"


def is_titled(shallow: Shallow, i: int, owner: Attribution | None) -> bool:
    """Has the stretch the look of a title, and is its cue none of speech ("watched", "wore") or one that names ("called")?"""
    m = shallow.marks[i]
    if not is_title(shallow.text[m.start : m.end]):
        return False
    if owner is None or owner.chance < LIKELY:
        return True
    verb = shallow.low[owner.head]
    return (verb in NAMING and verb not in JUDGING) or (verb[0].isalpha() and cue_class(verb, verb) is None)


def is_title(inner: str) -> bool:
    """Are all its longer words capitalised, as in the name of a book, a programme or a slogan?

    >>> is_title("Make America Great Again"), is_title("The Art of the Deal,"), is_title("We will make it great.")
    (True, True, False)
    """
    long = False
    for m in WORD.finditer(inner):
        word = m[0]
        if word[0].islower() and (m.start() == 0 or word not in SMALL):
            return False
        long = long or (len(word) > 3 and word not in SMALL)
    return long
