"""The judged rows of an event are found again, and what is new among them can be judged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NORTH = "Bridge closes\n\n“The bridge is not safe for lorries,” said Ruth Hollis, the mayor of Norwick, on Friday.\n"
SOUTH = "Norwick bridge shut\n\nRuth Hollis, the mayor, told reporters: “The bridge is not safe for lorries.”\n"
JUDGED = (
    "event,table,files,words,item,speaker_given,verdict,class\n"
    'bridge,quotes:speaker,north.txt,"The bridge is not safe for lorries,",,Ruth Hollis,right,\n'
    "bridge,quotes:speaker,south.txt,The bridge is not safe for lorries.,,Peter Vane,wrong,somebody else\n"
    'bridge,same_words:marks:verbatim,north.txt | south.txt,"The bridge is not safe for lorries, | The bridge is not safe for lorries.",,,right,\n'
    "bridge,participants,,,Peter Vane,,wrong,invented\n"
)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "north.txt").write_text(NORTH, encoding="utf-8")
    (folder / "south.txt").write_text(SOUTH, encoding="utf-8")
    (tmp_path / "judged.csv").write_text(JUDGED, encoding="utf-8")
    return tmp_path


def told(events: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *more: str) -> list[str]:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import judged

    monkeypatch.setattr(sys, "argv", ["judged.py", str(events), *more])
    judged.main()
    return capsys.readouterr().out.splitlines()


def test_kept_gone_and_new_are_told_by_kind(
    events: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {line.split()[0]: " ".join(line.split()) for line in told(events, capsys, monkeypatch)}
    assert "kept 1 right 0 wrong 0 other | gone 0 right 1 wrong" in lines["quotes:speaker"]
    assert "new 1 not judged" in lines["quotes:speaker"]
    assert "kept 1 right" in lines["same_words:marks"]
    assert "gone 0 right 1 wrong" in lines["participants"]


def test_a_verdict_on_a_new_row_counts(
    events: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = next(line for line in told(events, capsys, monkeypatch, "--new") if ",quotes:speaker,bridge," in line)
    assert "Ruth Hollis" in listed
    verdicts = events / "verdicts.csv"
    verdicts.write_text(f"digest,kind,verdict,class,date\n{listed.split(',')[0]},quotes:speaker,right,,2026-12-01\n")
    lines = told(events, capsys, monkeypatch, "--verdicts", str(verdicts))
    line = " ".join(next(line for line in lines if line.startswith("quotes:speaker")).split())
    assert "new 0 not judged, 1 right 0 wrong" in line
    assert "stated: 1.000 of 2" in line
