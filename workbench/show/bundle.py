"""JavaScript that draws charts without a network: Vega, Vega-Lite and vega-embed from vl-convert, in one script with ours.

vl-convert takes two seconds to write such a script, and always writes the same. So it is kept in the user's folder for caches.
"""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import vl_convert
from altair.utils._importers import vl_version_for_vl_convert

_FOLDER = "news-workbench"
_DIGITS = 16  # of the hash in a file's name: no two scripts share it by chance


def bundled(source: str) -> str:
    """The script `source`, which may use `vegaEmbed`, with all it needs; from the cache if it was made before."""
    vega_lite = vl_version_for_vl_convert()
    known = f"{version('vl-convert-python')} {vega_lite} {source}"
    file = caches() / f"vega-{sha256(known.encode()).hexdigest()[:_DIGITS]}.js"
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        script: str = vl_convert.javascript_bundle(source, vl_version=vega_lite)
    keep(file, script)
    return script


def caches() -> Path:
    """The folder for what can be made again: `$XDG_CACHE_HOME/news-workbench`, or in `.cache` of the user's own folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / _FOLDER


def keep(file: Path, text: str) -> None:
    """Write a file of the cache, whole or not at all; where nothing can be written, nothing is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as part:
            part.write(text)
        Path(part.name).replace(file)
    except OSError:  # a folder that is not ours to write in: the script is made anew each time
        return
