"""What is said, by whom, with which cue: in marks and reported, and whose words they are."""

from workbench.parse.quotations.find import Quotation, find_all, find_quotations
from workbench.parse.quotations.speakers import Speaker, resolve

__all__ = ["Quotation", "Speaker", "find_all", "find_quotations", "resolve"]
