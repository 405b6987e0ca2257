"""News Workbench: compare how news outlets cover the same event, every number leading back to its words.

>>> import workbench as wb
>>> corpus = wb.load()
>>> list(corpus.articles["outlet_label"])
['unnamed outlet (James Smith)', 'Antiwar.com']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.corpus import Corpus as Corpus
    from workbench.corpus import load as load
    from workbench.errors import LawError as LawError
    from workbench.errors import LoadError as LoadError
    from workbench.errors import WorkbenchError as WorkbenchError

__version__ = "0.1.0"

_WHERE = {
    "Corpus": "workbench.corpus",
    "LawError": "workbench.errors",
    "LoadError": "workbench.errors",
    "WorkbenchError": "workbench.errors",
    "load": "workbench.corpus",
}
"""Public name → the module that holds it. They are imported when first used, so that `import workbench` stays fast."""

__all__ = [*sorted(_WHERE), "__version__"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'workbench' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
