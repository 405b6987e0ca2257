"""Metadata is read before cleaning, each with its place; what a text does not state stays missing."""

from __future__ import annotations

import pytest

from workbench.parse.metadata import iso_date, layout, read_metadata
from workbench.parse.normalize import normalize

LEDE = "The ministers of the two countries met for the third time this month on Monday, and they parted again without a deal."
REST = "Outside the hall, people waited in the rain.\n\nA fourth round of talks is planned for the first week of next month."


def article(*above: str, below: str = "") -> str:
    return "\n\n".join(["Ministers meet again", *above, LEDE, REST, *([below] if below else [])])


@pytest.mark.parametrize(
    ("raw", "field", "value", "words"),
    [
        (article("By Ada Lopez"), "byline", "Ada Lopez", "Ada Lopez"),
        (article("BY ADA LOPEZ AND JOHN PUBLIC"), "byline", "ADA LOPEZ and JOHN PUBLIC", "ADA LOPEZ AND JOHN PUBLIC"),
        (article("- James Smith", "- 0"), "byline", "James Smith", "James Smith"),
        (article(below="Ada Lopez is a columnist for the Daily Example."), "byline", "Ada Lopez", "Ada Lopez"),
        (article(below="Ada Lopez is a reporter for the Daily Example."), "outlet", "Daily Example", "Daily Example"),
        (article(below="Ada Lopez is the editor of Example.org."), "outlet", "Example.org", "Example.org"),
        (
            article(
                below="Ada Lopez is news editor of the Other Institute and an editor of Example.org.\n\nPlease see Example.org’s comment policy."
            ),
            "outlet",
            "Example.org",
            "Example.org",
        ),
        (
            article(below="© 2025 The Daily Example. All rights reserved."),
            "outlet",
            "The Daily Example",
            "The Daily Example",
        ),
        (article("Posted on March 3, 2025"), "published", "2025-03-03", "Posted on March 3, 2025"),
        (
            article("Updated 3 March 2025, 4:15 p.m."),
            "published",
            "2025-03-03T16:15",
            "Updated 3 March 2025, 4:15 p.m.",
        ),
        (article(), "title", "Ministers meet again", "Ministers meet again"),
        (article("Third round of talks brings no result"), "deck", "Third round of talks brings no result", None),
        (
            "---\nheadline: Talks\nauthors: [Ada Lopez, John Public]\ndate: 2025-03-03\n---\n" + LEDE,
            "byline",
            "Ada Lopez and John Public",
            None,
        ),
        ("---\ntitle: Talks\ndate: 2025-03-03\n---\n" + LEDE, "published", "2025-03-03", None),
        ("---\nurl: https://example.org/a\n---\n" + LEDE, "url", "https://example.org/a", None),
    ],
)
def test_what_the_text_states_is_found_with_its_place(raw: str, field: str, value: str, words: str | None) -> None:
    found = read_metadata(normalize(raw))[field]
    assert found.value == value
    if words is not None:
        assert raw[found.raw_start : found.raw_end] == words


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (article(), "byline"),
        (article(), "outlet"),
        (article(), "published"),
        (article("Posted on"), "published"),
        (article("Posted on Friday"), "published"),
        (article(below="Ada Lopez is a columnist for the Daily Example."), "outlet"),  # guests work elsewhere
        (article(below="Ada Lopez is an editor of the Daily Example and a correspondent of Other Weekly."), "outlet"),
        (article(below="© 2025 Associated Press. All rights reserved."), "outlet"),
        (article(below="Ada Lopez is the president of Examplia."), "byline"),
        (article("They parted after two hours."), "deck"),
        (LEDE + "\n\n" + LEDE.replace("Monday", "Friday"), "deck"),
    ],
)
def test_what_the_text_does_not_state_stays_missing(raw: str, field: str) -> None:
    assert field not in read_metadata(normalize(raw))


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("August 16, 2025", "2025-08-16"),
        ("16.08.2025 10:15", "2025-08-16T10:15"),
        ("2025-08-16T10:15:00Z", "2025-08-16T10:15+00:00"),
        ("August 2025", None),
        ("Friday", None),
        ("", None),
        ("the 31st of June 2025", None),
    ],
)
def test_a_date_needs_day_month_and_year(words: str, date: str | None) -> None:
    assert iso_date(words) == date


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Talks end\nThe ministers left.\nNobody spoke.", ["title", "body", "body"]),
        (
            "Talks end\nMinisters leave without a deal\nThe ministers left.\nNobody spoke.",
            ["title", "deck", "body", "body"],
        ),
        ("Talks end\n(Photo by Ada Lopez)\nThe ministers left.\nNobody spoke.", ["title", "caption", "body", "body"]),
        ("Only one line", ["body"]),
        (f"{LEDE.replace('.', ', ')} and so they left the hall by different doors.\nNobody spoke.", ["body", "body"]),
        ("", []),
    ],
)
def test_paragraphs_have_the_kind_of_their_place(text: str, kinds: list[str]) -> None:
    assert [p.kind for p in layout(text)] == kinds


def test_a_title_known_from_elsewhere_is_found_or_is_not_in_the_text() -> None:
    assert [p.kind for p in layout("Talks End!\nThe ministers left.", title="Talks end")] == ["title", "body"]
    assert [p.kind for p in layout("The ministers left.\nNobody spoke.", title="Talks end")] == ["body", "body"]
