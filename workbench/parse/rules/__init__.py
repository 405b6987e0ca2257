"""The cleaning rules: each removes one kind of thing that is not the article, and says why it may."""

from workbench.parse.rules.anywhere import (
    advertisement,
    author_contact,
    copyright_line,
    newsletter,
    related_link,
    share_buttons,
)
from workbench.parse.rules.base import Change, Rule
from workbench.parse.rules.characters import front_matter, hard_wrap, invisible, line_ends, residue, spacing
from workbench.parse.rules.foot import author_bio, comment_invitation, comment_policy, reporting_credit
from workbench.parse.rules.header import byline, comment_counter, empty_label, publication_date, reading_time
from workbench.parse.rules.repeats import repeated_paragraph, repeated_title

RULES: dict[str, Rule] = {
    "line-ends": Rule(line_ends, "spacing", "CRLF, CR and rarer line ends all mean a new line"),
    "invisible": Rule(
        invisible, "spacing", "a character without width or glyph carries no words, and splits them for a search"
    ),
    "front-matter": Rule(
        front_matter, "metadata", "a block of `key: value` lines between `---` describes the article; it is read first"
    ),
    "residue": Rule(
        residue, "junk", "unbalanced brackets and braces at the end or start of a line are left over from a page's code"
    ),
    "hard-wrap": Rule(
        hard_wrap,
        "spacing",
        "in a text wrapped at a fixed width a line end is a space; blank lines part the paragraphs",
    ),
    "byline": Rule(
        byline, "byline", "a header line that only names the author is about the article, not of it; it is read first"
    ),
    "publication-date": Rule(
        publication_date, "metadata", "a header line that only dates the article is read, then set aside"
    ),
    "comment-counter": Rule(
        comment_counter, "junk", "a header line that only counts comments or shares changes with every visit"
    ),
    "reading-time": Rule(reading_time, "junk", "a header line that only tells the reading time was made by the page"),
    "empty-label": Rule(empty_label, "junk", "a header label whose value was lost, such as “Posted on”, says nothing"),
    "advertisement": Rule(
        advertisement, "boilerplate", "a line that only announces an advertisement belongs to the page"
    ),
    "newsletter": Rule(newsletter, "boilerplate", "an invitation to subscribe belongs to the page"),
    "share-buttons": Rule(
        share_buttons, "boilerplate", "a line made only of the names of share buttons belongs to the page"
    ),
    "related-link": Rule(related_link, "boilerplate", "a line that only links to another article is not this article"),
    "copyright": Rule(
        copyright_line, "boilerplate", "a copyright notice is about the article; the holder is read first"
    ),
    "author-contact": Rule(
        author_contact, "bio", "a line that only says where to follow or reach somebody belongs to the page"
    ),
    "comment-invitation": Rule(
        comment_invitation, "boilerplate", "a line at the foot that only asks for comments belongs to the page"
    ),
    "comment-policy": Rule(
        comment_policy, "boilerplate", "the rules for comments speak of the page's readers, not of the event"
    ),
    "reporting-credit": Rule(
        reporting_credit, "bio", "a closing line that names who reported or edited is about the article"
    ),
    "author-bio": Rule(
        author_bio,
        "bio",
        "a closing paragraph about the author is not about the event; names there are not participants",
    ),
    "repeated-title": Rule(
        repeated_title, "repeat", "the title printed again as first paragraph would count its words twice"
    ),
    "repeated-paragraph": Rule(
        repeated_paragraph, "repeat", "a paragraph printed again word for word would count its words twice"
    ),
    "spacing": Rule(spacing, "spacing", "runs of spaces and blank lines carry no words"),
}
"""Rule name → rule, in the order in which they are applied. A new rule is one function and one line here."""

__all__ = ["RULES", "Change", "Rule"]
