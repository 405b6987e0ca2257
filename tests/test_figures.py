"""Figures for write-ups: every form says what it shows, leads back to the words, and comes out the same in any run."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from tests.conftest import ROOT
from workbench.cli import OK, PROBLEMS, main, parser
from workbench.compare.standing import countable
from workbench.files import quoted, unquoted
from workbench.show import theme
from workbench.show.export import sheet
from workbench.show.figures import FIGURES, FiguresError, Format, embed, files_of, save, save_all, saving, verify
from workbench.show.figures.render import pinned
from workbench.show.figures.saving import input_changes, inputs
from workbench.show.nouns import CHARTS
from workbench.show.stills import dots, packed
from workbench.show.told import markdown

ENDINGS = ["svg", "png", "pdf", "html", "vl.json", "csv", "evidence.csv", "caption.md", "alt.txt"]
HOSTILE = """</script><script>alert(1)</script>

By =HYPERLINK("x")

“=1+1 <b>is</b> *the* sum,” said Ada Lopez, the minister of sums, in Delta on Monday. “We agreed & we signed,” she said.

The talks ended on Monday, and the minister said that nothing else had been agreed by anybody there on that day.
"""

every_figure = pytest.mark.parametrize("name", FIGURES)


@pytest.fixture(scope="module")
def bundle(alaska: wb.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every figure of the default corpus, written once."""
    folder = tmp_path_factory.mktemp("bundle") / "figures"
    outcomes = save_all(alaska, folder)
    assert [o for o in outcomes if o.status != "written"] == []
    return folder


@pytest.fixture
def copy(bundle: Path, tmp_path: Path) -> Path:
    """A few of them, to be spoilt."""
    folder = tmp_path / "copy"
    shutil.copytree(
        bundle, folder, ignore=lambda at, names: [n for n in names if n in set(FIGURES) - {"overview", "collate"}]
    )
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["figures"] = {name: manifest["figures"][name] for name in ("overview", "collate")}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> wb.Corpus:
    """Articles that try to be code."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "b.txt").write_text(HOSTILE.replace("Monday", "Tuesday"), encoding="utf-8")
    return wb.load(folder)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


# ---- the table -------------------------------------------------------------------------------------------------------


@every_figure
def test_a_figure_is_named_after_its_chart_and_says_what_it_is_about(name: str) -> None:
    figure = FIGURES[name]
    assert name in CHARTS
    assert figure.question.endswith("?")
    assert figure.picture.endswith(".")


def test_an_unknown_name_lists_the_figures(alaska: wb.Corpus, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no figure 'nope'; there are overview, cleaning"):
        save("nope", alaska, tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"theme": "sepia"}, "theme is 'sepia'; it is one of"),
        ({"width": "wide"}, "such as 85mm, 174mm or 660px"),
        ({"width": "85cm"}, "such as 85mm"),
        ({"width": "8mm"}, "is 30 pixels; it is from"),
        ({"dpi": 7}, "dpi is 7"),
    ],
)
def test_a_format_that_cannot_be_is_refused_at_once(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Format(**wrong)  # type: ignore[arg-type]


# ---- what is written -------------------------------------------------------------------------------------------------


@every_figure
def test_every_form_is_there_and_says_what_it_shows(name: str, bundle: Path) -> None:
    assert sorted(p.name for p in (bundle / name).iterdir()) == sorted(f"{name}.{ending}" for ending in ENDINGS)
    svg = ElementTree.parse(bundle / name / f"{name}.svg").getroot()
    title, told = svg[0], svg[1]
    assert svg.get("role") == "img"
    assert [title.tag.rpartition("}")[2], told.tag.rpartition("}")[2]] == ["title", "desc"]
    assert title.text == FIGURES[name].question
    assert (bundle / name / f"{name}.alt.txt").read_text(encoding="utf-8").strip() == str(told.text)
    assert svg.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"


@every_figure
def test_a_drawing_for_print_is_a_column_wide_in_every_form(name: str, bundle: Path) -> None:
    svg = ElementTree.parse(bundle / name / f"{name}.svg").getroot()
    wide = float(str(svg.get("width")))
    assert 250 < wide <= 322, "85 mm are 321 pixels"
    png = dict(dots((bundle / name / f"{name}.png").read_bytes()))
    assert struct.unpack_from(">I", png[b"IHDR"])[0] == pytest.approx(wide / 96 * 300, abs=1.5)
    assert struct.unpack_from(">I", png[b"pHYs"])[0] == round(300 / 0.0254)
    page = re.search(rb"/MediaBox \[0 0 ([\d.]+)", (bundle / name / f"{name}.pdf").read_bytes())
    assert page is not None
    assert float(page[1]) == pytest.approx(wide / 96 * 72, abs=0.01)


@every_figure
def test_letters_are_those_that_come_with_the_renderer(name: str, bundle: Path) -> None:
    pdf = (bundle / name / f"{name}.pdf").read_bytes()
    assert set(re.findall(rb"/BaseFont /[A-Z]{6}\+(\S+)", pdf)) <= {b"LiberationSans", b"LiberationSans-Bold"}
    svg = (bundle / name / f"{name}.svg").read_text(encoding="utf-8")
    assert {f.split(",")[0] for f in re.findall(r'font-family="([^"]+)"', svg)} == {"Liberation Sans"}


def test_letters_of_another_font_keep_to_their_room() -> None:
    head = '<text font-size="10px" font-weight="bold"'
    lines = pinned(f'{head}><tspan x="0">A &amp; B</tspan><tspan x="0" dy="12">中文</tspan></text><text>no size</text>')
    room = float(re.findall(r'textLength="([\d.]+)"', lines)[0])
    assert room == pytest.approx(10 * (0.722 + 0.278 + 0.722 + 0.278 + 0.722), rel=0.05), "Helvetica’s bold letters"
    assert lines.count("textLength") == 1, "what is not measured is left alone"
    assert lines.endswith("<text>no size</text>")


@every_figure
def test_every_row_of_evidence_leads_to_its_words(name: str, bundle: Path, alaska: wb.Corpus) -> None:
    evidence = rows(bundle / name / f"{name}.evidence.csv")
    assert evidence
    for row in evidence:
        assert alaska.passage(row["address"]).words == unquoted(row["text"])
        assert row["citation"] == alaska.passage(row["address"]).citation


@pytest.mark.parametrize("name", ["people", "cues", "same_words", "ledger", "keyness", "rates"])
def test_a_count_is_the_number_of_its_evidence_rows(name: str, bundle: Path, alaska: wb.Corpus) -> None:
    spec = json.loads((bundle / name / f"{name}.vl.json").read_text(encoding="utf-8"))
    marks = pd.Series([row["mark"] for row in rows(bundle / name / f"{name}.evidence.csv")]).value_counts()
    frame = FIGURES[name].measure(alaska)
    total = (
        frame[["mentions", "paraphrased", "fragments", "quoted"]].sum(axis=1) if name == "people" else frame["count"]
    )
    behind = FIGURES[name].behind(alaska, frame)
    counted = {key: found for key, found in behind.items() if not key.startswith("|") or name != "people"}
    assert sum(map(len, counted.values())) == total.sum(), "what nobody in particular says is not in `people`"
    drawn = {row["key"] for data in spec["datasets"].values() for row in data if row.get("key")}
    assert dict(marks.items()) == {k: len(behind[k]) for k in drawn if behind.get(k)}


@every_figure
def test_numbers_of_a_caption_are_computed(name: str, alaska: wb.Corpus) -> None:
    figure = FIGURES[name]
    frame = figure.measure(alaska)
    once, fewer = figure.says(frame), figure.says(frame.head(1))
    assert re.search(r"\d", once)
    assert once != fewer


def test_data_hold_all_that_may_be_counted(bundle: Path, alaska: wb.Corpus) -> None:
    frame = countable(wb.ladder(alaska))
    written = rows(bundle / "same_words" / "same_words.csv")
    assert list(written[0]) == list(frame.columns)
    assert [row["utterance"] for row in written] == list(frame["utterance"])


def test_looks_and_widths_are_followed(alaska: wb.Corpus) -> None:
    grey = files_of("overview", alaska, Format("grey", "174mm", 100))
    wide = float(str(ElementTree.fromstring(grey["overview.svg"].decode()).get("width")))
    assert 600 < wide <= 658
    colours = set(re.findall(r"#([0-9a-f]{6})\b", grey["overview.svg"].decode()))
    assert {c for c in colours if len({c[:2], c[2:4], c[4:]}) > 1} == set(), "grey has no hue"


# ---- text from outside -----------------------------------------------------------------------------------------------


def test_what_an_article_says_is_never_markup_code_or_formula(hostile: wb.Corpus) -> None:
    for name in ("overview", "people", "order"):
        contents = files_of(name, hostile, Format())
        page = contents[f"{name}.html"].decode()
        assert "<script" not in page
        assert "alert(1)</" not in page
        assert "default-src 'none'" in page
        ElementTree.fromstring(contents[f"{name}.svg"].decode())
        for ending in ("csv", "evidence.csv"):
            for row in csv.reader(io.StringIO(contents[f"{name}.{ending}"].decode("utf-8-sig"))):
                assert not [
                    cell for cell in row if re.match(r"\s*[=+\-@]", cell) and not re.fullmatch(r"-[\d.e-]+", cell)
                ]
        assert not re.search(r"(?<!\\)[*<]", contents[f"{name}.caption.md"].decode().replace("**", ""))


@given(st.text(max_size=20) | st.from_regex(r"'*[=+@-].*", fullmatch=True))
def test_quoting_for_spreadsheets_can_be_taken_back(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert not re.match(r"\s*[=+\-@\t\r]", quoted(text))


def test_numbers_are_no_formulas_and_missing_values_stay_empty() -> None:
    frame = pd.DataFrame({"n": [-1, 2], "x": [-0.1 - 0.2, float("nan")], "t": ["-1", None], "b": [True, False]})
    assert sheet(frame).decode("utf-8-sig") == '"n","x","t","b"\n"-1","-0.3","\'-1","True"\n"2","","","False"\n'


def test_every_mark_of_a_page_has_its_passages_there(bundle: Path, alaska: wb.Corpus) -> None:
    page = (bundle / "cues" / "cues.html").read_text(encoding="utf-8")  # a screen has room for more verbs than a column
    wide = re.findall(r'<div class="draw wide".*?</div>', page, re.DOTALL)[0]
    linked = re.findall(r'<a href="#(mark-\d+)"', wide)
    assert set(linked) == set(re.findall(r'<div id="(mark-\d+)">', page))
    frame = FIGURES["cues"].measure(alaska)
    with theme.drawn(Format().on_screen()):
        drawn = FIGURES["cues"].chart(frame).to_dict()
    assert len(set(linked)) == len(
        {row["key"] for rows in drawn["datasets"].values() for row in rows if row.get("key")}
    )


def test_pages_ask_nothing_of_a_network(bundle: Path) -> None:
    for page in bundle.glob("*/*.html"):
        text = page.read_text(encoding="utf-8")
        links = {link for link in re.findall(r'\b(?:src|href)="([^"]*)"', text) if not link.startswith("#")}
        assert links == {path.name for path in page.parent.iterdir()} - {page.name}
        assert "<script" not in text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("word", "References > Insert Caption: Where do"),
        ("latex", r"\includegraphics[alt={A pale bar"),
        ("quarto", '{#fig-overview fig-alt="A pale bar'),
        ("myst", ":name: fig-overview"),
        ("html", '<img src="'),
    ],
)
def test_a_saved_figure_can_be_pasted_anywhere(form: str, said: str, bundle: Path, alaska: wb.Corpus) -> None:
    pasted = embed("overview", bundle, form)
    assert said in pasted
    caption = FIGURES["overview"].says(wb.strip(alaska))
    assert (caption.replace("%", r"\%") if form == "latex" else caption) in pasted
    assert "overview/overview." in pasted


def test_what_is_pasted_is_escaped_for_its_place(hostile: wb.Corpus, tmp_path: Path) -> None:
    save("overview", hostile, tmp_path)
    caption = tmp_path / "overview" / "overview.caption.md"
    caption.write_text(markdown("Who?", "50 % of <b>A & B_1</b> *{x}*", "overview"), encoding="utf-8")
    assert r"50 \% of <b>A \& B\_1</b> *\{x\}*" in embed("overview", tmp_path, "latex")
    assert "50 % of &lt;b&gt;A &amp; B_1&lt;/b&gt; *{x}*" in embed("overview", tmp_path, "html")
    assert r"\<b\>A & B\_1\</b\> \*{x}\*" in embed("overview", tmp_path, "quarto")
    with pytest.raises(ValueError, match="no form 'odt'; there are word, latex"):
        embed("overview", tmp_path, "odt")
    with pytest.raises(FiguresError, match="not saved there"):
        embed("people", tmp_path, "html")


# ---- the same bytes --------------------------------------------------------------------------------------------------

_DIGESTS = """
import sys
import workbench as wb
from workbench.show.figures import Format, files_of
from workbench.show.figures.saving import digest
corpus = wb.load(sys.argv[1])
for name in sys.argv[2:]:
    print(*(f"{file} {digest(content)}" for file, content in files_of(name, corpus, Format()).items() if not file.endswith(".pdf")), sep="\\n")
"""


def test_two_processes_that_hash_differently_write_the_same_bytes() -> None:
    names = ["people", "facts", "keyness", "rates"]  # several fonts and clipped or blended marks
    answers = []
    for seed, order in (("1", names), ("4242", names[::-1])):
        run = [sys.executable, "-c", _DIGESTS, str(ROOT / "data" / "alaska-summit"), *order]
        answers.append(
            subprocess.run(run, env={"PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, text=True, check=True)
        )
    assert sorted(answers[0].stdout.splitlines()) == sorted(answers[1].stdout.splitlines())
    assert len(answers[0].stdout.splitlines()) == len(names) * (len(ENDINGS) - 1), (
        "all but the PDF, which is verified by its SVG"
    )


def test_a_pdf_is_held_to_the_drawing_it_was_made_from(copy: Path, alaska: wb.Corpus) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    entry = manifest["figures"]["overview"]
    assert entry["pdf_drawn_from"] == entry["files"]["overview.svg"]
    entry["pdf_drawn_from"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert [(d.file, d.what) for d in verify(copy, alaska)] == [("overview/overview.pdf", "comes out differently")]


def test_packing_keeps_the_dots(bundle: Path) -> None:
    png = (bundle / "overview" / "overview.png").read_bytes()
    assert packed(png) == png
    with pytest.raises(ValueError, match="no PNG"):
        packed(b"GIF89a")


# ---- verifying -------------------------------------------------------------------------------------------------------


def test_what_was_just_written_comes_out_the_same(copy: Path, alaska: wb.Corpus) -> None:
    assert verify(copy, alaska) == []


def test_an_edited_a_missing_and_a_foreign_file_are_named(copy: Path, alaska: wb.Corpus) -> None:
    data = copy / "overview" / "overview.csv"
    data.write_bytes(data.read_bytes().replace(b'"21"', b'"22"', 1) + b"\n")
    (copy / "overview" / "overview.png").unlink()
    (copy / "collate" / "notes.txt").write_text("mine", encoding="utf-8")
    assert {d.file: d.what for d in verify(copy, alaska)} == {
        "overview/overview.csv": "is not what was written",
        "overview/overview.png": "is missing",
        "collate/notes.txt": "is not in the manifest",
    }


def test_a_changed_article_is_named_as_the_cause(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(ROOT / "data" / "alaska-summit", folder)
    article = sorted(folder.glob("*.txt"))[0]
    article.write_bytes(article.read_bytes().replace(b"extremely", b"very", 1))
    found = verify(copy, wb.load(folder))
    assert {d.causes for d in found} == {(f"article {article.name} has changed",)}
    assert {"overview/overview.csv", "overview/overview.svg", "overview/overview.evidence.csv"} <= {
        d.file for d in found
    }


def test_a_correction_is_named_as_the_cause(alaska: wb.Corpus, tmp_path: Path) -> None:
    save("people", alaska, tmp_path / "figures")
    folder = tmp_path / "articles"
    shutil.copytree(ROOT / "data" / "alaska-summit", folder)
    lines = ["action,name,to,address,who,when,why", "rename,Viktor Orban,Viktor Orbán,,a reader,,"]
    (folder / "participants.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    corrected = wb.load(folder)
    found = verify(tmp_path / "figures", corrected)
    assert found
    assert {d.causes for d in found} == {("the readers' corrections have changed (0 then, 1 now)",)}


def test_a_version_or_else_the_code_is_named_as_the_cause(
    copy: Path, alaska: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(FIGURES["overview"], chart=lambda frame: wb.charts.overview(frame.head(3)))
    monkeypatch.setitem(FIGURES, "overview", other)
    found = verify(copy, alaska)
    assert found
    assert {d.causes for d in found} == {(saving.CODE,)}
    manifest = (copy / "manifest.json").read_text(encoding="utf-8")
    old = re.sub(r'"pandas": "[^"]*"', '"pandas": "2.0.0"', manifest)
    (copy / "manifest.json").write_text(old, encoding="utf-8")
    assert {d.causes for d in verify(copy, alaska)} == {(f"pandas was 2.0.0 and is {pd.__version__}",)}


def test_each_change_of_the_inputs_has_its_sentence(alaska: wb.Corpus) -> None:
    then = inputs(alaska)
    assert input_changes(then, inputs(alaska)) == []
    first, second = alaska.articles["source"]
    articles = alaska.articles.copy()
    articles.loc[0, "published"] = "2025-08-15"
    assert input_changes(then, inputs(replace(alaska, articles=articles, title="Another")))[0].startswith(
        f"what is known about article {first} has changed"
    )
    other_way = wb.rebuild(alaska, keep={"author-bio"})
    assert f"article {second} is the same file, cleaned in another way" in input_changes(then, inputs(other_way))
    alone = inputs(alaska.where(source=first))
    assert f"article {second} is no longer in the corpus" in input_changes(then, alone)
    assert f"article {second} is new in the corpus" in input_changes(alone, then)


def test_a_folder_without_a_manifest_is_told_how_to_get_one(tmp_path: Path, alaska: wb.Corpus) -> None:
    with pytest.raises(FiguresError, match=r"not there; write the figures first"):
        verify(tmp_path, alaska)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FiguresError, match="is no manifest of figures"):
        save("overview", alaska, tmp_path)


# ---- whole or not at all ---------------------------------------------------------------------------------------------


def test_a_figure_that_fails_is_reported_and_the_others_are_written(
    alaska: wb.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(frame: pd.DataFrame) -> wb.charts.Chart:
        raise RuntimeError("no ink")

    monkeypatch.setitem(FIGURES, "overview", replace(FIGURES["overview"], chart=broken))
    told: list[str] = []
    outcomes = save_all(
        alaska,
        tmp_path / "f",
        only=["overview", "collate"],
        progress=lambda done, of, name: told.append(f"{done}/{of} {name}"),
    )
    assert [(o.name, o.status, o.reason) for o in outcomes] == [
        ("overview", "failed", "RuntimeError: no ink"),
        ("collate", "written", ""),
    ]
    assert told == ["0/2 overview", "1/2 collate", "2/2 "]
    assert sorted(p.name for p in (tmp_path / "f").iterdir()) == ["collate", "manifest.json"]


def test_a_figure_without_rows_is_said_to_be_empty(alaska: wb.Corpus, tmp_path: Path) -> None:
    alone = alaska.where(outlet="Antiwar.com")
    outcome = save_all(alone, tmp_path / "f", only=["collate"])[0]
    assert outcome.status == "empty"
    assert "nothing to show" in outcome.reason
    assert not (tmp_path / "f").exists()


def test_a_crash_while_writing_leaves_what_was_there(
    copy: Path, alaska: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.suffix == ".pdf":
            raise OSError("disk full")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="disk full"):
        save("overview", alaska, copy, format=Format("grey"))
    assert {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()} == before
    assert [p for p in copy.iterdir() if p.name.startswith(".")] == []


def test_a_figure_is_replaced_and_the_manifest_follows(copy: Path, alaska: wb.Corpus) -> None:
    save("overview", alaska, copy, format=Format("grey"))
    entry = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))["figures"]
    assert entry["overview"]["parameters"]["theme"] == "grey"
    assert entry["collate"]["parameters"]["theme"] == "print"
    assert verify(copy, alaska) == []


def test_a_folder_with_something_else_in_it_is_left_alone(alaska: wb.Corpus, tmp_path: Path) -> None:
    (tmp_path / "overview").mkdir()
    (tmp_path / "overview" / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(FileExistsError, match=r"holds thesis\.docx, which is no figure"):
        save("overview", alaska, tmp_path)
    assert [p.name for p in tmp_path.rglob("*")] == ["overview", "thesis.docx"]


# ---- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "figures")
    assert (
        main(["figures", "-o", folder, "--only", "overview", "--theme", "screen", "--width", "500", "--dpi", "96"])
        == OK
    )
    assert "wrote 1 of 1 figures" in capsys.readouterr().out
    assert main(["figures", "--verify", folder]) == OK
    assert "every file comes out the same" in capsys.readouterr().out
    (Path(folder) / "overview" / "overview.alt.txt").write_text("A bar.", encoding="utf-8")
    assert main(["figures", "--verify", folder]) == PROBLEMS
    printed = capsys.readouterr()
    assert "overview/overview.alt.txt: is not what was written" in printed.err
    assert main(["figures", "--verify", folder, "--only", "overview"]) == PROBLEMS


def test_the_example_of_the_command_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["figures", "--help"])
    example = re.search(r"example: workbench (.*)", " ".join(capsys.readouterr().out.split()))
    assert example is not None
    assert parser().parse_args(example[1].split()).run


def test_the_command_fails_when_a_figure_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_pdf(svg: str) -> bytes:
        raise ValueError("no pages today")

    monkeypatch.setattr(saving, "pdf_of", no_pdf)
    assert main(["figures", "-o", str(tmp_path / "f"), "--only", "overview"]) == PROBLEMS
    assert "not written (failed): ValueError: no pages today" in capsys.readouterr().err
