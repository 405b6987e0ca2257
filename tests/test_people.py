"""People, their roles and their links: tables of near misses, and laws that hold for any text. All names are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.parse.people import Participant, describe, find_participants, link_participants, main_role
from workbench.parse.people.candidates import POINTS, SHAPE_RULES, ShapeRule, shape
from workbench.parse.people.names import runs


def people(text: str) -> list[Participant]:
    return [p for p in find_participants(text) if p.kind == "person"]


def names(text: str) -> list[str]:
    return [p.name for p in people(text)]


def mentions(text: str) -> list[str]:
    return sorted(text[m.start : m.end] for p in people(text) for m in p.mentions)


def roles(text: str, name: str) -> list[str]:
    return [r.phrase for p in people(text) if p.name == name for r in p.roles]


# Names that no list needs to know, by origin. The surname stands first where the name begins with it.
BY_ORIGIN = {
    "West African": "Yaw Darko/Darko, Efua Sarpong/Sarpong, Babatunde Ogunleye/Ogunleye, Chiamaka Onyekachi/Onyekachi, Mamadou Diop/Diop",
    "Chinese": "Zhang Min/Zhang, Liu Yifei/Liu, Long Bo/Long, Mei-ling Tsai/Tsai, Song Wei/Song, Bai Xue/Bai, Cheng Gang/Cheng",
    "Korean or Vietnamese": "Kim Soo-jin/Kim, Shin Mi-rae/Shin, Nguyen Van Hung/Nguyen, Do Minh Khoa/Do, Young-ho Moon/Moon",
    "South Asian": "Anjali Deshpande/Deshpande, Manpreet Dhillon/Dhillon, Arjun King/King, Sanjay Major/Major, Nisha Banerjee/Banerjee",
    "Arabic or Turkish": "Omar Haddad/Haddad, Leyla Yildiz/Yildiz, Khalid al-Masri/al-Masri, Samir Abu Zaid/Abu Zaid, Emre Aslan/Aslan",
    "Slavic or Nordic": "Zdenka Hruba/Hruba, Bogdan Wojcik/Wojcik, Åse Lindqvist/Lindqvist, Łukasz Zając/Zając, Ivo Noll/Noll",
    "Hispanic": "Xiomara Quiroga/Quiroga, Iñaki Echeverría/Echeverría, María del Carmen Ríos/Ríos, Luz Paredes/Paredes, Ciro Barrios/Barrios",
    "Anglo": "Will Dunmore/Dunmore, Faith Winter/Winter, Bill March/March, Rose Banks/Banks, Frank Church/Church, Pat Law/Law",
}
SPOKEN = (
    "{name} said: “We wait.”",
    "“We wait,” {name} said.",
    "“Who came?” asked {name}, looking at the wall.",
    "At noon {name} posted: “The wall is down.”",
    "{name} spoke at the hearing. “We wait,” {surname} said.",
)


@pytest.mark.parametrize("origin", BY_ORIGIN)
def test_who_is_named_once_and_speaks_is_found_whatever_the_name(origin: str) -> None:
    missed = []
    for pair in BY_ORIGIN[origin].split(", "):
        name, surname = pair.split("/")
        for sentence in SPOKEN:
            text = (
                f"The council met for two hours.\n{sentence.format(name=name, surname=surname)}\nThe vote is next week."
            )
            if names(text) != [name]:
                missed.append(sentence.format(name=name, surname=surname))
    assert missed == []


# One line each: a text, and the people in it.
PEOPLE = [
    # who is quoted is a person, unless the words are a body's, a place's, or no part of the name
    ("“We wait,” the Harbour Department said. “No,” said North Korea.", []),
    ("“We wait,” Officer Yaw Darko said. But Yaw Darko said: “No.”", ["Yaw Darko"]),
    ("Will Dunmore, a clerk, said the case was closed.", ["Will Dunmore"]),
    ("Will Dunmore, a clerk, be heard?", []),
    # ranks without a full stop, months, nicknames, ends of sentences, titles that are surnames, places that bear a name, glued words
    ("Sgt Mat Oakes and Cllr Ana Lee came.", ["Mat Oakes", "Ana Lee"]),
    ("They met Theresa May, then told Theresa May 3 was the day.", ["Theresa May"]),
    ("Robert “Bo” Day, a baker, agreed. “It was cold,” Bo said.", ["Robert Day"]),
    ("The first was the trader Pat Colo. “We wait,” Colo said.", ["Pat Colo"]),
    ("Ann Major, a nurse, spoke. Then Major Peter Lee sat down.", ["Ann Major", "Peter Lee"]),
    ("They met at King Edward station. Edward Lee, a clerk, waited.", ["Edward Lee"]),
    ("Rep. Ana Tilden Ana Maria TildenMayor quits over harbour spoke.", ["Ana Tilden"]),
    # titles, particles, initials, suffixes, accents, apostrophes, hyphens
    ("On Friday Ruritanian President Ivan Kolesnik spoke.", ["Ivan Kolesnik"]),
    ("European Commission President Ulla von der Heide participated.", ["Ulla von der Heide"]),
    ("Mayor Bill de Rossi met Crown Prince Mohammed bin Nasser.", ["Bill de Rossi", "Mohammed bin Nasser"]),
    ("The bill of Samuel W. Okafor III passed.", ["Samuel W. Okafor III"]),
    ("Joseph R. Oakes Jr. spoke and Mr. Oakes left.", ["Joseph R. Oakes Jr."]),
    ("Former Rep. Beto O’Leary and Dannel Ruiz-Peña left.", ["Beto O’Leary", "Dannel Ruiz-Peña"]),
    ("Secretary-General Lee Mi-young met South Korean President Yoon Ji-hoon.", ["Lee Mi-young", "Yoon Ji-hoon"]),
    ('He met John "Red" Marchetti, a veteran.', ["John Marchetti"]),
    ("A letter to Mara and Lena Oakes was posted.", ["Mara Oakes", "Lena Oakes"]),
    ("He spoke of Queen Elizabeth II and Pope Francis.", ["Elizabeth II", "Francis"]),
    # unknown first names are carried by what stands around them
    ("Zorvan Quillfeather, 41, was arrested.", ["Zorvan Quillfeather"]),
    ("“No,” said Zorvan Quillfeather, a lobbyist.", ["Zorvan Quillfeather"]),
    ("Zorvan Quillfeather (D-Ohio) voted.", ["Zorvan Quillfeather"]),
    # ordinary words behind a first name inside a sentence; not where either may only open it
    ("On Monday the board met Eva Read and Tom Young.", ["Eva Read", "Tom Young"]),
    ("On Monday we met Ana Powers Quillfeather.", ["Ana Powers Quillfeather"]),
    ("Will Happen soon, they hope.", []),
    # a line that ends in a colon is no headline
    ("From Ana Oakes writing at The Gazette:\nIt is late.", ["Ana Oakes"]),
    # a lone surname is joined to somebody's, and names in a list are names
    ("Gov. Ana Lenard spoke. It is between Lenard and Oakes now.", ["Ana Lenard", "Oakes"]),
    ("Gov. Ana Lenard spoke in Oakes and Lenard County.", ["Ana Lenard"]),
    ("He thanked Gov. Ana Lee, Will Quillfeather, Bo Day.", ["Ana Lee", "Will Quillfeather", "Bo Day"]),
    # a lone name that tags a quotation
    ("“I do,” Oakes said.", ["Oakes"]),
    ("“No!” Critics said so.", []),
    ("“I do,” Oakes reported.", []),
    ("“We wait,” Oakes said. Oakes first reported the sale.", []),
    ("“We wait,” Oakes said. The paper reported the sale to Oakes.", ["Oakes"]),
    ("“We wait,” Mr. Oakes said. Oakes reported a profit.", ["Oakes"]),
    ("Presidents Quill and Lenard met.", ["Quill", "Lenard"]),
    ("They met Sens. Quill and Zorvan.", ["Quill", "Zorvan"]),
    ("Republicans Abroad and Greens met.", []),
    ("The Presidents Cup and Medal were lost.", []),
    ("The money of David and Charles Quill is gone.", ["David Quill", "Charles Quill"]),
    ("“I like [Zora] Quill,” they wrote.", ["Zora Quill"]),
    ("They wrote [to Zora] Quill left.", []),
    ("They read a King James Bible.", []),
    ("Enrique PeÃ±a Nieto left.", ["Enrique PeÃ±a Nieto"]),
    ("“No,” said a man who goes by the name “Skip.” “We wait,” said Skip.", ["Skip"]),
    ("They sang “Skip.” “We wait,” said Skip.", []),
    # no people
    ('He called it the political equivalent of "The Ana Show."', []),
    ("In May the U.S. Supreme Court met in St. Paul, Minnesota.", []),
    ("The Justice Department and Wells Fargo Center reopened in New York.", []),
    ("Families Belong Together, the Green Party and Fort Worth agreed.", []),
    ("Democrats Abroad thanked Miss Universe on Capitol Hill.", []),
    ("The Affordable Care Act and the Clean Air Act passed on Tuesday.", []),
    ("Lee & Day and Johnson & Sons reported profits.", []),
    ("The aircraft carrier USS Abraham left Pearl Harbor.", []),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_are_found_and_things_are_not(text: str, expected: list[str]) -> None:
    assert names(text) == expected


# A name's later forms, and the look-alikes that are no mention of the person.
MENTIONS = [
    ("Ana Oakes spoke. Oakes’s team and Ms. Oakes left.", ["Ana Oakes", "Oakes", "Oakes"]),
    ("Ana Oakes spoke. The Oakes administration left.", ["Ana Oakes"]),
    ("Ana Oakes spoke. Oakes supporters cheered.", ["Ana Oakes"]),
    ("Ana Oakes spoke. It was an Oakes-era rule of Oakescare.", ["Ana Oakes"]),
    ("Ana Oakes spoke at the Oakes Foundation.", ["Ana Oakes"]),
    ("Ana Oakes spoke. A staunch Oakes critic left.", ["Ana Oakes"]),
    ("Ana Oakes spoke on “The Late Show with Sam Dunn.”", ["Ana Oakes"]),
    ("The ruling in U.S. v. Sam Dunn stands, said Ana Oakes.", ["Ana Oakes"]),
    ("Ana Oakes spoke. Both Oakeses left.", ["Ana Oakes"]),
    (
        "Oakes Invites Dunn to Moscow After Summit\n\nAna Oakes met Sam Dunn.",
        ["Ana Oakes", "Dunn", "Oakes", "Sam Dunn"],
    ),
    ("OAKES INVITES DUNN TO SUMMIT\n\nAna Oakes met Sam Dunn.", ["Ana Oakes", "DUNN", "OAKES", "Sam Dunn"]),
    ("Oakes Foundation Invites Oakes Supporters Today\n\nAna Oakes spoke.", ["Ana Oakes"]),
    ("Ulla von der Heide spoke. Von der Heide left.", ["Ulla von der Heide", "Von der Heide"]),
    ("Debra Hall Schulz spoke. Hall Schulz left.", ["Debra Hall Schulz", "Hall Schulz"]),
    ("The Ana Oakes Show returned. Oakes said so. Oakes laughed.", ["Oakes", "Oakes"]),
    # an attributive full name names nobody, nor does its first word; a capital "The" is an article, too
    ("Ana Oakes spoke. The Ana Oakes campaign left.", ["Ana Oakes"]),
    ("Ana Oakes spoke. The Oakes people left.", ["Ana Oakes"]),
    ("Ana Oakes spoke. He saw a 31-year-old Oakes volunteer.", ["Ana Oakes"]),
    ("Ana Oakes spoke. The Oakes super PACs and the Oakes financial network paid.", ["Ana Oakes"]),
    ("Ana Oakes spoke. Oakes financial records were lost.", ["Ana Oakes", "Oakes"]),
    ("Ana Washington spoke.\nWASHINGTON (AP) — It rained.", ["Ana Washington"]),
    ("Ana Oakes spoke.\nOAKES: It rained.", ["Ana Oakes", "OAKES"]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_every_naming_of_the_person_and_nothing_else(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected


ROLES = [
    ("Texas Sen. Ana Oakes spoke.", ["Texas Sen."]),
    ("When Sen. Ana Oakes spoke, he left.", ["Sen."]),
    ("He met former national security adviser Ana Oakes.", ["former national security adviser"]),
    ("He met Lee’s personal lawyer Ana Oakes.", ["Lee’s personal lawyer"]),
    ("He met Secretary of State Ana Oakes.", ["Secretary of State"]),
    ("He met former secretary of state Ana Oakes.", ["former secretary of state"]),
    ("He met the actor Ana Oakes.", ["the actor"]),
    ("Ana Oakes, a former head of research at Acme, left.", ["a former head of research at Acme"]),
    ("Ana Oakes, 31, a retired FBI profiler who left, spoke.", ["a retired FBI profiler"]),
    ("Ana Oakes (D-Ohio) spoke.", ["D-Ohio"]),
    ("Ana Oakes, who chairs the Rules Committee, spoke.", ["chairs the Rules Committee"]),
    ("Ana Oakes is the opinion editor of The Gazette.", ["the opinion editor of The Gazette"]),
    ("Ana Oakes, regarded as Day’s closest ally and also liked, spoke.", ["Day’s closest ally"]),
    ("Her doctor, Ana Oakes, spoke.", ["Her doctor"]),
    ("He named Ana Oakes as his campaign manager.", ["his campaign manager"]),
    ("Police identified the suspect as Ana Oakes.", ["the suspect"]),
    ("Ana Oakes, who was born in Rome, spoke.", []),
    ("Ana Oakes, who was chief strategist for the campaign, spoke.", ["chief strategist for the campaign"]),
    ("The Dunn Group’s director, Ana Oakes, spoke.", ["The Dunn Group’s director"]),
    ("Ana Oakes was governor of New Ruritania then.", ["governor of New Ruritania"]),
    ("He met lobbyist and former fundraiser Ana Oakes.", ["lobbyist and former fundraiser"]),
    ("Her husband and President Ana Oakes left.", ["President"]),
    ("He saw the actresses Ana Oakes and Eva Dunn.", ["the actresses"]),
    ("First lady Ana Oakes spoke.", ["First lady"]),
    ("He met then-Sen. Ana Oakes.", ["then-Sen."]),
    ("He met right-leaning journalist Ana Oakes.", ["right-leaning journalist"]),
    ("He met his glamorous wife Ana Oakes.", ["his glamorous wife"]),
    ("He met Institute of Peace fellow Ana Oakes.", ["Institute of Peace fellow"]),
    ("Ana Oakes is senior editor at Example.org.", ["senior editor at Example.org"]),
    ("Ana Oakes - a fellow governor - left.", ["a fellow governor"]),
    ("Ana Oakes: Governor or typical career politician?", []),
    ("To please Ana Oakes, the governor needs money.", []),
    ("Ana Oakes, whose husband is a governor, left.", []),
    ("Ana Oakes, who runs the lobby’s legal arm, spoke.", ["runs the lobby’s legal arm"]),
    ("Ana Oakes, who leads Sam Dunn in polls, spoke.", []),
    (
        "Rep. Ana Oakes (Tex.), chairman of the Rules Committee, spoke.",
        ["Rep.", "Tex.", "chairman of the Rules Committee"],
    ),
    ("Ana Oakes, a donor of $2,400 a year, left.", ["a donor of $2,400 a year"]),
    ("One early supporter, Ana Oakes, left.", ["One early supporter"]),
    ("The founder and chairman of the Dunn Group, Ana Oakes, left.", ["The founder and chairman of the Dunn Group"]),
    ("We will see what kind of candidate Ana Oakes becomes.", []),
    ("On the Republican side, Ana Oakes won.", []),
    # none: the next item of a list, a verb, a clause
    ("He met Ana Oakes, former director Sam Dunn and others.", []),
    ("Ana Oakes, becoming the first to speak, left.", []),
    ("Ana Oakes, but not her doctor, spoke.", []),
    ("The refugees Oakes wants to ban fled, Ana Oakes said.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles_as_the_article_words_them(text: str, expected: list[str]) -> None:
    assert roles(text, "Ana Oakes") == expected


def test_a_description_adds_a_role_to_the_one_person_it_fits() -> None:
    text = "Hungarian President Ivan Kolesnik met Gov. Sam Dunn. The Finnish leader and the governor left."
    assert roles(text, "Ivan Kolesnik") == ["Hungarian President"]
    text = "Hungarian President Ivan Kolesnik met Gov. Sam Dunn. The Hungarian leader left."
    assert roles(text, "Ivan Kolesnik") == ["Hungarian President", "The Hungarian leader"]


def test_a_description_that_opens_a_paragraph_goes_on_about_the_only_one_named_before() -> None:
    text = "Ana Oakes left early.\nThe candidate was ill.\nAna Oakes met Sam Dunn.\nThe nominee was late."
    assert roles(text, "Ana Oakes") == ["The candidate"]
    assert roles(text, "Sam Dunn") == []
    # an office needs the home that tells whose it is
    assert roles("Ana Oakes left.\nThe governor was ill.", "Ana Oakes") == []
    assert roles("Ana Oakes left.\nThe Ohio governor was ill.", "Ana Oakes") == ["The Ohio governor"]


def test_a_first_name_alone_does_not_tell_whose_the_surname_is() -> None:
    text = "Mr. Sam Oakes and his son Bo Oakes met. Later, after Bo left, Mr. Oakes spoke."
    [owner] = [p for p in people(text) if any(m.start == text.rindex("Oakes") for m in p.mentions)]
    assert owner.name == "Sam Oakes"


def test_titles_of_a_list_are_shared() -> None:
    text = "He met Sens. Ana Oakes and Sam Dunn."
    assert [(p.name, [r.rule for r in p.roles]) for p in people(text)] == [
        ("Ana Oakes", ["before-name"]),
        ("Sam Dunn", ["shared-title"]),
    ]


def test_a_plural_before_a_comma_heads_the_list_that_follows() -> None:
    text = "He attacked his chief rivals, Ana Oakes and Sam Dunn, on Monday."
    assert roles(text, "Ana Oakes") == roles(text, "Sam Dunn") == ["his chief rivals"]
    assert roles("Of the rivals, Ana Oakes won.", "Ana Oakes") == []


AFFILIATIONS = [
    ("White House press secretary Ana Oakes spoke.", "White House"),
    ("White House hopeful Ana Oakes spoke.", None),
    ("He met Ana Oakes of Wisconsin. Both left.", "Wisconsin"),
    ("Then Ohio’s Ana Oakes spoke.", "Ohio"),
    ("He worked for the Bank of America’s Ana Oakes.", None),
    ("Ana Oakes of The Gazette spoke.", "Gazette"),
    ("Ana Oakes, a former U.S. senator from Ohio, spoke.", "Ohio"),
    ("Gov. Ana Oakes of Ohio, who represented the Dunn Institute, spoke.", "Ohio"),
    ("“I wrote to the F.B.I.’ Ana Oakes spoke.", None),
]


@pytest.mark.parametrize(("text", "expected"), AFFILIATIONS)
def test_the_home_or_body_of_a_person(text: str, expected: str | None) -> None:
    assert [p.affiliation for p in people(text) if p.name == "Ana Oakes"] == [expected]


def test_two_people_with_one_surname_stay_two() -> None:
    found = people("Bill Oakes met Ana Oakes. Mr. Oakes left. Ms. Oakes stayed.")
    assert [(p.name, len(p.mentions)) for p in found] == [("Bill Oakes", 2), ("Ana Oakes", 2)]
    assert [m.rule for m in found[0].mentions] == ["only-bearer", "courtesy-title"]


def test_the_president_is_not_his_daughter() -> None:
    found = people("President Oakes spoke. His daughter Ana Oakes left. Oakes stayed.")
    assert [(p.name, len(p.mentions)) for p in found] == [("Oakes", 2), ("Ana Oakes", 1)]


# A text in which relatives bear one surname, and the namings of each as printed.
RELATIVES = [
    ("Sam Oakes met Sam Oakes Jr. in Rome. Sam Oakes left.", {"Sam Oakes": 2, "Sam Oakes Jr.": 1}),
    ("Sam Oakes Jr. spoke in Rome. Then Sam Oakes left.", {"Sam Oakes Jr.": 2}),
    ("Sam Oakes Jr. met Sam Oakes Sr. on Monday. Oakes Jr. left.", {"Sam Oakes Jr.": 2, "Sam Oakes Sr.": 1}),
    ("Sam Oakes III met Sam Oakes II on Monday.", {"Sam Oakes III": 1, "Sam Oakes II": 1}),
    ("Sam Oakes and his son, Bo Oakes, spoke. The younger Oakes left.", {"Sam Oakes": 1, "Bo Oakes": 2}),
    ("Sam Oakes and his son, Bo Oakes, spoke. The elder Mr. Oakes left.", {"Sam Oakes": 2, "Bo Oakes": 1}),
    ("Sam Oakes met his father, Bo Oakes, there. The elder Oakes left.", {"Sam Oakes": 1, "Bo Oakes": 2}),
    # of two that are told apart one is not named, and it may be this one
    ("Sam Oakes has a son. The younger Oakes left.", {"Sam Oakes": 1}),
    ("Sam Oakes is older. A younger man is Oakes.", {"Sam Oakes": 2}),
    # relatives without a name are nobody's naming
    ("Mayor Sam Oakes said his son was ill. His son, who is 12, left.", {"Sam Oakes": 1}),
    ("Joe Oakes’s son said he would run. Oakes’s daughter, Ana, agreed.", {"Joe Oakes": 2, "Ana": 1}),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVES, ids=[text for text, _ in RELATIVES])
def test_relatives_with_one_surname_stay_apart(text: str, expected: dict[str, int]) -> None:
    assert {p.name: len(p.mentions) for p in people(text)} == expected


def test_unnamed_relatives_give_the_named_person_no_role() -> None:
    assert roles("Mayor Sam Oakes said his son was ill. His son, a dentist, left.", "Sam Oakes") == ["Mayor"]


def test_father_and_son_stay_apart_across_articles() -> None:
    texts = ["Sam Oakes Jr. met Sam Oakes Sr. on Monday.", "Sam Oakes Sr. and Sam Oakes Jr. spoke on Monday."]
    links = link_participants([find_participants(text) for text in texts])
    assert [[(x.person, x.rule) for x in row] for row in links] == [
        [(0, "first-seen"), (1, "first-seen")],
        [(1, "same-name"), (0, "same-name")],
    ]


def test_labels_hold_title_and_role() -> None:
    text = "Then Texas Sen. Ana Oakes met Mr. Dunn."
    assert [text[m.label_start : m.label_end] for p in people(text) for m in p.mentions] == [
        "Texas Sen. Ana Oakes",
        "Mr. Dunn",
    ]


def test_bodies_and_groups_that_speak() -> None:
    text = "The Department of Justice said no. House Republicans argue otherwise, according to the NAACP. The French government agreed."
    assert [(p.name, p.kind) for p in find_participants(text)] == [
        ("Department of Justice", "organisation"),
        ("House Republicans", "group"),
        ("NAACP", "organisation"),
    ]


def test_describe_tells_when_a_description_is_ambiguous() -> None:
    found = describe(find_participants("Texas Sen. Ana Oakes met Rep. Sam Dunn and President Bo Day."))
    assert [p.name for p in found["senator"]] == ["Ana Oakes"]
    assert [p.name for p in found["lawmaker"]] == ["Ana Oakes", "Sam Dunn"]
    assert [p.name for p in found["leader"]] == ["Bo Day"]


def test_the_main_role_says_most() -> None:
    (oakes,) = people("Rep. Ana Oakes (D-Ohio), a former judge, spoke.")
    assert [r.phrase for r in oakes.roles] == ["Rep.", "D-Ohio", "a former judge"]
    role = main_role(oakes)
    assert role is not None
    assert role.phrase == "a former judge"


def links(*texts: str) -> list[list[tuple[str, str]]]:
    return [[(x.name, x.rule) for x in row] for row in link_participants([people(t) for t in texts])]


LINKS = [
    (["Donald J. Oakes spoke.", "Donald Oakes spoke.", "Mr. Oakes spoke."],
     [[("Donald J. Oakes", "first-seen")], [("Donald J. Oakes", "same-given-name")], [("Donald J. Oakes", "only-bearer")]]),
    (["Joe Oakes spoke.", "Joseph R. Oakes Jr. spoke."],
     [[("Joseph R. Oakes Jr.", "first-seen")], [("Joseph R. Oakes Jr.", "short-given-name")]]),
    (["Bill Oakes spoke.", "Ana Oakes spoke.", "Mr. Oakes spoke."],
     [[("Bill Oakes", "first-seen")], [("Ana Oakes", "first-seen")], [("Oakes", "kept-apart")]]),
    (["President Bill Oakes spoke.", "Ana Oakes spoke.", "President Oakes spoke."],
     [[("Bill Oakes", "first-seen")], [("Ana Oakes", "first-seen")], [("Bill Oakes", "same-role")]]),
    (["Sam W. Oakes spoke.", "Sam H. Oakes spoke."],
     [[("Sam W. Oakes", "first-seen")], [("Sam H. Oakes", "first-seen")]]),
    # a name that may be either of two is kept apart once, not in every article that has it
    (["Sam W. Oakes spoke.", "Sam H. Oakes spoke.", "Sam Oakes spoke.", "Sam Oakes left."],
     [[("Sam W. Oakes", "first-seen")], [("Sam H. Oakes", "first-seen")], [("Sam Oakes", "kept-apart")], [("Sam Oakes", "same-name")]]),
    (["B. Hugo Oakes spoke.", "Bo Oakes spoke."], [[("Bo Oakes", "first-seen")], [("Bo Oakes", "short-given-name")]]),
    (["Sam Oakes Jr. met Sam Oakes Sr. on Monday.", "Sam Oakes Sr. spoke."],
     [[("Sam Oakes Jr.", "first-seen"), ("Sam Oakes Sr.", "first-seen")], [("Sam Oakes Sr.", "same-name")]]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), LINKS)
def test_links_across_articles_name_their_rule(texts: list[str], expected: list[list[tuple[str, str]]]) -> None:
    assert links(*texts) == expected


@pytest.mark.parametrize(("times", "expected"), [(10, ("Bill Oakes", "same-role")), (2, ("Oakes", "kept-apart"))])
def test_a_title_means_who_has_it_in_nearly_all_articles(times: int, expected: tuple[str, str]) -> None:
    assert links(*["President Bill Oakes spoke."] * times, "President Ana Oakes spoke.", "President Oakes spoke.")[
        -1
    ] == [expected]


FIRST, LAST = (
    st.sampled_from(["Ana", "Bo", "Sam", "Zorvan", "Lena"]),
    st.sampled_from(["Oakes", "Dunn", "Quillfeather", "de Rossi"]),
)
PIECES = st.sampled_from(
    ["Sen. {f} {l} said", "“No,” said {f} {l}, a former judge,", "{l}’s team", "the {l} campaign", "President {l}", "{f} and {f} {l}",
     "in New York", "\n\n", "The FBI said", "{l} Foundation", "Jr.", "Mr. {l}", "(D-Ohio),", ",", ".", "—", "U.S.", "J. ", "“", "’", "{l}-era",
     "who chairs the", "as his", "is the editor of", "HOUSE VOTES TODAY", "Republicans argue"]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, FIRST, LAST), max_size=14).map(
    lambda xs: " ".join(p.format(f=f, l=last) for p, f, last in xs)
)


@given(st.one_of(TEXTS, st.text(max_size=80)))
@settings(max_examples=150, deadline=None)
def test_every_span_lies_in_the_text_and_says_what_it_is(text: str) -> None:
    for p in find_participants(text):
        assert p.mentions
        for m in p.mentions:
            assert 0 <= m.label_start <= m.start < m.end <= m.label_end <= len(text)
            assert text[m.start : m.end] in p.aliases
            assert not text[m.start : m.end].endswith(("’s", "'s"))
        for r in p.roles:
            assert text[r.start : r.end] == r.phrase
            assert r.phrase.strip() == r.phrase != ""


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_mentions_of_people_are_disjoint_and_in_order(text: str) -> None:
    spans = sorted((m.start, m.end) for p in people(text) for m in p.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for p in people(text):
        assert list(p.mentions) == sorted(p.mentions, key=lambda m: m.start)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_blank_lines_before_the_text_move_every_span_and_change_nothing_else(text: str) -> None:
    moved = find_participants("\n\n" + text)
    assert [(p.name, [(m.start - 2, m.form) for m in p.mentions]) for p in moved] == [
        (p.name, [(m.start, m.form) for m in p.mentions]) for p in find_participants(text)
    ]


@given(st.lists(TEXTS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_people_of_one_article_are_never_linked_to_each_other(texts: list[str]) -> None:
    found = [find_participants(t) for t in texts]
    linked = link_participants(found)
    assert [len(row) for row in linked] == [len(row) for row in found]
    for row in linked:
        assert len({x.person for x in row}) == len(row)


@pytest.mark.parametrize("rule", SHAPE_RULES, ids=lambda rule: rule.evidence)
def test_each_rule_on_the_words_of_a_name_has_an_example_that_shows_it(rule: ShapeRule) -> None:
    words = runs(rule.example)[-1]
    assert rule.evidence in POINTS
    assert rule.evidence in shape(tuple(t.kind for t in words), words[0].first, False)
