"""Who acts and speaks: names, what speaks for a person, roles, and the same participant across articles."""

from workbench.parse.people.across import NAMED, LinkedTo, bearers, known_elsewhere, link_participants
from workbench.parse.people.bodies import ELSEWHERE, body_key
from workbench.parse.people.find import describe, find_participants, main_role, only_named
from workbench.parse.people.names import Mention, Participant, Role

__all__ = [
    "ELSEWHERE",
    "NAMED",
    "LinkedTo",
    "Mention",
    "Participant",
    "Role",
    "bearers",
    "body_key",
    "describe",
    "find_participants",
    "known_elsewhere",
    "link_participants",
    "main_role",
    "only_named",
]
