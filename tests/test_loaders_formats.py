"""Web pages, JSON Lines and tables: what of them becomes articles, where each came from, and what each fault says."""

from __future__ import annotations

import contextlib
import json
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbench as wb
from workbench.errors import Problem
from workbench.loaders import LOADERS, Document, load_documents, load_file
from workbench.loaders.entries import COLUMNS, Entry, Fault, as_text, as_words, choose
from workbench.parse.metadata import _FIELD_KEYS, read_metadata
from workbench.parse.normalize import normalize

ONE = (
    "The ferry was closed on Monday after a storm damaged the pier, the operator said, and it will stay closed for now."
)
TWO = "Passengers were put up in the school overnight, where teachers handed out soup and blankets to all of them."


def write(folder: Path, name: str, data: str | bytes) -> list[Document | Problem]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return load_documents(folder / name, folder)


def faults(found: list[Document | Problem]) -> list[str]:
    return [str(p) for p in found if isinstance(p, Problem)]


def sources(found: list[Document | Problem]) -> list[str]:
    return [d.source for d in found if isinstance(d, Document)]


# ---- the text form of a page or row ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "given", "chosen"),
    [
        (["Text"], {}, {"text": "Text"}),
        (["article_text", "Head-Line", "headline"], {}, {"text": "article_text", "title": "Head-Line"}),
        (["id", "body", "publisher", "source"], {}, {"text": "body", "outlet": "publisher"}),
        (["story", "title"], {"text": "story"}, {"text": "story", "title": "title"}),
        (["text", "body"], {"text": "body"}, {"text": "body"}),
        (["text", "title", "kicker"], {"title": "kicker"}, {"text": "text", "title": "kicker"}),
    ],
)
def test_columns_are_chosen_by_name_or_as_told(names: list[str], given: dict[str, str], chosen: dict[str, str]) -> None:
    assert choose(names, given) == chosen


@pytest.mark.parametrize(
    ("names", "given", "reason"),
    [
        (["story", "title"], {}, "none of them names the text"),
        (["text", "body"], {}, "'text' and 'body' could each be the text"),
        (["text"], {"title": "head"}, "has no column 'head', which corpus.toml names; found: 'text'"),
        ([], {}, "found: none"),
    ],
)
def test_columns_that_cannot_be_chosen_say_why(names: list[str], given: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        choose(names, given)


def test_front_matter_and_tables_know_the_same_names() -> None:
    for field, keys in _FIELD_KEYS.items():
        assert {k.replace("_", "") for k in keys} - {"by"} <= set(COLUMNS[field])
    known = [name for names in COLUMNS.values() for name in names]
    assert len(known) == len(set(known))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (" Ada \n Lopez ", "Ada Lopez"),
        ({"@type": "Person", "name": "Ada Lopez"}, "Ada Lopez"),
        ([{"name": "Ada"}, "Bo", "Ada", None], "Ada and Bo"),
        (2031, "2031"),
        (None, ""),
        (True, ""),
        ({"url": "x"}, ""),
    ],
)
def test_metadata_of_any_shape_become_words(value: object, words: str) -> None:
    assert as_words(value) == words


# The invisible characters that cleaning drops are tested with the rules; here every other one must survive the YAML.
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda s: " ".join(s.split()))


@given(PLAIN.filter(bool), PLAIN.filter(bool), st.lists(st.text(), max_size=3))
def test_whatever_a_field_holds_is_read_back_from_the_front_matter(title: str, outlet: str, rest: list[str]) -> None:
    raw = as_text(ONE, {"title": title, "outlet": outlet}, {"outlet": "key 'o' of line 1"}, {"dropped": rest})
    found = read_metadata(normalize(raw))
    assert (found["title"].value, found["outlet"].value) == (title, outlet)
    assert (found["title"].rule, found["outlet"].rule) == ("front-matter", "key 'o' of line 1")
    assert ONE in normalize(raw).text


@given(st.sampled_from([s for s in LOADERS if not s.startswith(".htm")]), st.binary(max_size=300))
def test_any_bytes_are_entries_or_a_value_error(suffix: str, data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert all(isinstance(e, Entry | Fault) for e in LOADERS[suffix](data, {}).entries)


# ---- JSON Lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut o', "line 2 is not JSON (Unterminated string"),
        ("[1, 2]", "line 2 holds a list, not an object"),
        ("null", "line 2 holds null, not an object"),
        ("3", "line 2 holds a number or truth value, not an object"),
        ("[" * 100_000, "line 2 is not JSON"),
        ('{"story": "words"}', "line 2 has no key that is surely the text (none of them names the text)"),
        ('{"text": ""}', "line 2 has no key that is surely the text"),
        ('{"text": " \\n"}', "line 2 has no words under 'text'"),
        ('{"text": ["a", "b"]}', "line 2 has no words under 'text'"),
        ('{"text": "a", "body": "b"}', "'text' and 'body' could each be the text"),
    ],
)
def test_a_broken_line_loses_only_itself(line: str, reason: str, tmp_path: Path) -> None:
    good = json.dumps({"text": ONE})
    found = write(tmp_path, "a.jsonl", f"{good}\n{line}\n\n{json.dumps({'text': TWO})}\n")
    assert sources(found) == ["a.jsonl#1", "a.jsonl#4"]
    (fault,) = faults(found)
    assert fault.startswith("a.jsonl#2: ")
    assert reason in fault


def test_a_line_says_where_each_field_was_found(tmp_path: Path) -> None:
    row = {"headline": "Storm", "author": ["Ada Lopez", "Bo Lee"], "date": "4 March 2031", "body": ONE, "id": 7}
    (tmp_path / "a.jsonl").write_text("\ufeff" + json.dumps(row), encoding="utf-8")
    article = wb.load(tmp_path).articles.iloc[0]
    assert (article["source"], article["title"], article["published"]) == ("a.jsonl#1", "Storm", "2031-03-04")
    assert article["byline"] == "Ada Lopez and Bo Lee"
    assert article["title_from"].startswith("key 'headline' of line 1, guessed by its name 0-")
    assert '"id": 7' in article["raw"]
    assert article["text"] == f"Storm\n{ONE}"


def test_rows_without_an_outlet_are_told_apart(tmp_path: Path) -> None:
    rows = [json.dumps({"text": words}) for words in (ONE, TWO)]
    (tmp_path / "feed.jsonl").write_text("\n".join(rows), encoding="utf-8")
    articles = wb.load(tmp_path).articles
    assert articles["outlet_label"].tolist() == ["unnamed outlet (feed#1)", "unnamed outlet (feed#2)"]
    assert articles["article_id"].str.startswith("feed-").all()


def test_halves_of_surrogate_pairs_do_not_reach_the_text(tmp_path: Path) -> None:
    found = write(tmp_path, "a.jsonl", '{"text": "\\ud83d\\ude00 and \\ud800 ' + ONE + '"}')
    assert isinstance(found[0], Document)
    assert "😀 and \ufffd " in found[0].raw


# ---- tables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("too,many,cells,here", "row 3 (line 3) has 4 cells; the header has 3"),
        ("few", "row 3 (line 3) has 1 cells; the header has 3"),
        ("7,,Lee", "row 3 (line 3) has nothing in the column 'text'"),
        ('7,"ab"c,Lee', "row 3 (line 3) is no row of a table"),
        ('7,"never closed,Lee', "row 3 (line 3) is no row of a table"),
    ],
)
def test_a_broken_row_loses_only_itself(row: str, reason: str, tmp_path: Path) -> None:
    found = write(tmp_path, "a.csv", f'id,text,author\n1,"{ONE}",Ada\n{row}\n,,\n2,"{TWO}",Bo\n')
    assert sources(found) == ["a.csv#2", "a.csv#5"]
    (fault,) = faults(found)
    assert fault.startswith("a.csv#3: ")
    assert reason in fault


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,age\nAda,36\n", "a.csv: has no column that is surely the text (none of them names the text)"),
        ("text,text\na,b\n", "a.csv: two columns are called 'text'"),
        ('"text\na\n', "a.csv: the header, line 1, is no row of a table"),
        ("text\n", "a.csv: holds no article"),
        ("", "a.csv: the file is empty"),
    ],
)
def test_a_table_that_is_none_says_why(text: str, reason: str, tmp_path: Path) -> None:
    assert any(reason in fault for fault in faults(write(tmp_path, "a.csv", text)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_of_any_spreadsheet_are_read(delimiter: str, end: str, encoding: str, tmp_path: Path) -> None:
    cell = f'“Yes,” she said; ""{ONE}""{end}{end}{TWO}'
    text = end.join([delimiter.join(["headline", "text"]), delimiter.join(["Storm", f'"{cell}"']), ""])
    (document,) = write(tmp_path, "a.csv", text.encode(encoding))
    assert isinstance(document, Document)
    assert document.source == "a.csv#2"
    assert f'“Yes,” she said; "{ONE}"\n\n{TWO}' in document.raw


def test_line_ends_inside_a_cell_do_not_shift_the_rows(tmp_path: Path) -> None:
    found = write(tmp_path, "a.csv", f'text,title\n"{ONE}\n\n{TWO}",One\n"{TWO}\u2028{ONE}",Two\n')
    assert sources(found) == ["a.csv#2", "a.csv#3"]
    assert isinstance(found[1], Document)
    assert "of row 3 (line 5)" in found[1].raw


def test_a_file_full_of_broken_rows_is_given_up_on(tmp_path: Path) -> None:
    found = write(tmp_path, "a.csv", "text\n" + '"a"b\n' * 5000)
    assert len(found) == 101
    assert "the rest was not read" in faults(found)[-1]


# ---- what corpus.toml says of a table --------------------------------------------------------------------------------

TABLE = f'story,writer\n"{ONE}",Ada Lopez\n"{TWO}",Bo Lee\n'
MAPPED = '[files."a.csv".columns]\ntext = "story"\nbyline = "writer"\n'


def study(folder: Path, toml: str) -> wb.Corpus:
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    (folder / "corpus.toml").write_text(toml, encoding="utf-8")
    return wb.load(folder, on_error="report")


def test_columns_are_mapped_in_the_study_file(tmp_path: Path) -> None:
    corpus = study(tmp_path, MAPPED)
    assert corpus.problems.empty
    assert corpus.articles["byline"].tolist() == ["Ada Lopez", "Bo Lee"]
    assert corpus.articles["byline_from"].str.contains("named in corpus.toml").all()


def test_what_is_said_of_a_table_holds_for_its_rows_and_a_row_wins(tmp_path: Path) -> None:
    corpus = study(
        tmp_path,
        '[files."a.csv"]\noutlet = {value = "Example Daily", evidence = "all from there"}\n'
        + MAPPED
        + '[files."a.csv#3"]\nkind = "reference"\noutlet = {value = "Town Record", evidence = "its head"}\n',
    )
    assert corpus.articles["outlet"].tolist() == ["Example Daily", "Town Record"]
    assert corpus.articles["kind"].tolist() == ["report", "reference"]
    assert wb.rebuild(corpus) == corpus


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (MAPPED + '[files."a.csv#9"]\nkind = "report"', "there is no article at that place"),
        ('[files."b.csv#2"]\nkind = "report"', "there is no such file"),
        ('[files."a.csv"]\ncolumns = "story"', "columns is 'story'"),
        ('[files."a.csv".columns]\ntext = 3', "columns is {'text': 3}"),
        ('[files."a.csv".columns]\nwords = "story"', "unknown key 'words'"),
        ('[files."a.csv".columns]\ntext = "tale"', "has no column 'tale', which corpus.toml names"),
    ],
)
def test_a_fault_in_the_mapping_says_where_and_what_to_do(toml: str, words: str, tmp_path: Path) -> None:
    problems = study(tmp_path, toml).problems
    assert any(words in reason or words in remedy for reason, remedy in zip(problems["reason"], problems["remedy"], strict=True))  # fmt: skip


# ---- web pages -------------------------------------------------------------------------------------------------------

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "not this"},
        {
            "@type": ["ReportageNewsArticle"],
            "headline": "Storm & pier",
            "author": [{"name": "Ada Lopez"}, {"name": "Bo Lee"}],
            "publisher": {"name": "Example Daily"},
            "datePublished": "2031-03-04T09:10:00Z",
            "mainEntityOfPage": {"@id": "https://example.org/storm"},
        },
    ],
}
META = (
    '<meta property="og:title" content="Storm"><meta name="author" content="Cy Day">'
    '<meta property="og:site_name" content="Example Weekly">'
    '<meta property="article:published_time" content="2031-03-05"><link rel="canonical" href="https://example.org/c">'
)


def page(head: str = "", body: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><nav><a href="/">Home</a> · '
        f"<a href='/n'>News</a></nav><main><article><p>{ONE}</p><p>{TWO}</p>{body}</article></main>"
        "<aside><h3>Most read</h3></aside><footer>© 2031 Example</footer></body></html>"
    )


def script(data: object) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


@pytest.fixture
def html() -> None:
    pytest.importorskip("trafilatura")


@pytest.mark.usefixtures("html")
@pytest.mark.parametrize(
    ("head", "field", "value", "origin"),
    [
        (script(LINKED), "title", "Storm & pier", "JSON-LD headline"),
        (script(LINKED), "byline", "Ada Lopez and Bo Lee", "JSON-LD author"),
        (script(LINKED) + META, "outlet", "Example Daily", "JSON-LD publisher"),
        (script(LINKED), "published", "2031-03-04T09:10+00:00", "JSON-LD datePublished"),
        (script(LINKED), "url", "https://example.org/storm", "JSON-LD mainEntityOfPage"),
        (script(LINKED) + META, "url", "https://example.org/c", "link canonical"),
        (META, "title", "Storm", "meta og:title"),
        (META, "byline", "Cy Day", "meta author"),
        (META, "published", "2031-03-05", "meta article:published_time"),
        (script("{broken") + META, "outlet", "Example Weekly", "meta og:site_name"),
        (script("[" * 100_000) + META, "outlet", "Example Weekly", "meta og:site_name"),
        ("<title>Storm | Daily</title>", "title", "Storm | Daily", "tag title"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None, None),
        ("", "published", None, None),
        ("", "outlet", None, None),
    ],
)
def test_a_field_is_read_from_the_first_place_that_states_it(
    head: str, field: str, value: str | None, origin: str | None, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(page(head), encoding="utf-8")
    article = wb.load(tmp_path).articles.astype(object).iloc[0]
    if value is None:
        assert article[[field, f"{field}_from"]].isna().all()
    else:
        assert article[field] == value
        assert article[f"{field}_from"].startswith(f"{origin} 0-")


@pytest.mark.usefixtures("html")
def test_every_line_of_a_page_is_kept_or_stands_under_dropped(tmp_path: Path) -> None:
    (document,) = write(tmp_path, "a.html", page("<title>Storm</title>"))
    assert isinstance(document, Document)
    front, body = document.raw.split("\n---\n")
    for line in ("Home · News", "Most read", "© 2031 Example"):
        assert f'\n- "{line}"' in front
        assert line not in body
    assert body == f"Storm\n\n{ONE}\n\n{TWO}"


BLOCKS = st.lists(
    st.tuples(st.sampled_from(["p", "li", "h2", "td", "div", "aside", "footer", "figcaption"]), st.sampled_from([ONE, TWO, "Home", "Most read today"])),
    max_size=8,
)  # fmt: skip


@pytest.mark.usefixtures("html")
@settings(max_examples=25)
@given(BLOCKS)
def test_no_words_of_a_page_are_lost(blocks: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in blocks)
    raw = LOADERS[".html"](page("", body).encode(), {}).entries[0].raw  # type: ignore[union-attr]
    for words in {words for _, words in blocks}:
        assert words in raw


@pytest.mark.usefixtures("html")
def test_hostile_pages_are_inert_text_and_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a loader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    evil = (
        "<script>steal()</script><img src='http://example.org/x' onerror='steal()'><iframe src='http://example.org'>"
        f"</iframe><p onclick='steal()'>{ONE.replace('ferry', 'boat')} &lt;script&gt;alert(1)&lt;/script&gt;</p>"
        "<p>---\ntitle: forged\n---</p>"
    )
    (tmp_path / "a.html").write_text(page(script(LINKED) + META, evil), encoding="utf-8")
    corpus = wb.load(tmp_path)
    article = corpus.articles.iloc[0]
    assert article["title"] == "Storm & pier"
    assert "steal" not in article["raw"]
    assert "<script>alert(1)</script>" in article["text"]  # as words, which every view escapes


@pytest.mark.usefixtures("html")
@pytest.mark.parametrize(
    ("declared", "encoding", "reported"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("windows-1251", "windows-1251", "windows-1251"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1251", "utf-8", "utf-8"),
        ("no-such-page", "cp1252", "cp1252"),
    ],
)
def test_the_declared_encoding_counts_where_it_can_be_true(
    declared: str, encoding: str, reported: str, tmp_path: Path
) -> None:
    words = "Паром закрыли в понедельник после шторма. " * 6 if "1251" in encoding else "“It’s closed,” she said. " * 6
    text = page().replace('charset="utf-8"', f'charset="{declared}"').replace(TWO, words)
    (document,) = write(tmp_path, "a.html", text.encode(encoding))
    assert isinstance(document, Document)
    assert words.strip() in document.raw
    assert document.encoding == reported


@pytest.mark.usefixtures("html")
@pytest.mark.parametrize(
    "text",
    ["<html></html>", "<p>", "<?xml version='1.0'?><a/>", "no page at all", "<nav>Home</nav>" * 9, "<div>" * 9999],
)
def test_a_page_without_an_article_is_a_problem(text: str, tmp_path: Path) -> None:
    (found,) = write(tmp_path, "a.html", text)
    assert isinstance(found, Problem)
    assert "no text of an article was found in the page" in found.reason


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (problem,) = faults(write(tmp_path, "a.html", page()))
    assert "trafilatura, which is not installed" in problem
    assert 'pip install "news-workbench[html]"' in problem


def test_one_document_is_asked_for_and_several_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE.replace("story", "text"), encoding="utf-8")
    found = load_file(tmp_path / "a.csv", tmp_path)
    assert isinstance(found, Problem)
    assert "holds 2 articles" in found.reason
