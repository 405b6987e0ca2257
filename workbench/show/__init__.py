"""Result frame in, chart out; corpus in, explorer out. Every mark leads back to its passage."""

import sys

import lazy_loader

# Altair imports jsonschema, and that a grammar of web addresses, where Jupyter has installed it: 1 to 4 seconds for a check of
# a format that no chart has (jsonschema's issue 1428). While it seems to be missing, jsonschema goes on without that check.
_GRAMMAR = "rfc3987_syntax"

if _GRAMMAR not in sys.modules:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        import altair  # noqa: F401
    finally:
        del sys.modules[_GRAMMAR]

# The parts that are public, imported when they are asked for.
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, ["charts", "explore", "figures", "lesson", "report"])
