"""Who acts and speaks: names, what speaks for a person, roles, and the same participant across articles."""

from workbench.parse.people.descriptions import describe
from workbench.parse.people.find import find_participants, main_role
from workbench.parse.people.link import LinkedTo, link_participants
from workbench.parse.people.records import Mention, Participant, Role

__all__ = [
    "LinkedTo",
    "Mention",
    "Participant",
    "Role",
    "describe",
    "find_participants",
    "link_participants",
    "main_role",
]
