"""News Workbench: compare how news outlets cover the same event, every number leading back to its words.

>>> import workbench as wb
>>> corpus = wb.load()
>>> list(corpus.articles["outlet_label"])
['unnamed outlet (James Smith)', 'Antiwar.com']
"""

from __future__ import annotations

from typing import Any

import lazy_loader

from workbench.errors import unknown

__version__ = "0.1.0"

# The public names and the modules that hold them stand once, in `__init__.pyi`, where type checkers find them too. They are
# imported when they are first used, so that `import workbench` stays fast.
_import, _, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise unknown(__name__, name, __all__)
    return _import(name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
