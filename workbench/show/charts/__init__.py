"""Charts: `result frame → chart`, or `corpus → chart`. Each has the name of the noun whose frame it draws.

Titles say what is counted, tooltips give the count and the words, and `description` tells the same to a screen reader.
Importing this module makes charts appear in JupyterLab without a network. The charts are those of `nouns.CHARTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.corpus import Corpus
from workbench.errors import unknown
from workbench.show import theme
from workbench.show.charts.parts import Chart as Chart
from workbench.show.widgets import use_stills

theme.use_theme()
use_stills()


def __getattr__(name: str) -> Callable[[Corpus | pd.DataFrame], Chart]:
    from workbench.show.nouns import CHARTS  # which imports the charts below this package

    if name == "__all__":
        names: Any = list(CHARTS)
        return names  # type: ignore[no-any-return]
    if name not in CHARTS:
        raise unknown(__name__, name, CHARTS)
    return CHARTS[name]


def __dir__() -> list[str]:
    from workbench.show.nouns import CHARTS

    return list(CHARTS)
