"""A figure into a paper or a page: what to paste, with its caption and its alternative text, and nothing left to retype."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from workbench.show.figures.saving import FiguresError
from workbench.show.html import Templates
from workbench.show.told import plain

_TEX = {
    **{char: f"\\{char}" for char in "#$%&_{}"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
}
_SPECIAL = re.compile("|".join(map(re.escape, _TEX)))


class _Saved(NamedTuple):
    """What of a saved figure a text needs: its name, its path without the ending, and its words."""

    name: str
    path: str
    question: str
    caption: str
    markdown: str
    alt: str


def embed(name: str, folder: str | Path, form: str) -> str:
    """What to paste into a text so that it shows the saved figure: `word`, `latex`, `quarto`, `myst` or `html`.

    Paths are as `folder` is given: relative to the text, if it is. `FiguresError` when the figure is not there.
    """
    if form not in FORMS:
        raise ValueError(f"no form {form!r}; there are {', '.join(FORMS)}")
    stem = Path(folder) / name / name
    try:
        caption, alt = (Path(f"{stem}.{ending}").read_text(encoding="utf-8") for ending in ("caption.md", "alt.txt"))
    except FileNotFoundError as error:
        raise FiguresError(f"{stem}: not saved there; write it first: wb.figures.save({name!r}, corpus, …)") from error
    first = caption.partition("\n")[0]
    return FORMS[form](_Saved(name, stem.as_posix(), *plain(first), first, alt.strip()))


def _word(saved: _Saved) -> str:
    return (
        f"Insert > Pictures > This Device: {saved.path}.svg (before Word 2016: {saved.path}.png)\n"
        f"References > Insert Caption: {saved.question} {saved.caption}\n"
        f"Right click > View Alt Text: {saved.alt}\n"
    )


def _latex(saved: _Saved) -> str:
    return (
        "\\begin{figure}\n  \\centering\n"
        f"  \\includegraphics[alt={{{_tex(saved.alt)}}}]{{{saved.path}.pdf}}\n"
        f"  \\caption{{\\textbf{{{_tex(saved.question)}}} {_tex(saved.caption)}}}\n"
        f"  \\label{{fig:{saved.name}}}\n\\end{{figure}}\n"
    )


def _quarto(saved: _Saved) -> str:
    alt = saved.alt.replace("\\", "\\\\").replace('"', '\\"')
    return f'![{saved.markdown}]({saved.path}.svg){{#fig-{saved.name} fig-alt="{alt}"}}\n'


def _myst(saved: _Saved) -> str:
    return f"```{{figure}} {saved.path}.svg\n:name: fig-{saved.name}\n:alt: {saved.alt}\n\n{saved.markdown}\n```\n"


def _html(saved: _Saved) -> str:
    return str(Templates("figures/page.html.j2").embedded(saved))


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda m: _TEX[m[0]], text)


FORMS = {"word": _word, "latex": _latex, "quarto": _quarto, "myst": _myst, "html": _html}
"""Where a figure may go → what is pasted there."""
