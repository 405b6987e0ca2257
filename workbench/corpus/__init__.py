"""The one place where spans become rows: tables, their laws, and where they are kept."""

from workbench.corpus.build import build, load, rebuild
from workbench.corpus.model import Corpus, Passage
from workbench.corpus.store import LAWS, broken_laws, read_tables, save_tables

__all__ = ["LAWS", "Corpus", "Passage", "broken_laws", "build", "load", "read_tables", "rebuild", "save_tables"]
