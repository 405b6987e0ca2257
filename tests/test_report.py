"""The report and the handouts: whole in themselves, every number with its passages, every text only text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from tests.conftest import ROOT
from workbench.address import Address
from workbench.cli import OK, PROBLEMS, main
from workbench.compare.collate import version_pairs
from workbench.compare.shared import reports_only
from workbench.corpus.model import records
from workbench.errors import WorkbenchError
from workbench.show.html import dated, environment
from workbench.show.report import FOR, handout, report, save
from workbench.show.report.page import article
from workbench.show.versions import word_under_word

HOSTILE = (
    "</script><script>window.hacked=1</script> <img src=x onerror='window.hacked=2'>\n\n"
    "“The plan is </script><script>window.hacked=3</script> {0} good,” said Mayor Ana Lee on Monday in the town hall. "
    "“javascript:window.hacked=4 is what we will do,” she added.\n\n"
    'The <a href="javascript:window.hacked=5">councillor</a> told reporters\u2028 that the bridge would cost $4 million <!-- <b>. '
    "The text \u202ereversed\u202c and \U0001f600 ]]> &lt;b&gt; stay what they are.\n\n"
    "“We will not pay {1} cent more than that, whatever they say,” said Mayor Ana Lee.\n"
)
QUIET = (
    "Bridge closed after storm\n\nThe bridge over the Aller was closed on Monday after a storm damaged two of its pillars. "
    "Engineers will inspect it this week.\n",
    "Storm damages river bridge\n\nA storm has damaged the Aller bridge, which has been closed since Monday. "
    "Two pillars must be repaired before cars can cross again.\n",
)


def folder(path: Path, *texts: str, study: str = "") -> Path:
    """The texts as a folder of articles."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in zip("abcdef", texts, strict=False):
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    if study:
        (path / "corpus.toml").write_text(study, encoding="utf-8")
    return path


def hostile(path: Path) -> Path:
    """Two articles that would do harm if any word of theirs became markup, in outlets and under a title that would too."""
    study = (
        'title = "<script>window.hacked=6</script>"\n[files."a.txt"]\n'
        'outlet = {value = "Evil\\"><script>window.hacked=7</script>", evidence = "x"}\n'
        'url = {value = "javascript:window.hacked=8", evidence = "x"}\n[files."b.txt"]\n'
        'outlet = {value = "Plain News", evidence = "x"}\n'
    )
    return folder(path, HOSTILE.format("very", "a"), HOSTILE.format("quite", "one"), study=study)


@pytest.fixture(scope="module")
def corpora(alaska: wb.Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, wb.Corpus]:
    """One corpus of each kind that a report has to serve."""
    base = tmp_path_factory.mktemp("corpora")
    return {
        "two": alaska,
        "reference": wb.load(ROOT / "data" / "practice"),
        "one": alaska.where(outlet="Antiwar.com"),
        "silent": wb.load(folder(base / "silent", *QUIET)),
        "hostile": wb.load(hostile(base / "hostile")),
    }


@pytest.fixture(scope="module")
def pages(corpora: dict[str, wb.Corpus]) -> dict[str, str]:
    return {name: report(corpus) for name, corpus in corpora.items()}


NAMES = ["two", "reference", "one", "silent", "hostile"]
every_page = pytest.mark.parametrize("name", NAMES)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of the scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(page: str, tag: str) -> Iterator[dict[str, str]]:
    return (attributes for name, attributes in Elements(page).found if name == tag)


@every_page
def test_every_link_leads_to_a_place_in_the_page(name: str, pages: dict[str, str]) -> None:
    found = Elements(pages[name]).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in found if tag == "a" and "href" in attributes}
    assert {t for t in targets if not t.startswith("#")} == set()
    assert {t[1:] for t in targets} - set(ids) == set()


@every_page
def test_a_number_equals_the_passages_it_opens_and_each_passage_is_there(
    name: str, pages: dict[str, str], corpora: dict[str, wb.Corpus]
) -> None:
    counted = 0
    for at, words in re.findall(r'<a class="n" [^>]*data-at="([^"]*)"[^>]*>(.*?)</a>', pages[name]):
        addresses = at.split()
        assert all(corpora[name].passage(address).words for address in addresses)
        number = re.fullmatch(r"([\d,]+)(×| stretch(?:es)?)?", words)
        if number:
            counted += 1
            assert len(addresses) == int(number[1].replace(",", "")), words
    assert counted or name == "silent"


@every_page
def test_the_passages_of_each_chart_are_passages_of_the_corpus(
    name: str, pages: dict[str, str], corpora: dict[str, wb.Corpus]
) -> None:
    for behind in re.findall(r'<script type="application/json">(.*?)</script>', pages[name]):
        for addresses in json.loads(behind).values():
            assert addresses
            assert all(corpora[name].passage(address).words for address in addresses)


@every_page
def test_nothing_from_a_text_becomes_markup_and_nothing_is_asked_for(name: str, pages: dict[str, str]) -> None:
    page = pages[name]
    for tag, attributes in Elements(page).found:
        assert tag not in {"img", "iframe", "object", "embed", "link", "base", "form", "image", "use"}
        assert not [a for a in attributes if a.startswith("on") or a in ("src", "srcset")]
        assert not re.match(r"\s*javascript:", attributes.get("href", ""))
    assert [attributes for attributes in elements(page, "script") if "type" not in attributes] == [{}]
    (run,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    policy = next(g["content"] for g in elements(page, "meta") if g.get("http-equiv") == "Content-Security-Policy")
    assert b64encode(sha256(run.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy


@every_page
def test_headings_come_in_order_and_sections_are_not_empty(name: str, pages: dict[str, str]) -> None:
    levels = [int(tag[1]) for tag, _ in Elements(pages[name]).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not re.search(r"<ul></ul>|<p>\s*</p>|<tbody></tbody>|<li>\s*</li>", pages[name])
    assert "nan" not in re.findall(r">([^<]*)<", pages[name])


def test_the_page_is_of_a_size_to_mail(pages: dict[str, str]) -> None:
    assert len(pages["two"].encode()) < 3_000_000


def test_the_page_opens_with_what_differs(pages: dict[str, str]) -> None:
    short = pages["two"][: pages["two"].index("<nav")]
    told = unescape(re.sub(r"<[^>]*>", "", short[short.index("<main") :]))
    for said in ("658 words", "28% (21 stretches)", "Volodymyr Zelensky", "9 of 21 words differ", "18 of 23"):
        assert said in told
    assert "I’ll receive some criticism for that one However" in told  # to those who listen, word after word


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("one", "nothing to compare it with", 'id="same"'),
        ("silent", "there are no versions to lay side by side", 'id="twice"'),
        ("reference", "in the record", 'id="none"'),
        ("two", "Quoted in one outlet only", 'id="reference"'),
    ],
)
def test_each_corpus_is_told_what_it_has(name: str, said: str, unsaid: str, pages: dict[str, str]) -> None:
    assert said in pages[name]
    assert unsaid not in pages[name]


@every_page
def test_versions_that_are_laid_under_each_other_have_words_in_common(name: str, corpora: dict[str, wb.Corpus]) -> None:
    for row in records(version_pairs(reports_only(corpora[name]))):
        assert row["outlet_a"] != row["outlet_b"]
        assert row["errors"] < min(row["words_a"], row["words_b"])
        laid = word_under_word(corpora[name], [row["witness_a"], row["witness_b"]])
        assert laid.count('class="block') >= min(row["words_a"], row["words_b"]) / 2  # contractions share a block
        assert ("differs" in laid) == (row["errors"] > 0)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2031-03-12T07:15+01:00", "12 March 2031, 07:15 (UTC+1)"),
        ("2031-03-12T07:15-05:00", "12 March 2031, 07:15 (UTC−5)"),
        ("2031-03-12T07:15+05:30", "12 March 2031, 07:15 (UTC+5:30)"),
        ("2031-03-12T07:15Z", "12 March 2031, 07:15 (UTC)"),
        ("2031-12-01T00:00", "1 December 2031, 00:00"),
        ("2031-03-12", "12 March 2031"),
        ("2031", "2031"),  # no day: it stays as it is
        ("<b>", "&lt;b&gt;"),
        (None, "not stated"),
        (float("nan"), "not stated"),
    ],
)
def test_a_date_is_told_as_it_is_read_and_marked_as_it_was_stated(value: object, told: str) -> None:
    shown = dated(value)
    assert re.sub(r"<[^>]*>", "", shown) == told
    assert [t["datetime"] for t in elements(shown, "time")] == ([value] if re.search(r"\d-\d", str(value)) else [])


def test_the_report_has_the_dates_that_are_stated_and_says_where_none_is(pages: dict[str, str]) -> None:
    times = [t["datetime"] for t in elements(pages["reference"], "time")]
    assert "2031-03-12T07:15+01:00" in times
    assert not re.search(r">[^<]*\d-\d\dT\d", pages["reference"])
    assert not list(elements(pages["two"], "time"))
    assert ">not stated<" in pages["two"]


@every_page
def test_what_is_left_out_of_a_list_is_counted_by_its_passages(name: str, pages: dict[str, str]) -> None:
    left = re.findall(r'data-at="([^"]*)">(\d+) more sentences?</a>', pages[name])
    assert all(len(at.split()) == int(count) for at, count in left)
    assert left or name != "two"
    assert "see the chart" not in pages[name]


def test_a_corpus_without_reports_says_what_to_do() -> None:
    references = wb.load(ROOT / "data" / "practice").where(kind="reference")
    with pytest.raises(ValueError, match="put at least one article"):
        report(references)


@given(st.data())
def test_anchors_in_an_article_change_no_word_of_it(alaska: wb.Corpus, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(alaska.articles["article_id"])))
    text = alaska.articles.set_index("article_id")["text"][name]
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=8))
    html = article(alaska, name, [Address(name, start, start + 1) for start in starts])
    shown = re.findall(r'<span class="w" dir="auto">(.*?)</span></p>', html, re.DOTALL)
    assert "\n".join(unescape(re.sub(r"<[^>]*>", "", words)) for words in shown) == text
    anchors = set(re.findall(r' id="([^"]*)"', html))
    assert all(text[start] == "\n" or f"{name}:{start}-{start + 1}" in anchors for start in starts)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_data_in_a_page_can_end_nothing_and_comes_back_whole(values: dict[str, str]) -> None:
    written = environment().from_string("{{ values | tojson }}").render(values=values)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == values


# ---- handouts --------------------------------------------------------------------------------------------------------


Sheets = dict[tuple[str, str], str]
TWO_OR_MORE = [name for name in NAMES if name != "one"]
every_pair = pytest.mark.parametrize("name", TWO_OR_MORE)


@pytest.fixture(scope="module")
def sheets(corpora: dict[str, wb.Corpus]) -> Sheets:
    return {(name, whom): handout(corpora[name], whom) for name in TWO_OR_MORE for whom in FOR}


@every_pair
def test_a_student_sees_no_name_of_an_outlet_and_no_answer(
    name: str, corpora: dict[str, wb.Corpus], sheets: Sheets
) -> None:
    page = sheets[name, "student"]
    texts = unescape(" ".join(re.findall(r'<span dir="auto">(.*?)</span></p>', page, re.DOTALL)))
    for _, row in corpora[name].articles.iterrows():
        for known in (row["outlet_label"], row["byline"], row["article_id"]):
            if isinstance(known, str) and known not in texts:
                assert known not in unescape(page)
    assert 'class="differs' not in page
    assert 'class="answer"' not in page
    assert 'class="line"' in page


@every_pair
def test_there_is_room_to_answer_every_question(name: str, sheets: Sheets) -> None:
    _, *tasks = re.split(
        '<div class="task">', sheets[name, "student"][: sheets[name, "student"].index('class="reports"')]
    )
    assert tasks
    assert all('class="line"' in task or "<table" in task for task in tasks)


@every_pair
def test_a_teacher_has_the_same_questions_with_answers_that_lead_to_passages(
    name: str, corpora: dict[str, wb.Corpus], sheets: Sheets
) -> None:
    pages = {whom: sheets[name, whom] for whom in FOR}
    asked = {whom: re.findall(r"<h2>(\d+\. [^<]*?) *<", page) for whom, page in pages.items()}
    assert asked["student"] == asked["teacher"]
    assert len(asked["teacher"]) == pages["teacher"].count('class="answer"')
    for address in re.findall(r"<code>([^<]*:\d+-\d+)</code>", pages["teacher"]):
        assert corpora[name].passage(address).words
    assert 'class="line"' not in pages["teacher"]
    assert "<script>" not in pages["teacher"] + pages["student"]


def test_both_versions_of_the_shared_words_stand_side_by_side(sheets: Sheets) -> None:
    student, teacher = (unescape(re.sub(r"<[^>]*>", "", sheets["two", whom])) for whom in FOR)
    for words in ("I’ll receive some criticism for that one", "I will get a little heat on that one"):
        assert words in student
    assert "envision → see (substitution)" in teacher
    assert "envision → see" not in student


def test_the_two_reports_of_a_larger_corpus_are_not_copies_of_each_other(
    corpora: dict[str, wb.Corpus], sheets: Sheets
) -> None:
    teacher = sheets["reference", "teacher"]
    copies = wb.copies(corpora["reference"])
    assert "have most in common" in teacher
    for row in copies.itertuples():
        assert not (f"{row.outlet_a}</bdi> (report" in teacher and f"{row.outlet_b}</bdi> (report" in teacher)


def test_a_handout_needs_two_reports_and_a_reader_that_there_is(corpora: dict[str, wb.Corpus]) -> None:
    with pytest.raises(ValueError, match="the corpus has 1: put a second article"):
        handout(corpora["one"])
    with pytest.raises(ValueError, match="no handout for 'pupil'; there are student, teacher"):
        handout(corpora["two"], "pupil")


# ---- writing ---------------------------------------------------------------------------------------------------------


def test_a_page_replaces_an_older_one_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("the older one", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        save("half of it \ud800", path)
    assert path.read_text(encoding="utf-8") == "the older one"
    assert save("the new one", path) == path
    assert path.read_text(encoding="utf-8") == "the new one"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="is a folder; give the name of a file"):
        save("", tmp_path)
    with pytest.raises(WorkbenchError, match="no such folder; make it"):
        save("", tmp_path / "absent" / "report.html")


def test_the_command_writes_the_same_page_again_and_the_handouts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pages: dict[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report"]) == OK
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == pages["two"]
    assert main(["report", "--handout", "teacher", "-o", "t.html"]) == OK
    assert "for the teacher" in (tmp_path / "t.html").read_text(encoding="utf-8")
    assert "wrote t.html" in capsys.readouterr().out
    lone = folder(tmp_path / "lone", QUIET[0])
    assert main(["report", str(lone), "--handout", "student"]) == PROBLEMS
    assert not (tmp_path / "handout-student.html").exists()
    assert "a handout holds two reports" in capsys.readouterr().err
