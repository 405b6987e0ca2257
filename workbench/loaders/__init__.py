"""Files in, raw text out: nothing here knows what an article is."""

from workbench.loaders.files import COMPANIONS, LOADERS, Document, find_inputs, load_documents, load_file

__all__ = ["COMPANIONS", "LOADERS", "Document", "find_inputs", "load_documents", "load_file"]
