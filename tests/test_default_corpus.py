"""The two default articles: golden files of what they become and, where the labels are at hand, that this is right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from tests.conftest import ROOT
from tests.golden import assert_golden

SEEDS = ["000_7ba88832fcbc1348", "004_be7dc649d625c611"]
HASHES = {
    "000_7ba88832fcbc1348.txt": "90132534b0d44b04a6bf1ecd5c0e6b8e6f6ca8b64725c48eacb10b2f9761c123",
    "004_be7dc649d625c611.txt": "c337ca2fb4566f6ce54aa08c756462d213b487f084d34448c06c232a51d2c213",
}


def test_the_default_corpus_is_the_two_articles_as_received(alaska: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_CORPUS", raising=False)
    assert wb.load() == alaska
    for name, digest in HASHES.items():
        assert hashlib.sha256((ROOT / "data" / "alaska-summit" / name).read_bytes()).hexdigest() == digest


def test_another_default_corpus_can_be_named(
    alaska: wb.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CORPUS", str(alaska.save(tmp_path / "tables")))
    assert wb.load() == alaska


def test_golden_lines(alaska: wb.Corpus) -> None:
    rows = wb.cleaning(alaska).itertuples()
    assert_golden(
        "alaska-lines.txt",
        "".join(
            f"{r.article_id} {r.part} {r.kind} {'-' if pd.isna(r.rule) else r.rule} {r.raw_start}-{r.raw_end} {r.text}\n"
            for r in rows
        ),
    )


def test_golden_metadata(alaska: wb.Corpus) -> None:
    assert_golden(
        "alaska-metadata.json",
        alaska.articles.drop(columns=["raw", "text"]).to_json(orient="records", indent=1, force_ascii=False) + "\n",
    )


def test_golden_sentences(alaska: wb.Corpus) -> None:
    assert_golden("alaska-sentences.txt", "".join(f"{r.sentence_id} {r.text}\n" for r in alaska.sentences.itertuples()))


def test_golden_marked_stretches(alaska: wb.Corpus) -> None:
    rows = alaska.quotes[alaska.quotes["marks"] != "none"].itertuples()
    assert_golden("alaska-marks.txt", "".join(f"{r.quote_id} {r.marks} {r.ending} {r.words} {r.text}\n" for r in rows))


def test_nothing_is_invented(alaska: wb.Corpus) -> None:
    articles = alaska.articles.set_index("source")
    assert pd.isna(articles.at["000_7ba88832fcbc1348.txt", "outlet"])
    assert articles["published"].isna().all()
    assert articles["url"].isna().all()
    assert articles.at["000_7ba88832fcbc1348.txt", "outlet_label"] == "unnamed outlet (James Smith)"


# ---- against the labels ----------------------------------------------------------------------------------------------

# The labels' words for kinds of line → ours. A label line without a value is junk in both.
KINDS = {"author-line": "byline"}


def labels(gold: Path, seed: str) -> dict[str, Any]:
    return dict(json.loads((gold / "seeds" / f"{seed}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_has_the_kind_that_its_label_gives(seed: str, gold: Path, alaska: wb.Corpus) -> None:
    part = wb.cleaning(alaska.where(source=f"{seed}.txt"))
    for line in labels(gold, seed)["lines"]:
        there = part[
            (part["raw_start"] < line["end"]) & (part["raw_end"] > line["start"]) & (part["rule"] != "residue")
        ]
        if line["kind"] == "blank":
            assert there.empty or line["start"] == line["end"]
        else:
            assert list(there["kind"]) == [KINDS.get(line["kind"], line["kind"])], line


@pytest.mark.parametrize("seed", SEEDS)
def test_the_residue_inside_lines_is_removed_where_its_label_says(seed: str, gold: Path, alaska: wb.Corpus) -> None:
    edits = alaska.where(source=f"{seed}.txt").edits
    for junk in labels(gold, seed)["inline_junk"]:
        inside = edits[(edits["raw_start"] <= junk["start"]) & (edits["raw_end"] >= junk["end"])]
        assert len(inside) == 1, junk
        assert inside["kind"].iloc[0] in {"junk", "spacing"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_metadata_is_what_its_label_says(seed: str, gold: Path, alaska: wb.Corpus) -> None:
    wanted = labels(gold, seed)["metadata"]
    article = alaska.where(source=f"{seed}.txt").articles.iloc[0]
    for ours, theirs in {
        "title": "title",
        "deck": "deck",
        "byline": "author",
        "outlet": "outlet",
        "published": "date",
    }.items():
        assert (None if pd.isna(article[ours]) else article[ours]) == wanted[theirs]
        assert pd.isna(article[f"{ours}_from"]) == (wanted[theirs] is None)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_marked_stretch_of_the_labels_is_found_to_the_character(seed: str, gold: Path, alaska: wb.Corpus) -> None:
    quotes = alaska.where(source=f"{seed}.txt").quotes
    found = set(zip(quotes["raw_start"], quotes["raw_end"], strict=True))
    assert {(q["start"], q["end"]) for q in labels(gold, seed)["quotes"] if q["marks"] != "none"} <= found


@pytest.mark.parametrize("folder", ["basil-open/text", pytest.param("polnear/train/text", marks=pytest.mark.slow)])
def test_labelled_news_loads_and_keeps_every_law(folder: str, gold: Path) -> None:
    files = list((gold / folder).glob("*.txt"))
    corpus = wb.load(gold / folder, on_error="report")
    assert len(corpus.articles) == len(files)
    assert corpus.problems.empty  # `load` holds what it builds to every law
