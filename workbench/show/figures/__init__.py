"""Figures for write-ups: each saved in every form that a paper, a page or a poster needs, so that others can rebuild it.

>>> import workbench as wb
>>> list(wb.figures.FIGURES)[:3]
['overview', 'cleaning', 'people']

`save` writes one, `save_all` all of them; `embed` gives what to paste into a paper or page; `verify` draws them again and says what
differs, and why.
"""

from __future__ import annotations

from workbench.show.figures.embed import embed as embed
from workbench.show.figures.render import Format as Format
from workbench.show.figures.saving import Difference as Difference
from workbench.show.figures.saving import FiguresError as FiguresError
from workbench.show.figures.saving import Outcome as Outcome
from workbench.show.figures.saving import files_of as files_of
from workbench.show.figures.saving import save as save
from workbench.show.figures.saving import save_all as save_all
from workbench.show.figures.saving import verify as verify
from workbench.show.nouns import FIGURES as FIGURES
from workbench.show.nouns import Figure as Figure
