"""Rules about the foot of a page: comments, credits, the author's biography."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.parse.rules.base import NAME, REPORTED, Change, Line, drop, is_prose, lines_of

_INVITATION = re.compile(
    r"\W*(?:join (?:in )?(?:the|our) (?:discussion|conversation|debate)|(?:leave|post|add|write) (?:a|your) (?:comment|reply)"
    r"|(?:view|show|read|see|load|open|close|hide) (?:all |the |more )?(?:\d+ )?comments?|have your say|\d+ comments?"
    r"|comments?(?: are (?:now )?(?:closed|off|disabled))?(?: ?\(\d+\))?"
    r"|(?:what do you think\W+)?(?:tell|let) us (?:know )?(?:what you think )?in the comments(?: (?:below|section))?"
    r"|(?:log|sign) in to (?:leave a )?comment|what do you think)\W*",
    re.I,
)


def comment_invitation(text: str, title: str | None = None) -> list[Change]:
    """Lines at the foot that only ask for comments: `Join the discussion!`, `Leave a comment`."""
    return _at_foot(text, lambda words: bool(_INVITATION.fullmatch(words)))


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
    if REPORTED.search(words) or not _TO_READERS.search(words):
        return False
    return bool(_NAMED_POLICY.search(words) or (_TOPIC.search(words) and _MODERATED.search(words)))


def comment_policy(text: str, title: str | None = None) -> list[Change]:
    """Paragraphs at the foot in which the page tells its readers how to comment."""
    return _at_foot(text, _is_policy)


def _at_foot(text: str, matches: Callable[[str], bool]) -> list[Change]:
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
    rf"|{NAME}(?:(?:,| and|, and) {NAME})* reported from [A-Z][^\n.]{{0,60}}"
    rf"|[A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)* reported from [A-Z][^\n.]{{0,60}})\W*"
)


def reporting_credit(text: str, title: str | None = None) -> list[Change]:
    """Closing lines that name who reported, wrote or edited, such as `(Reporting by …)`."""
    return _at_foot(text, lambda words: bool(_CREDIT.fullmatch(words)))


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


def author_bio(text: str, title: str | None = None) -> list[Change]:
    """The last paragraph, when it says who somebody is by trade (`… is the opinion editor of …`), or `About the author`.

    Somebody who is named elsewhere in the text is part of the story, and the paragraph stays.
    """
    lines = lines_of(text)
    if len(lines) < 3 or not _is_bio(lines, len(lines) - 1):
        return []
    return drop(text, lines, [len(lines) - 1])


def _is_bio(lines: list[Line], last: int) -> bool:
    words = lines[last].words
    if len(words) > _MOST_BIO_CHARACTERS or REPORTED.search(re.sub(r"[“\"][^”\"]{0,80}[”\"]", "", words)):
        return False
    m = _IS.match(words) or _DOES.match(words)
    if not m:
        return bool(_ABOUT.match(words))
    surname = re.compile(rf"\b{re.escape(m['name'].split()[-1])}\b")
    return not any(surname.search(line.words) for line in lines[:last])
