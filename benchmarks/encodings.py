"""How often text that was written in cp1252 is read back unchanged: `python benchmarks/encodings.py TEXT_DIR …`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from workbench.loaders.entries import decode


def main(folders: list[str]) -> None:
    ours, theirs, named = 0, 0, Counter[str]()
    total = 0
    for path in sorted(p for folder in folders for p in Path(folder).glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        try:
            data = text.encode("cp1252")
        except UnicodeEncodeError:
            continue
        if text.isascii():
            continue
        total += 1
        ours += decode(data).text == text
        best = from_bytes(data).best()
        theirs += best is not None and str(best) == text
        named[best.encoding if best else "none"] += 1
    print(
        f"{total} texts: {ours} come back unchanged; by charset-normalizer alone {theirs}, which named {dict(named.most_common())}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
