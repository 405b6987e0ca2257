"""The report: one page, for readers who have no workbench, that says how the articles differ and shows where."""

from workbench.show.report.handout import FOR as FOR
from workbench.show.report.handout import handout as handout
from workbench.show.report.page import report as report
from workbench.show.report.page import save as save
