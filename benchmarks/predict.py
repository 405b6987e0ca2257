"""Predictions for the gold sets: `python benchmarks/predict.py TEXT_DIR OUT_DIR`.

Reads every `.txt` as it lies on disk and writes `participants.jsonl`, `quotes.jsonl` and `attributions.jsonl`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.parse.marks import marked
from workbench.parse.people import find_participants, main_role
from workbench.parse.quotations import Quotation, find_quotations
from workbench.parse.quotations.resolve import resolve
from workbench.parse.sentences import sentences

QUOTE_WORDS = ("direct", "fragment", "scare")


def attribution(doc: str, q: Quotation) -> dict[str, Any]:
    """One line of `attributions.jsonl`; a fragment counts as mixed there."""
    speaker, cue = q.speaker or (None, None), q.cue or (None, None)
    kind = "mixed" if q.kind in ("fragment", "scare") else q.kind
    return {
        "doc": doc, "start": q.start, "end": q.end, "speaker_start": speaker[0], "speaker_end": speaker[1],
        "cue_start": cue[0], "cue_end": cue[1], "kind": kind, "group": q.utterance, "confidence": q.confidence,
    }  # fmt: skip


def predict(article: str, text: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of the three files for one article."""
    spans = sentences(text)
    quotations = find_quotations(text, sentences=spans, marks=marked(text))
    people = find_participants(text, sentences=spans)
    speakers = resolve(text, quotations, people)
    names = [people[s.participant].name if s.participant is not None else s.name for s in speakers]
    return {
        "participants": [
            {
                "article": article,
                "name": p.name,
                "role": role.phrase if role else None,
                "mentions": [[m.start, m.end] for m in p.mentions],
            }
            for p, role in ((p, main_role(p)) for p in people)
            if p.kind == "person"
        ],
        "quotes": [
            {"article": article, "start": q.start, "end": q.end, "speaker": name}
            for q, name in zip(quotations, names, strict=True)
            if q.kind in QUOTE_WORDS
        ],
        "attributions": [
            attribution(article, q) for q in quotations if q.kind != "title" and (q.kind != "scare" or q.speaker)
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    files = {
        kind: (args.out / f"{kind}.jsonl").open("w", encoding="utf-8")
        for kind in ("participants", "quotes", "attributions")
    }
    for path in sorted(args.texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = predict(path.stem, stream.read())
        for kind, lines in rows.items():
            files[kind].writelines(json.dumps(row) + "\n" for row in lines)
    for file in files.values():
        file.close()


if __name__ == "__main__":
    main()
