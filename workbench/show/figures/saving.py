"""A folder of figures: written, described in a manifest, and checked against the corpus."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import __version__
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.errors import WorkbenchError
from workbench.files import write_folder, write_whole
from workbench.schema import METADATA
from workbench.show import theme
from workbench.show.export import sheet
from workbench.show.figures.page import PageText, figure_page
from workbench.show.figures.render import Format, pdf_of, pinned, png_of, spec_of, svg_of, written
from workbench.show.nouns import FIGURES
from workbench.show.stills import dots
from workbench.show.told import markdown
from workbench.show.views import behind_marks

# What decides the words, the numbers and the picture. Python's last number mends faults only.
_PACKAGES = ("altair", "numpy", "pandas", "vl-convert-python")
_SHORT = 16  # characters of a digest that only names something


def inputs(corpus: Corpus) -> dict[str, Any]:
    """Articles, corrections and versions, as they stand in a manifest."""
    articles = [_article(row) for row in records(corpus.articles)]
    decisions = records(corpus.corrections)
    of = {"title": corpus.title, "articles": articles}
    python = ".".join(platform.python_version_tuple()[:2])
    packages = {name: metadata.version(name) for name in _PACKAGES}
    return {
        "corpus": {"fingerprint": digest(of), **of},
        "corrections": {"count": len(decisions), "digest": digest([_without_missing(row) for row in decisions])},
        "versions": {"workbench": __version__, "python": python, **packages},
    }


def digest(value: bytes | Any) -> str:
    """The SHA-256 of bytes, or of anything that JSON can write."""
    if not isinstance(value, bytes):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(value).hexdigest()


def input_changes(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What has changed from the inputs of a manifest to these, each in a sentence; empty when nothing has."""
    before = {article["source"]: article for article in then["corpus"]["articles"]}
    after = {article["source"]: article for article in now["corpus"]["articles"]}
    told = [f"article {source} is no longer in the corpus" for source in before if source not in after]
    told += [f"article {source} is new in the corpus" for source in after if source not in before]
    told += [_changed(source, before[source], after[source]) for source in before if source in after]
    if list(before) != list(after) and set(before) == set(after):
        told.append("the articles stand in another order")
    if then["corpus"]["title"] != now["corpus"]["title"]:
        told.append("the title of the corpus has changed")
    if then["corrections"] != now["corrections"]:
        counts = [side["corrections"]["count"] for side in (then, now)]
        told.append(f"the readers' corrections have changed ({counts[0]} then, {counts[1]} now)")
    was, is_now = then["versions"], now["versions"]
    for name in dict.fromkeys([*was, *is_now]):
        if was.get(name) != is_now.get(name):
            told.append(f"{name} was {was.get(name, 'not there')} and is {is_now.get(name, 'not there')}")
    return [sentence for sentence in told if sentence]


def _article(row: dict[str, Any]) -> dict[str, str]:
    """The digests of an article: its file, its cleaned text, and what is known about it."""
    known = _without_missing({name: row[name] for name in ("outlet_label", "kind", *METADATA)})
    return {
        "article_id": row["article_id"],
        "source": row["source"],
        "file": row["sha256"],
        "text": digest(row["text"]),
        "metadata": digest(known),
    }


def _changed(source: str, then: dict[str, str], now: dict[str, str]) -> str:
    """What became of one article: the first of file, text and metadata that differs tells it."""
    if then["file"] != now["file"]:
        same = " (its cleaned words are the same)" if then["text"] == now["text"] else ""
        return f"article {source} has changed{same}"
    if then["text"] != now["text"]:
        return f"article {source} is the same file, cleaned in another way"
    if then["metadata"] != now["metadata"]:
        return f"what is known about article {source} has changed: its outlet, title, author, date, address or kind"
    return "" if then == now else f"article {source} has another id"


def _without_missing(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if pd.isna(value) else value for name, value in row.items()}


_NAME = "manifest.json"
_VERSION = 2  # of the layout below; a reader refuses one that it does not know
_PARTS = ("inputs", "figures")


class FiguresError(WorkbenchError):
    """A figure that cannot be drawn from these articles, or a folder that cannot be what it is said to be."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`; `FiguresError` when there is none, or none that this version reads."""
    path = folder / _NAME
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = manifest["workbench_figures"] == _VERSION and all(isinstance(manifest[part], dict) for part in _PARTS)
    except FileNotFoundError as error:
        raise FiguresError(f"{path}: not there; write the figures first: workbench figures -o {folder}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FiguresError(f"{path}: is no manifest of figures ({error!r}); write them into a new folder") from error
    if not known:
        raise FiguresError(f"{path}: another version wrote it; write the figures anew into a new folder")
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any], *, order: list[str]) -> None:
    """Write it in one piece, the figures in that order, and of the inputs only those that a figure was made from."""
    figures = {name: manifest["figures"][name] for name in order if name in manifest["figures"]}
    figures |= manifest["figures"]  # those that this version no longer knows stay as they are
    used = {entry["inputs"] for entry in figures.values()}
    kept = {name: value for name, value in sorted(manifest["inputs"].items()) if name in used}
    whole = {"workbench_figures": _VERSION, "inputs": kept, "figures": figures}
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / _NAME, text.encode("utf-8", "surrogatepass"))


FAULTS = (WorkbenchError, ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What may go wrong with one figure and leaves the others to be written."""

Progress = Callable[[int, int, str], None]
"""Told how many figures are done, of how many, and which comes next."""

_IN_CSV = ["mark", "told", "address", "outlet_label", "paragraph", "text", "citation"]


class EmptyFigure(FiguresError):
    """A figure that would show nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one figure: `written`, `empty` (nothing to show) or `failed`, and then why."""

    name: str
    status: str
    reason: str = ""


def save(name: str, corpus: Corpus, folder: str | Path, *, format: Format | None = None) -> Path:
    """Write one figure into its own folder inside `folder`, and its digests into the manifest there; gives its folder.

    The files are `NAME.svg`, `.png`, `.pdf`, `.html`, `.vl.json` (the specification), `.csv` (the data), `.evidence.csv` (the words
    behind each mark, with addresses), `.caption.md` and `.alt.txt`. An earlier figure of that name is replaced, in one step.
    `FiguresError` when there is nothing to show; `ValueError` for a name that is not in `FIGURES`.
    """
    chosen, folder = format or Format(), Path(folder)
    contents = files_of(name, corpus, chosen)
    manifest = read_manifest(folder) if (folder / _NAME).exists() else {part: {} for part in _PARTS}
    _refuse_strangers(folder / name, set(manifest["figures"].get(name, {}).get("files", ())) | set(contents))
    folder.mkdir(parents=True, exist_ok=True)
    write_folder(folder / name, contents)
    made_from = inputs(corpus)
    short = digest(made_from)[:_SHORT]  # the same wherever the inputs are the same
    manifest["inputs"][short] = made_from
    figure = FIGURES[name]
    functions = {"measure": figure.drawn or figure.frame, "draw": figure.chart}
    files = {file: digest(content) for file, content in contents.items()}
    manifest["figures"][name] = {
        "question": figure.question,
        "inputs": short,
        "parameters": {"theme": chosen.theme, "width": chosen.width, "dpi": chosen.dpi},
        "functions": {role: f"{f.__module__}.{f.__qualname__}" for role, f in functions.items()},
        "files": files,
        "pdf_drawn_from": files[f"{name}.svg"],
    }
    write_manifest(folder, manifest, order=list(FIGURES))
    return folder / name


def save_all(
    corpus: Corpus,
    folder: str | Path,
    *,
    only: Iterable[str] = (),
    format: Format | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Write all figures, or `only` those named; what became of each. One that fails leaves the others to be written."""
    names = [_known(name) for name in only] or list(FIGURES)
    tell = progress or (lambda done, of, name: None)
    outcomes = []
    for done, name in enumerate(names):
        tell(done, len(names), name)
        try:
            save(name, corpus, folder, format=format)
        except EmptyFigure as error:
            outcomes.append(Outcome(name, "empty", str(error)))
        except FAULTS as error:
            outcomes.append(Outcome(name, "failed", f"{type(error).__name__}: {error}"))
        else:
            outcomes.append(Outcome(name, "written"))
    tell(len(names), len(names), "")
    return outcomes


def files_of(name: str, corpus: Corpus, format: Format) -> dict[str, bytes]:
    """The files of one figure and what is in them; nothing is written.

    The same inputs give the same bytes, but for the PDF: its renderer numbers what is in it by chance.
    """
    figure = FIGURES[_known(name)]
    frame = figure.measure(corpus)
    if frame.empty:
        raise EmptyFigure(f"{name}: nothing to show, for these articles give no row ({figure.question})")
    caption = figure.says(frame)
    drawn = []
    for look in (format.look(), format.on_screen(), format.on_phone()):
        with theme.drawn(look):
            drawn.append(spec_of(figure.chart(frame)))
    spec, screen, phone = drawn
    told = f"{figure.picture} {spec.get('description', caption)}"
    behind = figure.behind(corpus, frame)
    evidence = behind_marks(corpus, spec, behind)
    svg = svg_of(spec, name=name, title=figure.question, told=told, width=format.look().width)
    contents = {
        "svg": pinned(svg).encode("utf-8"),
        "png": png_of(svg, format.dpi),
        "pdf": pdf_of(svg),
        "html": b"",
        "vl.json": written(spec),
        "csv": sheet(frame),
        "evidence.csv": sheet(evidence[_IN_CSV]),
        "caption.md": markdown(figure.question, caption, name).encode("utf-8"),
        "alt.txt": f"{told}\n".encode(),
    }
    words = PageText(figure.question, caption, told)
    drawings = {"wide": screen, "narrow": phone}
    others = [f"{name}.{ending}" for ending in contents if ending != "html"]
    shown = behind_marks(corpus, {"datasets": screen.get("datasets", {}) | phone.get("datasets", {})}, behind)
    contents["html"] = figure_page(name, words, drawings, shown, others).encode("utf-8")
    return {f"{name}.{ending}": content for ending, content in contents.items()}


def _known(name: str) -> str:
    """The name, when there is a figure of it; `ValueError` lists them all."""
    if name not in FIGURES:
        raise ValueError(f"no figure {name!r}; there are {', '.join(FIGURES)}")
    return name


def _refuse_strangers(folder: Path, ours: set[str]) -> None:
    strangers = sorted({path.name for path in folder.iterdir()} - ours) if folder.is_dir() else []
    if strangers or (folder.exists() and not folder.is_dir()):
        found = strangers[0] if strangers else "a file of that name"
        raise FileExistsError(f"{folder}: holds {found}, which is no figure; move it, or give another folder")


CODE = "no article, correction, version or parameter has changed: the workbench’s own code draws it in another way now"


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that does not agree with the manifest, or with what is drawn now: which, how, and the causes that are known."""

    file: str
    what: str
    causes: tuple[str, ...] = ()

    def __str__(self) -> str:
        because = f" ({'; '.join(self.causes)})" if self.causes else ""
        return f"{self.file}: {self.what}{because}"


def verify(folder: str | Path, corpus: Corpus, *, progress: Progress | None = None) -> list[Difference]:
    """What in a folder of figures cannot be rebuilt from `corpus`, file by file; empty when everything can.

    Every figure is drawn again with the parameters of its manifest; the files must be those of the manifest and must come out
    the same: a PDF drawn from the same SVG, a PNG with the same dots, all else in the same bytes. Where they do not, the causes
    are named: an article, the readers' corrections, a version, or none of these. `FiguresError` when the folder has no manifest.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    now = inputs(corpus)
    tell = progress or (lambda done, of, name: None)
    found = list(_strangers(folder, manifest))
    for done, (name, entry) in enumerate(manifest["figures"].items()):
        tell(done, len(manifest["figures"]), name)
        found += _figure(folder, name, entry, corpus, input_changes(manifest["inputs"][entry["inputs"]], now))
    tell(len(manifest["figures"]), len(manifest["figures"]), "")
    return found


def _figure(folder: Path, name: str, entry: dict[str, Any], corpus: Corpus, changed: list[str]) -> Iterator[Difference]:
    for file, known in entry["files"].items():
        path = folder / name / file
        if not path.is_file():
            yield Difference(f"{name}/{file}", "is missing", ("it was removed after it was written",))
        elif digest(path.read_bytes()) != known:
            yield Difference(
                f"{name}/{file}", "is not what was written", ("the file was changed after it was written",)
            )
    if name not in FIGURES:
        yield Difference(name, "cannot be drawn again", ("this version of the workbench has no such figure",))
        return
    try:
        again = files_of(name, corpus, Format(**entry["parameters"]))
    except FAULTS as error:
        yield Difference(name, "cannot be drawn again", (str(error), *changed))
        return
    for file, known in entry["files"].items():
        if not _comes_out(folder / name / file, again, known, entry["pdf_drawn_from"]):
            yield Difference(f"{name}/{file}", "comes out differently", tuple(changed) or (CODE,))


def _comes_out(path: Path, again: dict[str, bytes], known: str, drawn_from: str) -> bool:
    """Whether a file comes out as it is known: a PDF if it is drawn from the same SVG, a PNG dot for dot, all else byte for byte."""
    content = again.get(path.name, b"")
    if path.suffix == ".pdf":
        return bool(content) and digest(again.get(path.with_suffix(".svg").name, b"")) == drawn_from
    if digest(content) == known:
        return True
    written = path.read_bytes() if path.is_file() and path.suffix == ".png" and content else b""
    return digest(written) == known and dots(written) == dots(content)


def _strangers(folder: Path, manifest: dict[str, Any]) -> Iterator[Difference]:
    """What lies in the folder and no manifest tells of: it would be taken for a figure, and nobody could rebuild it."""
    ours = {_NAME, *(f"{name}/{file}" for name, entry in manifest["figures"].items() for file in entry["files"])}
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder)
        if path.is_file() and file.as_posix() not in ours and not any(part.startswith(".") for part in file.parts):
            yield Difference(file.as_posix(), "is not in the manifest", ("it was put there by something else",))
