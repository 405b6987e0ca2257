"""What a marked stretch is: somebody's words, a fragment of them, a title, or a word held with tongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.parse.linking import Link
from workbench.parse.shallow import Shallow
from workbench.parse.text import count_words

if TYPE_CHECKING:
    from workbench.parse.quotations import Quotation

SCARE_WORDS = 8
"""An unclaimed stretch shorter than this that no sentence mark ends is a term, not a speech."""
WORD = re.compile(r"[^\W\d_][\w’'-]*")
ENDS = re.compile(r"[.?!,…—-]\s*$")


def kind_of_marked(shallow: Shallow, i: int, link: Link | None, before: Sequence[Quotation] = ()) -> str:
    """direct, fragment, title or scare, for the marked stretch number `i` with its link; `before` are the rows so far.

    A single word is a term even where somebody is said to have used it. A stretch that begins in lower case is a
    fragment of the reporter's sentence, unless it goes on where the same utterance was broken off by its tag.
    """
    m = shallow.marks[i]
    inner = shallow.text[m.start : m.end]
    attributed = link is not None and (link.owner is not None or link.signature is not None)
    claimed = attributed and link is not None and link.rule == "cue"
    if not claimed and is_title(inner):
        return "title"
    if not shallow.folded[i] and (count_words(inner) <= 1 or not attributed):
        return "scare"
    if not attributed and count_words(inner) < SCARE_WORDS and not ENDS.search(inner):
        return "scare"
    if not shallow.folded[i]:
        return "fragment"
    goes_on = (
        bool(before)
        and link is not None
        and before[-1].utterance == link.owner
        and shallow.text[before[-1].end - 1] in ",—-"
    )
    return "direct" if not inner[0].islower() or goes_on else "fragment"


def is_title(inner: str) -> bool:
    """Are all its longer words capitalised, as in the name of a book, a programme or a slogan?

    >>> is_title("Make America Great Again"), is_title("The Art of the Deal,"), is_title("We will make it great.")
    (True, True, False)
    """
    long = [w for w in WORD.findall(inner) if len(w) > 3]
    return bool(long) and all(w[0].isupper() for w in long)
