"""Files of every kind: what becomes text, what becomes a problem, and that nothing is lost in between."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.loaders import LOADERS, load_file
from workbench.loaders.beside import Override, read_study
from workbench.loaders.entries import decode
from workbench.loaders.files import Document

ENGLISH = "“We didn’t reach an agreement,” the minister said — not yet. " * 3
ARTICLE = "Ministers meet again\n\nThe ministers met on Monday, and they parted again without a deal, officials said.\n"

PAGE = f"<html><head><title>x</title></head><body><nav>Home</nav><article><p>{ENGLISH}</p></article></body></html>"

# What each loader must be shown: bytes that become text, and bytes that do not.
SAMPLES: dict[str, tuple[bytes, bytes]] = {
    ".txt": (ENGLISH.encode(), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
    ".text": (ENGLISH.encode(), b"\x00\x01\x02\x03"),
    ".html": (PAGE.encode(), b"<html><body><nav><a href='/'>Home</a></nav></body></html>"),
    ".htm": (PAGE.encode(), b"\x89PNG\r\n\x1a\n\x00\x00"),
    ".jsonl": (json.dumps({"text": ENGLISH}).encode(), b'{"text": "cut o'),
    ".csv": (f'text\n"{ENGLISH}"\n'.encode(), b"name,age\nAda,36\n"),
}


@pytest.mark.parametrize("suffix", LOADERS)
def test_every_loader_reads_its_sample_and_refuses_a_damaged_one(suffix: str, tmp_path: Path) -> None:
    if suffix.startswith(".htm"):
        pytest.importorskip("trafilatura")
    good, bad = SAMPLES[suffix]
    (tmp_path / f"good{suffix}").write_bytes(good)
    (tmp_path / f"bad{suffix}").write_bytes(bad)
    document = load_file(tmp_path / f"good{suffix}", tmp_path)
    assert isinstance(document, Document)
    assert ENGLISH.strip() in document.raw
    assert suffix not in (".txt", ".text") or document.raw == ENGLISH
    assert not isinstance(load_file(tmp_path / f"bad{suffix}", tmp_path), Document)


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32-le"),
        (ENGLISH, "cp1252", "cp1252"),
        ("Le président a déclaré « nous n’avons rien signé » à l’été dernier. " * 4, "cp1252", "cp1252"),
        ("El señor Núñez dijo que mañana habrá más información. " * 4, "latin-1", "cp1252"),
        ("Der Außenminister erklärte, die Gespräche würden fortgeführt. " * 4, "cp1252", "cp1252"),
        ("Президент заявил, что переговоры продолжатся на следующей неделе. " * 4, "cp1251", "cp1251"),
        ("Ο πρωθυπουργός δήλωσε χθες ότι η συμφωνία είναι ιστορική. " * 4, "cp1253", "cp1253"),
        ("Zażółć gęślą jaźń, powiedział premier. Rząd przyjął ustawę. " * 4, "cp1250", "cp1250"),
        ("日本の首相は昨日、記者会見で次のように述べた。" * 5, "shift-jis", "cp932"),
    ],
)
def test_text_comes_back_from_its_encoding(text: str, encoding: str, reported: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text.removeprefix("\ufeff") == text
    assert decoded.encoding == reported
    assert decoded.decided_by


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"%PDF-1.7\x00\x01", "the file is not text: it holds NUL bytes"),
        (bytes(range(1, 32)) * 9, "the file is not text: it is full of control characters"),
        (b"\xff\xfea", "the file is marked as utf-16-le, but byte 2 does not fit it"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_value_error(data: bytes) -> None:
    try:
        reason = decode(data).decided_by
    except ValueError as error:
        reason = str(error).removeprefix("the file is")
    assert reason


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=200),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_unicode_text_comes_back_unchanged(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        decoded = decode(data)
    except ValueError:
        assert not text.removeprefix("\ufeff").strip() or any(c < " " or c == "\x7f" for c in text)
    else:
        assert decoded.text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


def folder_of_trouble(folder: Path) -> Path:
    """One good article among everything that can be wrong with a file."""
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\x00\x00")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "furniture.txt").write_text("- 0\n\n \n", encoding="utf-8")
    (folder / "front.txt").write_text("---\ntitle: [unclosed\n---\nBody text.\n", encoding="utf-8")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "inner").mkdir()
    (folder / "inner" / "b.txt").write_text(ARTICLE.replace("Monday", "Friday"), encoding="utf-8")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (folder / "README.md").write_text("notes", encoding="utf-8")
    return folder


def test_every_input_is_an_article_or_a_problem(tmp_path: Path) -> None:
    corpus = wb.load(folder_of_trouble(tmp_path), on_error="report")
    assert list(corpus.articles["source"]) == ["a.txt", "inner/b.txt"]
    assert sorted(corpus.problems["source"]) == [
        "empty.txt",
        "front.txt",
        "furniture.txt",
        "gone.txt",
        "photo.jpg",
        "picture.txt",
    ]
    assert corpus.problems["reason"].str.len().gt(10).all()
    assert corpus.problems["remedy"].str.len().gt(10).all()


def test_all_problems_are_raised_at_once_with_path_and_reason(tmp_path: Path) -> None:
    with pytest.raises(wb.LoadError) as caught:
        wb.load(folder_of_trouble(tmp_path))
    assert len(caught.value.problems) == 6
    for words in (
        "empty.txt: the file is empty",
        "photo.jpg: no loader for .jpg",
        "not valid YAML",
        'on_error="report"',
    ):
        assert words in str(caught.value)


@pytest.mark.parametrize(("make", "error"), [(False, FileNotFoundError), (True, NotADirectoryError)])
def test_a_folder_that_is_none_is_named(make: bool, error: type[OSError], tmp_path: Path) -> None:
    path = tmp_path / "articles"
    if make:
        path.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(error, match="articles"):
        wb.load(path)


def test_an_empty_folder_says_what_to_put_into_it(tmp_path: Path) -> None:
    with pytest.raises(wb.LoadError, match="holds no article"):
        wb.load(tmp_path)
    assert wb.load(tmp_path, on_error="report").articles.empty


@pytest.mark.parametrize(
    ("given", "words"), [({"on_error": "ignore"}, "on_error"), ({"keep": {"author_bio"}}, "author-bio")]
)
def test_a_misspelt_option_lists_the_choices(given: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wb.load(**given)  # type: ignore[arg-type]


def test_what_the_reader_knows_wins_and_carries_its_evidence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(
        'title = "A study"\n[files."a.txt"]\nkind = "reference"\noutlet = {value = "Example Daily", evidence = "page header"}\n',
        encoding="utf-8",
    )
    corpus = wb.load(tmp_path)
    article = corpus.articles.iloc[0]
    assert corpus.title == "A study"
    assert (article["outlet"], article["outlet_from"], article["kind"]) == (
        "Example Daily",
        "corpus.toml: page header",
        "reference",
    )
    assert article["article_id"].startswith("example-daily-")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("title = 3", "title is 3"),
        ("title = ", "not readable as TOML"),
        ("titel = 'x'", "unknown key 'titel'; the keys are files, title"),
        ("files = 1", "files is not a table"),
        ('[files."b.txt"]\nkind="report"', "no such file"),
        ('[files."a.txt"]\nkind="novel"', "kind is 'novel'; it is one of report, reference"),
        ('[files."a.txt"]\noutlet="x"', 'write outlet = {value = "…", evidence = "how you know"}'),
        ('[files."a.txt"]\nauthor="x"', "unknown key 'author'"),
        ('files."a.txt" = 1', "is not a table"),
    ],
)
def test_a_fault_in_the_study_file_says_where_and_what_to_do(toml: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(wb.LoadError, match=r"corpus\.toml") as caught:
        wb.load(tmp_path)
    assert words in str(caught.value)


def test_a_folder_without_a_study_file_has_an_empty_study(tmp_path: Path) -> None:
    study = read_study(tmp_path)
    assert (study.title, study.overrides, study.problems) == (None, {}, ())
    assert Override("a", "b").evidence == "b"
