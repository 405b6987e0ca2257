"""What kind of source the words before a quotation name, where they name no participant: an office, a body, a group, a document."""

from __future__ import annotations

import re

from workbench.parse.inflect import singular
from workbench.parse.lexicon import GROUP, ORG
from workbench.parse.people.names import word_kind
from workbench.parse.quotations.speakers import HEAD_END, is_role
from workbench.parse.text import word_set

PERSON, BODY, SEVERAL_TOGETHER, IN_WRITING, ANONYMOUS = "person", "body", "group", "document", "anonymous"
KIND_OF_PARTICIPANT = {"person": PERSON, "organisation": BODY, "group": SEVERAL_TOGETHER}

_PRONOUNS = word_set("he she it i you who whom that which this his her him me one")
_TOGETHER = word_set("they we both neither all others many some several us them")
_UNNAMED = word_set(
    "official source aide adviser advisor diplomat insider staffer spokesman spokeswoman spokesperson person individual witness"
    " resident neighbor neighbour man woman employee expert analyst observer participant attendee officer soldier friend relative"
)
"""Nouns for somebody whom an article does not name, alone or several together: “two officials”."""
_DOCUMENTS = word_set(
    "report statement letter memo email tweet post book article lawsuit complaint indictment filing poll survey study document"
    " testimony transcript order ruling bill law act constitution treaty agreement resolution brief affidavit dossier release text"
    " message note sign banner poster headline editorial speech website page ad advertisement video motion opinion decision summary"
)
_BODIES = word_set(
    "ministry department court government committee company agency police paper newspaper network campaign administration council"
    " commission party union office house senate congress parliament kremlin bank firm army military association organization"
    " organisation university school church hospital bureau board panel jury team club press media outlet station channel magazine"
    " embassy cabinet foundation institute fund authority coalition caucus delegation state city country nation"
)
_ONE_OF = re.compile(r"(?i:(?:another|one)) of (?=\w)")
_MANY = re.compile(
    r"(?i:an?) (?:\w+ )?(?:army|crowd|handful|number|host|chorus|majority|pair|couple|string|group) of (?:[a-z-]+ )?([a-z-]+s)\b"
)
_AFTER_NOUN = re.compile(r"speaking|writing|working|familiar|close|briefed|involved|present")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def source_kind(words: str) -> str | None:
    """The kind of a source by its words; None where they are a pronoun or tell nothing.

    >>> [source_kind(w) for w in ("a senior administration official", "Democrats", "the report", "the interior ministry", "she")]
    ['anonymous', 'group', 'document', 'body', None]
    >>> [source_kind(w) for w in ("two people familiar with the talks", "critics of the plan", "one councillor", "both leaders")]
    ['anonymous', 'group', 'anonymous', 'group']
    >>> [source_kind(w) for w in ("one of those advisers", "a source speaking to Lee", "an army of workers", "the army of Ohio")]
    ['anonymous', 'anonymous', 'group', 'body']
    """
    if of := _ONE_OF.match(words):
        noun = singular((_WORD.findall(HEAD_END.split(words[of.end() :])[0].lower()) or [""])[-1])
        return ANONYMOUS if noun in _UNNAMED or is_role(noun) else None
    if many := _MANY.match(words):
        return IN_WRITING if singular(many[1]) in _DOCUMENTS else SEVERAL_TOGETHER
    cut = HEAD_END.search(words, 1)
    found = _WORD.findall(words[: cut.start()] if cut else words)
    while len(found) > 2 and _AFTER_NOUN.fullmatch(found[-1]):
        found.pop()  # "a source |speaking to the paper"
    if not found:
        return None
    first, last = found[0].lower(), found[-1]
    if len(found) == 1 and first in _PRONOUNS:
        return None
    if first in _TOGETHER:
        return SEVERAL_TOGETHER
    small = last.lower().removesuffix("’s").removesuffix("'s")
    one = "person" if {"people", "person"} & {w.lower() for w in found} else singular(small)
    if one in _UNNAMED:
        return ANONYMOUS
    if one in _DOCUMENTS:
        return IN_WRITING
    if one in _BODIES or (last[0].isupper() and word_kind(last) & ORG):
        return BODY
    if one != small and (is_role(one) or last.islower() or word_kind(last) & GROUP):
        return SEVERAL_TOGETHER
    return ANONYMOUS if is_role(small) else None
