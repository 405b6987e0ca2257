"""What an editor tidies when a spoken sentence is printed: fillers and false starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.compare.common.edits import Edit
from workbench.compare.common.wording import Word, Wording

PHRASES = ("you know", "i mean", "you see", "let us see", "as you know")
"""What speech is padded with. “I think” and “sort of” are not here: who drops them makes a statement surer than it was."""
OPENERS = frozenset({"well", "so", "okay", "oh", "now", "and", "but", "look", "right", "like", "yes", "yeah", "no"})
"""Words that only open a sentence, or stand between commas. Elsewhere they mean something, and dropping them is an edit."""
_PURE = frozenset({"uh", "um", "er", "ah", "eh", "hm", "hmm", "mm", "mhm", "huh", "erm", "uhm", "oh"})
_LONGEST = 6  # words of a false start: a longer one that is dropped is a sentence left out
_STOP = re.compile(r"[.!?,…–—-][\s”\"]*$")  # what stands before an opener
_BROKEN = re.compile(r"[-–—,…]|\.\.")  # how a transcript shows that the speaker starts again


def padding(words: Sequence[Word]) -> list[bool]:
    """Which words are fillers, whatever was made of them.

    >>> from workbench.compare.common.wording import wording
    >>> padding(wording("We, uh, know, you know, him").words)
    [False, True, False, True, True, False]
    """
    plain = [w.plain for w in words]
    found = [w in _PURE for w in plain]
    for phrase in PHRASES:
        parts = phrase.split()
        for n in range(len(plain) - len(parts) + 1):
            if plain[n : n + len(parts)] == parts:
                found[n : n + len(parts)] = [True] * len(parts)
    return found


def tidied(said: Wording, found: Iterable[Edit]) -> Iterator[Edit]:
    """The edits between what was said and a quotation, with dropped fillers and false starts called so.

    >>> from workbench.compare.common.edits import edits
    >>> from workbench.compare.common.wording import wording
    >>> a, b = wording("And we have, uh, we have a, you know, good chance"), wording("And we have a good chance")
    >>> [(e.kind, a.text[a.spans[e.a[0]][0]:][:7]) for e in tidied(a, edits(a, b)) if e.kind != "punctuation"]
    [('false start', 'we have'), ('filler', 'you kno')]
    """
    for edit in found:
        if edit.kind != "dropped":
            yield edit
        elif _filler(said, edit):
            yield edit._replace(kind="filler")
        elif _false_start(said, edit):
            yield edit._replace(kind="false start")
        else:
            yield edit


def _filler(said: Wording, edit: Edit) -> bool:
    words = [w.plain for w in said.words[slice(*edit.a)]]
    line = f" {' '.join(words)} "
    for phrase in PHRASES:
        line = line.replace(f" {phrase} ", "  ")
    left = [word for word in line.split() if word not in _PURE]
    if not left:
        return True
    first, last = (said.spans[said.words[n].printed] for n in (edit.a[0], edit.a[1] - 1))
    opens = _STOP.search(said.text[max(0, first[0] - 4) : first[0]]) or first[0] == 0
    return all(word in OPENERS for word in left) and bool(opens) and said.text[last[1] : last[1] + 1] != "."


def _false_start(said: Wording, edit: Edit) -> bool:
    """Whether the words dropped are said again right after, or just before, and the speech breaks off there."""
    low, high = edit.a
    dropped = [w.plain for w in said.words[low:high] if w.plain not in _PURE]
    if not dropped or len(dropped) > _LONGEST:
        return False
    after = [w.plain for w in said.words[high : high + len(dropped)]]
    before = [w.plain for w in said.words[max(0, low - len(dropped)) : low]]
    if dropped in (after, before):
        return True
    last = said.spans[said.words[high - 1].printed][1]
    following = said.text[last : last + 3]
    return bool(after) and dropped[0] == after[0] and _BROKEN.search(following) is not None
