"""The report: one page, for readers who have no workbench, that says how the articles differ and shows where."""

from workbench.show.report.handout import FOR, handout
from workbench.show.report.page import report
from workbench.show.report.page import save_page as save

__all__ = ["FOR", "handout", "report", "save"]
