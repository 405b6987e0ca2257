"""What the workbench finds, in the formats of the labelled sets: `python benchmarks/predict.py TEXT_DIR OUT_DIR`.

Every `.txt` is read; files whose stems agree up to the last `_` belong together and are loaded as one corpus. The tables of that
corpus, the same that a reader sees, are written as `participants.jsonl`, `quotes.jsonl` and `attributions.jsonl`, and what
the comparisons give for them as `pairs.jsonl` and `alignment.jsonl`, with offsets into the files as they lie on disk.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.facts import fact_pairs
from workbench.compare.same_words import same_words
from workbench.compare.standing import STATED
from workbench.corpus import Corpus, build
from workbench.corpus.model import records
from workbench.loaders import load_file
from workbench.parse.normalize import normalize

Line = dict[str, Any]
Place = tuple[int | None, int | None]
FILES = ("participants", "quotes", "attributions", "pairs", "alignment")
QUOTED = ("direct", "fragment", "scare")


def groups(folder: Path) -> Iterator[list[Path]]:
    """The files of each event, in order."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        found[path.stem.rpartition("_")[0] or path.stem].append(path)
    yield from found.values()


def predict(corpus: Corpus) -> dict[str, list[Line]]:
    """The lines of each file."""
    stems = {a["article_id"]: Path(a["source"]).stem for a in records(corpus.articles)}
    cleaned = {a["article_id"]: normalize(a["raw"]) for a in records(corpus.articles)}
    names = corpus.participants.set_index("participant_id")["name"]

    def raw(at: Any) -> Place:
        if pd.isna(at):
            return None, None
        address = Address.parse(at)
        return cleaned[address.article].raw_span(address.start, address.end)

    lines: dict[str, list[Line]] = {name: [] for name in FILES}
    lines["participants"] = list(people(corpus, stems))
    for quote in records(corpus.quotes):
        doc, start, end = stems[quote["article_id"]], quote["raw_start"], quote["raw_end"]
        speaker, cue = raw(quote["speaker_at"]), raw(quote["cue_at"])
        if quote["kind"] in QUOTED:
            lines["quotes"].append(
                {"article": doc, "start": start, "end": end, "speaker": names.get(quote["participant_id"])}
            )
        if quote["kind"] != "title" and not (quote["kind"] == "scare" and speaker[0] is None):
            lines["attributions"].append(
                {
                    **{"doc": doc, "start": start, "end": end, "speaker_start": speaker[0], "speaker_end": speaker[1]},
                    **{"cue_start": cue[0], "cue_end": cue[1], "group": quote["utterance_id"]},
                    "kind": "mixed" if quote["kind"] in ("fragment", "scare") else quote["kind"],
                }
            )
    if len(stems) > 1:
        lines["pairs"] = [
            {**ends(pair, "passage", stems, raw), "relation": pair["relation"]}
            for pair in records(same_words(corpus))
            if pair["article_a"] != pair["article_b"] and pair["standing"] == STATED
        ]
        lines["alignment"] = [ends(pair, "sentence", stems, raw) for pair in records(fact_pairs(corpus))]
    return lines


def ends(pair: Line, name: str, stems: dict[str, str], raw: Callable[[str], Place]) -> Line:
    """Both ends of a pair of passages or sentences."""
    line: Line = {}
    for side in "ab":
        start, end = raw(pair[f"{name}_{side}"])
        line |= {f"article_{side}": stems[pair[f"article_{side}"]], f"start_{side}": start, f"end_{side}": end}
    return line


def people(corpus: Corpus, stems: dict[str, str]) -> Iterator[Line]:
    """The persons of each article, under the name that the article gives them."""
    kinds = corpus.participants.set_index("participant_id")["kind"]
    for link in records(corpus.links):
        if kinds[link["participant_id"]] != "person":
            continue
        mine = (corpus.mentions["article_id"] == link["article_id"]) & (
            corpus.mentions["participant_id"] == link["participant_id"]
        )
        spans = corpus.mentions.loc[mine, ["raw_start", "raw_end"]].to_numpy().tolist()
        yield {
            "article": stems[link["article_id"]],
            "name": link["name_here"],
            "role": main_role(corpus, link),
            "mentions": spans,
        }


def main_role(corpus: Corpus, link: Line) -> str | None:
    """The role phrase that says most about somebody in one article."""
    roles = corpus.roles
    mine = roles[
        (roles["article_id"] == link["article_id"])
        & (roles["participant_id"] == link["participant_id"])
        & roles["main"]
    ]
    return None if mine.empty else str(mine["role"].iloc[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[Line]] = {name: [] for name in FILES}
    for paths in groups(given.texts):
        corpus = build([load_file(path, given.texts) for path in paths])
        for problem in records(corpus.problems):
            print(f"not read: {problem['source']}: {problem['reason']}")
        for name, found in predict(corpus).items():
            lines[name] += found
    for name, found in lines.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
        (given.out / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
