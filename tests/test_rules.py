"""Every cleaning rule on what it must remove, and on near misses that it must leave alone."""

from __future__ import annotations

import re

import pytest

from workbench.parse.normalize import normalize
from workbench.parse.rules import RULES

TITLE = "Ministers meet again"
LEDE = "The ministers of the two countries met for the third time this month on Monday, and they parted again without a deal."
BODY = "Outside the hall, a few hundred people waited in the rain for news that did not come until the late evening."
LAST = "A fourth round of talks is planned for the first week of next month, officials from both sides confirmed."


def page(*above: str, lede: str = LEDE, middle: str = BODY, below: tuple[str, ...] = (), title: str = TITLE) -> str:
    """An article of three paragraphs, with lines between its title and text, and below it."""
    return "\n\n".join([title, *above, lede, middle, LAST, *below])


# rule → texts with the one stretch that the rule must remove, between ⟦ and ⟧
HITS: dict[str, list[str]] = {
    "line-ends": ["One line⟦\r\n⟧and another", "One line⟦\r⟧and another", "One line⟦\u2028⟧and another"],
    "invisible": ["⟦\ufeff⟧Title", "co⟦\xad⟧operation", "a⟦\u200b⟧b", "left⟦\u202e⟧right", "x⟦\x07⟧y", "Pu⟦\u200d⟧tin"],
    "front-matter": [
        "⟦---\ntitle: Talks end\nauthor: Ada Lopez\n---\n\n⟧Talks end",
        "⟦---\ndate: 2025-08-16\n---\n⟧Body.",
    ],
    "residue": [
        "It was late.”⟦]} }}⟧\nNext.",
        "It was late.⟦ }}⟧",
        "It was late.⟦ ]]⟧",
        "⟦{{{ ⟧It was late.",
        "It was late.⟦});⟧\nNext.",
    ],
    "hard-wrap": [
        "\n".join(
            [
                "The ministers of the two countries met for the third time this⟦\n⟧month on Monday, and they parted",
            ]
        )
    ],
    "byline": [
        page("⟦By Ada Lopez⟧"),
        page("⟦BY ADA LOPEZ AND JOHN Q. PUBLIC⟧"),
        page("⟦- James Smith⟧"),
        page("⟦By Ada Lopez, Chief Correspondent⟧"),
        page("⟦By Ursula von der Tann | Staff Writer⟧"),
        page("⟦Ada Lopez⟧", "March 3, 2025"),
    ],
    "publication-date": [
        page("⟦Posted on March 3, 2025⟧"),
        page("⟦Published: 3 March 2025, 10:15 a.m. GMT⟧"),
        page("⟦2025-03-03⟧"),
        page("⟦Updated Monday, Mar. 3, 2025 at 4 p.m. ET⟧"),
    ],
    "comment-counter": [page("⟦- 0⟧"), page("⟦12 Comments⟧"), page("⟦Comments (3)⟧"), page("⟦1.2K shares⟧")],
    "reading-time": [page("⟦5 min read⟧"), page("⟦Reading time: 3 minutes⟧")],
    "empty-label": [page("⟦- Posted on⟧"), page("⟦By⟧"), page("⟦Share:⟧"), page("⟦Last updated:⟧")],
    "advertisement": [
        page(middle="⟦Advertisement⟧"),
        page(middle="⟦- ADVERTISEMENT -⟧"),
        page(middle="⟦Story continues below advertisement⟧"),
        page(middle="⟦Scroll to continue with content⟧"),
    ],
    "newsletter": [
        page(middle="⟦Sign up for our weekly newsletter and never miss a story.⟧"),
        page(middle="⟦Get the morning's top stories delivered to your inbox.⟧"),
        page(middle="⟦Subscribe to our politics podcast here.⟧"),
    ],
    "share-buttons": [
        page("⟦Share this article⟧"),
        page("⟦Facebook | Twitter | Email⟧"),
        page(middle="⟦Share on Facebook⟧"),
    ],
    "related-link": [
        page(middle="⟦Related: How the talks began⟧"),
        page(middle="⟦READ MORE: Ministers to meet in spring⟧"),
        page(middle="⟦See also⟧"),
        page(below=("⟦More from the Daily Example⟧",)),
    ],
    "outlet-line": [
        "⟦HARBOUR TODAY\n\n⟧" + page(),
        page("By Ada Lopez", "⟦HARBOUR TODAY⟧"),
        page("⟦The Norwick Times⟧", "March 3, 2025"),
    ],
    "link-line": [
        page(middle="⟦More:Mayor counters council: 'We have been clear about the wall'⟧"),
        page(middle="⟦WATCH: Mayor walks out of the hall⟧"),
        page(below=("⟦For more on the harbour: https://example.com/harbour⟧",)),
        page(middle="⟦Slideshow (12 Images)⟧"),
        page(below=("⟦More on the harbour and the wall:⟧",)),
    ],
    "name-card": [
        page(
            middle="The vote, said Ann Tilden ⟦Ann Maria TildenMayor quits over wall Council meets again on Monday MORE ⟧on Friday, was late."
        )
    ],
    "photo-credit": [
        page(middle="⟦(AP Photo/Ada Lopez)⟧"),
        page(middle="⟦Ada Lopez/Getty Images⟧"),
        page(middle="⟦The mayor of Norwick leaves the town hall on Monday, March 3. Ada Lopez/Pool via Reuters⟧"),
    ],
    "separator": [page(middle="⟦___⟧"), page(middle="⟦* * *⟧")],
    "dateline": [
        page(lede="⟦NORWICK (AP) — ⟧" + LEDE),
        page(lede="⟦Port Ellery, Cornwall : ⟧" + LEDE),
        page(lede="⟦NORWICK, Maine - ⟧" + LEDE),
        page(lede="⟦Norwick (Reuters) - ⟧" + LEDE),
        page(lede="⟦NORWICK (CNN) ⟧" + LEDE),
        page(lede="⟦Norwick, Maine (CNN) ⟧" + LEDE),
        page(lede="⟦(CNN) ⟧" + LEDE),
    ],
    "end-mark": [page(below=("⟦– Ends –⟧",)), page(below=("⟦-30-⟧",))],
    "copyright": [
        page(below=("⟦© 2025 Example Media. All rights reserved.⟧",)),
        page(below=("⟦Copyright 2025 The Daily Example⟧",)),
        page(below=("⟦This material may not be published, broadcast, rewritten or redistributed.⟧",)),
    ],
    "author-contact": [
        page(below=("⟦Follow Ada Lopez on Twitter @adalopez.⟧",)),
        page(below=("⟦Email: tips@example.com⟧",)),
        page(below=("⟦Follow us on Facebook⟧",)),
    ],
    "comment-invitation": [
        page(below=("⟦Join the Discussion!⟧",)),
        page(below=("⟦Leave a comment⟧",)),
        page(below=("⟦View all 12 comments⟧",)),
    ],
    "comment-policy": [
        page(below=("⟦We welcome respectful comments. Abusive language will be removed.⟧",)),
        page(below=("⟦For more, please see our Comment Policy.⟧",)),
        page(
            below=("⟦Your comment will appear once it has been approved by our moderators: comments are moderated.⟧",)
        ),
    ],
    "reporting-credit": [
        page(below=("⟦(Reporting by Ada Lopez in Geneva; Editing by John Public)⟧",)),
        page(below=("⟦Ada Lopez contributed to this report.⟧",)),
        page(below=("⟦Lopez reported from Geneva.⟧",)),
    ],
    "author-bio": [
        page(below=("⟦Ada Lopez is the opinion editor of Example.org. She hosts a weekly show.⟧",)),
        page(below=("⟦Ada Lopez covers diplomacy for the Daily Example.⟧",)),
        page(below=("⟦About the author: Ada Lopez⟧",)),
        page(below=("⟦John Q. Public was a correspondent in Geneva and is the author of “Rain”.⟧",)),
    ],
    "repeated-title": [page("⟦Ministers Meet Again⟧"), page("⟦“Ministers meet again”⟧")],
    "repeated-paragraph": [page(below=(f"⟦{BODY}⟧",))],
    "spacing": ["⟦  ⟧Title", "two⟦  ⟧words", "a⟦\xa0⟧b", "One⟦ \n\n ⟧Two", "End⟦\n⟧"],
}

# rule → texts in which it must find nothing
MISSES: dict[str, list[str]] = {
    "line-ends": ["One line\nand another"],
    "invisible": ["naïve café", "👩\u200d🚀 flew", "می\u200cخواهم", "a\tb", "日本語"],
    "front-matter": [
        "---\nThe ministers met.\n---\nThey parted.",
        "Talks end\n---\ntitle: no\n---\n",
        "--- title: no ---",
    ],
    "residue": [
        "He said [sic] it.",
        "It was late [laughs (loudly)]",
        "(see the report [in French])",
        "a smile :)",
        "It was late...)",
        "The set {1, {2}}",
        "(He laughed.)",
    ],
    "hard-wrap": [
        page(),
        "Title\nA first paragraph that stands on one long line, as in most files of articles that were saved from a page of the web.\nA second one.",
        "A short poem\nhas short lines\n\nand stanzas\nof two",
    ],
    "byline": [
        page("By Friday, the talks had ended without a result for either of the two ministers and their countries."),
        page("By the numbers"),
        page("Ada Lopez resigns"),
        page("New Delhi"),
        page(middle="By Ada Lopez"),
        page("- A first point of the summary that follows"),
    ],
    "publication-date": [
        page("Published reports say the deal is off"),
        page("9:42 p.m."),
        page("What happened on March 3, 2025"),
        page("March madness"),
        page(middle="March 3, 2025"),
    ],
    "comment-counter": [page("12 dead in flood"), page("No comment"), page(middle="0"), page("100 days")],
    "reading-time": [
        page("Five minutes to midnight"),
        page("5 minutes that changed the talks"),
        page(middle="5 min read"),
    ],
    "empty-label": [
        page("Posted on the door"),
        page("Source close to the minister"),
        page(middle="Posted on"),
        page("By and by"),
    ],
    "advertisement": [
        page(middle="Advertisement spending rose by a third, the company reported."),
        page(middle="Advertising Council"),
        page(title="Advertisement"),
    ],
    "newsletter": [
        page(middle="Sign up for the newsletter, she told the crowd, and “we will win.”"),
        page(middle="Subscribers to the newsletter sued the company."),
        page(middle="Get out and vote, the minister urged."),
        page(middle="Register today and vote tomorrow was the slogan, organisers said."),
    ],
    "share-buttons": [
        page(middle="Share prices fell."),
        page(middle="TWITTER"),
        page(middle="Twitter and Facebook declined to comment."),
        page(middle="Print is dead"),
    ],
    "related-link": [
        page(middle="Related parties are barred from the sale."),
        page(middle="More than 100 people waited."),
        page(
            middle="Read more carefully, the treaty says the opposite: no side may withdraw, according to the minister."
        ),
        page(middle="Recommended sentences vary."),
    ],
    "outlet-line": [page("THE HARBOUR WALL"), page("By Ada Lopez", "BREAKING NEWS"), page(middle="HARBOUR TODAY")],
    "link-line": [
        page(middle="More: the mayor wants a wall and a road, and both before the winter."),
        page(middle="Analysis of the water took a week"),
        page(middle="Also on Monday, the council met"),
        page(middle="More on the harbour and the wall:", below=("Mayor took steps to end the talks",)),
    ],
    "name-card": [page(middle="Ann Tilden met Bo Tilden, and THE CROWD cried for MORE of the same.")],
    "photo-credit": [
        page(middle="Ada Lopez/Bo Day, the winners of the race, waved to the crowd."),
        page(middle="A photo of the mayor was found in the harbour on Monday."),
        page(middle="Reuters reported the closure of the harbour on Monday."),
    ],
    "separator": [page(middle="No."), page(middle="-1-")],
    "dateline": [
        page(lede="BREAKING — " + LEDE),
        page(lede="MAYOR: " + LEDE),
        page(
            lede="Ada Lopez — The mayor of the town — met the ministers of the two countries for the third time on Monday."
        ),
        page(lede="Norwick: " + LEDE),
        page(middle="NORWICK (AP) — " + BODY),
    ],
    "end-mark": [page(middle="Ends"), page(below=("It ends here",))],
    "copyright": [
        page(middle="Copyright law is changing, experts say."),
        page(middle="The right to assembly was reserved."),
        page(middle="Copyright holders met in Geneva in May."),
    ],
    "author-contact": [
        page(middle="Follow the money, investigators say, and you find Facebook."),
        page(middle="Contact between the two ministers has been rare."),
        page(middle="@realexample"),
        page(middle="“Email me at ada@example.com,” she said."),
    ],
    "comment-invitation": [
        page(middle="Comment"),
        page(below=("Ministers urged neighbours to join the debate on energy.",)),
        page(title="Leave a comment"),
    ],
    "comment-policy": [
        page(below=("Hateful comments on the city's page will be removed, the mayor said.",)),
        page(below=("The minister welcomed the comments of her colleague.",)),
        page(below=("“We welcome respectful comments,” the minister wrote.",)),
        page(below=("We drove to the hall, where the ministers declined to comment.",)),
    ],
    "reporting-credit": [
        page(below=("Heavy rain contributed to this delay.",)),
        page(below=("She reported from the front for decades and never tired of it.",)),
        page(middle="Ada Lopez contributed to this report."),
    ],
    "author-bio": [
        page(below=("Ada Lopez is the prime minister of Examplia.",)),
        page(middle="Ada Lopez has criticised the talks.", below=("Ada Lopez is a columnist for the Daily Example.",)),
        page(middle="Ada Lopez is the editor of the Daily Example."),
        page(below=("Ada Lopez is the editor of the Daily Example, a spokesman said.",)),
        page(below=("The editor is Ada Lopez.",)),
    ],
    "repeated-title": [page("Ministers meet again in Geneva"), page(below=(TITLE,))],
    "repeated-paragraph": ["Title\nYes.\nWhy?\nYes.", page(below=(BODY.replace("few", "couple"),))],
    "spacing": ["One two\nthree"],
}


def marked(text: str) -> tuple[str, str]:
    """The text without its brackets, and what stood between them."""
    inner = re.search("⟦(.*)⟧", text, re.S)
    assert inner is not None
    return text.replace("⟦", "").replace("⟧", ""), inner[1]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_reason_hits_and_near_misses(name: str) -> None:
    assert RULES[name].reason
    assert HITS[name]
    assert MISSES[name]


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in HITS.items() if n != "hard-wrap" for t in texts])
def test_a_rule_removes_what_it_is_for(name: str, text: str) -> None:
    raw, wanted = marked(text)
    changes = RULES[name].find(raw, None)
    assert [raw[start:end].strip("\n") or raw[start:end] for start, end, _ in changes] == [wanted.strip("\n") or wanted]


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in MISSES.items() for t in texts])
def test_a_rule_leaves_near_misses_alone(name: str, text: str) -> None:
    assert RULES[name].find(text, None) == []


def test_a_wrapped_text_becomes_one_line_a_paragraph() -> None:
    paragraph = "The ministers of the two countries met for the third\ntime this month on Monday, and they parted again\nwithout a deal, and without a word to the people\nwho had waited in the rain."
    cleaned = normalize(f"Ministers meet\n\n{paragraph}\n\n{paragraph.replace('third', 'fourth')}\n")
    assert cleaned.text.split("\n") == [
        "Ministers meet",
        paragraph.replace("\n", " "),
        paragraph.replace("third", "fourth").replace("\n", " "),
    ]


def test_rules_that_uncover_each_other_all_apply() -> None:
    raw = page(
        below=(
            "Ada Lopez is the editor of Example.org.",
            "Join the discussion!",
            "Please see our comment policy.",
            "© 2025 Example.org",
        )
    )
    assert normalize(raw).text == "\n".join([TITLE, LEDE, BODY, LAST])


@pytest.mark.parametrize("name", RULES)
def test_a_rule_can_be_switched_off(name: str) -> None:
    raw, _ = marked(HITS[name][0])
    assert name not in {e.rule for e in normalize(raw, keep={name}).edits}


def test_a_change_is_empty_or_one_character_so_that_its_origin_stays_exact() -> None:
    for texts in HITS.values():
        for text in texts:
            raw, _ = marked(text)
            assert all(
                len(after) <= 1 and start < end for rule in RULES.values() for start, end, after in rule.find(raw, None)
            )


def test_keeping_what_one_rule_removes_brings_back_nothing_else() -> None:
    raw = page(below=("Ada Lopez is the editor of Example.org.", "Please see our comment policy."))
    text = normalize(raw, keep={"comment-policy"}).text
    assert text == "\n".join([TITLE, LEDE, BODY, LAST, "Please see our comment policy."])
