"""Files are written whole or not at all, and CSV comes back as it was written and runs nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import workbench as wb
from workbench.corpus import build
from workbench.errors import WorkbenchError
from workbench.files import csv_bytes, csv_rows, quoted, read_csv, unquoted, write_folder, write_whole
from workbench.loaders import Document

# ---- writing ---------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_stays_as_it_was(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    write_whole(path, b"one")
    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WorkbenchError, match=r"a\.txt: cannot be written \(No space left on device\)"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_none_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="is a folder; give the name of a file"):
        write_whole(tmp_path, b"")
    with pytest.raises(WorkbenchError, match="no such folder; make it"):
        write_whole(tmp_path / "absent" / "a.txt", b"")


def test_a_new_file_may_be_read_by_those_who_may_read_others(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write_whole(tmp_path / "a.txt", b"")
    write_folder(tmp_path / "f", {"a.txt": b""})
    expected = (tmp_path / "other").stat().st_mode
    assert (tmp_path / "a.txt").stat().st_mode == expected == (tmp_path / "f" / "a.txt").stat().st_mode


def test_a_folder_holds_what_was_given_and_nothing_else(tmp_path: Path) -> None:
    write_folder(tmp_path / "f", {"a": b"1", "b": b"2"})
    write_folder(tmp_path / "f", {"b": b"3"})
    assert {p.name: p.read_bytes() for p in (tmp_path / "f").iterdir()} == {"b": b"3"}
    assert [p.name for p in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize("renames", [1, 2])
def test_a_folder_that_cannot_be_put_there_stays_as_it_was(
    renames: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "f", {"a": b"1"})
    rename, calls = Path.rename, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == renames:
            raise OSError("taken away")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="taken away"):
        write_folder(tmp_path / "f", {"a": b"2"})
    assert (tmp_path / "f" / "a").read_bytes() == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["f"]


# ---- CSV -------------------------------------------------------------------------------------------------------------

STARTS = st.sampled_from(
    ["", "'", "''", '"', '""', "=", "+", "-", "@", "\t", "\r", "\n", "＝", "'=", " =", "'\r\n-", "\ufeff"]
)
CELLS = st.builds(str.__add__, STARTS, st.text(st.characters(exclude_characters="\x00"), max_size=12))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4))
@example([["'=1", "=1", "''=1"], ['"', '""', '","'], ["\r", "\r\n", "\n"], ["\ud800", "", "'"]])
def test_any_table_is_read_back_equal(rows: list[list[str]]) -> None:
    header = ["a", "=b", "c"]
    found, read = read_csv(csv_bytes(header, rows).decode("utf-8-sig", "surrogatepass"))
    assert found == header
    assert [cells for _, cells in read] == rows


@given(CELLS)
def test_no_cell_is_a_formula(cell: str) -> None:
    text = csv_bytes(["a"], [[cell]]).decode("utf-8-sig", "surrogatepass")
    (_, (written,)) = csv.reader(io.StringIO(text, newline=""))
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", written)
    assert written in (cell, f"'{cell}")
    assert unquoted(quoted(cell)) == cell


def test_numbers_stay_numbers_and_texts_stay_texts() -> None:
    assert csv_bytes(["n"], [[-3], [-0.5], ["-3"], [True], [None]]) == (
        b'\xef\xbb\xbf"n"\n"-3"\n"-0.5"\n"\'-3"\n"True"\n""\n'
    )


def test_cells_may_be_longer_than_the_csv_module_allows_and_its_limit_stays() -> None:
    limit = csv.field_size_limit()
    _, [(line, (cell,))] = read_csv(f"a\n{'x' * (limit + 1)}\n")
    assert (line, len(cell), csv.field_size_limit()) == (2, limit + 1, limit)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_placed_by_the_line_on_which_it_begins(end: str) -> None:
    text = end.join(["\ufeffa,b", "", f'"one{end}two",1', '"x"y,2', "three,3", ""])
    rows = list(csv_rows(text))
    assert [(row.line, row.cells) for row in rows] == [
        (1, ["a", "b"]), (3, [f"one{end}two", "1"]), (5, []), (6, ["three", "3"]),
    ]  # fmt: skip
    assert [bool(row.fault) for row in rows] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a,b\n1,"2', "line 2 is no row of a table"),
        ("a,b\n1,2\n1,2,3\n", "line 3 has too many fields; put text with a comma in quotation marks"),
        ("a,b\n1\n", "line 2 has 1 fields, not 2"),
        ("a,b,a\n1,2,3\n", "two columns are called 'a'"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_csv(text)


def test_cells_may_be_left_out_where_that_is_allowed() -> None:
    assert read_csv("a,b\n1\n", short_rows=True) == (["a", "b"], [(2, ["1", ""])])
    assert read_csv("") == ([], [])


def test_saved_tables_hold_no_formula_and_come_back_equal(tmp_path: Path) -> None:
    raw = (
        "=SUM(A1)\n\n=HYPERLINK(1) is what the minister said on Monday, and she said it twice.\n\n'=1+1 was the answer."
    )
    corpus = build([Document("=a.txt", raw, "utf-8", "valid UTF-8", "0" * 64)])
    for path in corpus.save(tmp_path / "tables").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            assert not [cell for cell in row if re.match(r"\s*[=+@\t\r]", cell)], path.name
    assert wb.load(tmp_path / "tables") == corpus
