"""Every explorer in a real browser: a control, a click on a mark, its passages, the way back, and the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from labdriver import Page, runs_well, write
from playwright.sync_api import BrowserContext, Locator, expect

import workbench as wb
from workbench.lab import chromium
from workbench.show.explore.controls import MODES
from workbench.show.explore.linked import Linked
from workbench.show.nouns import NOUNS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

PATIENCE = 60_000  # milliseconds; a busy machine is slow, not wrong
NAMES = [name for name, noun in NOUNS.items() if noun.explorer is None]


@pytest.fixture(scope="module")
def page(clone: tuple[Path, str, BrowserContext]) -> Iterator[Page]:
    """A notebook with every explorer in a cell of its own, run once."""
    root, base, running = clone
    cells = ["import workbench as wb\ncorpus = wb.load()", *(f"wb.explore.{name}(corpus)" for name in NAMES)]
    cells += ["wb.explore.reader(corpus)", "wb.explore.concordance(corpus, 'deal')"]
    cells += [f"wb.explore.speaking(corpus, mode={mode!r})" for mode in MODES]
    opened = Page(running, base, write(root, "explorers.ipynb", *cells))
    runs_well(opened)
    yield opened
    opened.close()


def cell(page: Page, number: int) -> Locator:
    """The output of a cell, the first being 0."""
    found = page.page.locator(".jp-Cell").nth(number)
    found.scroll_into_view_if_needed()
    return found


def first_mark(name: str, corpus: wb.Corpus) -> tuple[str, str]:
    """A mark of the explorer that has passages: what is told of it, and the address of the first passage behind it."""
    explorer: Linked = getattr(wb.explore, name)(corpus)
    assert explorer._shown
    behind = explorer._shown.view.behind
    told = [(told, behind[key][0]) for key, told in explorer._shown.marks.items() if behind.get(key)]
    return next((t, a) for t, a in told if [x for x, _ in told].count(t) == 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_click_opens_the_passages_and_a_passage_leads_back(name: str, page: Page, alaska: wb.Corpus) -> None:
    own = cell(page, 1 + NAMES.index(name))
    told, address = first_mark(name, alaska)
    mark = own.locator(f".vega-embed svg.marks [aria-roledescription][aria-label={quoted(told)}]").first
    mark.click(force=True, timeout=PATIENCE)
    passage = own.locator(f'.passages mark[data-mark="{address}"]').first
    passage.wait_for(timeout=PATIENCE)
    passage.click()
    own.get_by_text("these words.").wait_for(timeout=PATIENCE)
    lit = own.locator(f".vega-embed svg.marks [aria-roledescription][aria-label={quoted(told)}]").first
    assert lit.get_attribute("opacity") != "0.25"
    assert page.blocked == []
    assert page.complaints == []


@pytest.mark.parametrize("name", NAMES)
def test_a_control_changes_what_is_seen_and_the_list_of_marks_serves_the_keyboard(name: str, page: Page) -> None:
    own = cell(page, 1 + NAMES.index(name))
    own.get_by_role("checkbox", name="Show the names of the outlets").uncheck()
    own.get_by_text("names=False").wait_for(timeout=PATIENCE)
    expect(own.locator(".vega-embed svg.marks").first).to_contain_text("Outlet X", timeout=PATIENCE)
    marks = own.locator("select").last
    marks.focus()
    page.page.keyboard.press("ArrowDown")
    own.get_by_text("behind this mark.").wait_for(timeout=PATIENCE)
    own.get_by_role("button", name="Reset").click()
    expect(own.locator(".vega-embed svg.marks").first).not_to_contain_text("Outlet X", timeout=PATIENCE)
    assert page.complaints == []


def test_marks_are_reached_with_tab_and_arrows_and_opened_with_enter(page: Page) -> None:
    own = cell(page, 1 + NAMES.index("people"))
    reached = own.locator(".vega-embed svg.marks [tabindex='0']")
    expect(reached).to_have_count(1, timeout=PATIENCE)
    first = reached.get_attribute("aria-label")
    reached.focus()
    page.page.keyboard.press("ArrowRight")
    focused = own.locator(".vega-embed svg.marks [tabindex='0']:focus")
    expect(focused).to_have_count(1)
    second = focused.get_attribute("aria-label")
    assert second != first
    assert focused.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    page.page.keyboard.press("Enter")
    own.get_by_text("behind this mark.").wait_for(timeout=PATIENCE)
    expect(own.locator("select").last.locator("option:checked")).to_have_text(str(second), timeout=PATIENCE)
    own.get_by_role("button", name="Reset").click()
    assert page.complaints == []


def test_the_passages_stand_beside_the_chart_where_there_is_room(page: Page, alaska: wb.Corpus) -> None:
    own = cell(page, 1 + NAMES.index("ledger"))
    told, _ = first_mark("ledger", alaska)
    mark = own.locator(f".vega-embed svg.marks [tabindex][aria-label={quoted(told)}]").first
    mark.click(force=True, timeout=PATIENCE)
    passages = own.locator(".passages").first
    passages.wait_for(timeout=PATIENCE)
    expect(passages).to_be_in_viewport(timeout=PATIENCE)
    chart, beside = own.locator(".vega-embed").first.bounding_box(), passages.bounding_box()
    assert chart
    assert beside
    assert beside["x"] > chart["x"] + chart["width"] / 2, "at 1,400 pixels the passages stand to the right"
    page.page.set_viewport_size({"width": 700, "height": 900})
    narrow = own.locator(".vega-embed svg.marks").first
    expect(narrow).not_to_have_css("width", "0px")
    assert narrow.evaluate("svg => svg.getBoundingClientRect().width / svg.width.baseVal.value") > 0.9
    page.page.set_viewport_size({"width": 1400, "height": 1100})
    assert page.complaints == []


def test_words_selected_in_the_reader_bring_their_counterparts_into_view(page: Page) -> None:
    own = cell(page, 1 + len(NAMES))
    own.get_by_role("checkbox", name="other words elsewhere").check()
    edit = own.locator(".column .edits").first
    edit.wait_for(timeout=PATIENCE)
    edit.click()
    expect(own.locator(".column .chosen").first).to_be_in_viewport(timeout=PATIENCE)
    own.get_by_text("its counterpart").first.wait_for(timeout=PATIENCE)
    assert page.complaints == []


def test_a_line_of_the_concordance_opens_its_paragraph(page: Page) -> None:
    own = cell(page, 2 + len(NAMES))
    line = own.locator(".kwic mark").first
    line.focus()
    page.page.keyboard.press("Enter")
    own.locator(".passages mark").first.wait_for(timeout=PATIENCE)
    assert page.complaints == []


def test_a_citation_is_copied(page: Page) -> None:
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own = cell(page, 2 + len(NAMES))
    own.locator(".kwic mark").first.click()
    button = own.get_by_role("button", name="Copy citation").first
    button.click()
    own.get_by_text("Copied").wait_for(timeout=PATIENCE)
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert "characters" in copied
    assert "[" in copied


def test_what_is_shown_can_be_saved(page: Page) -> None:
    own = cell(page, 1)
    own.get_by_role("button", name="Save figure and data").click()
    link = own.get_by_role("link", name="Save overview.csv")
    link.wait_for(timeout=PATIENCE)
    with page.page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "overview.csv"


def test_quotations_carry_the_initials_that_the_legend_explains(page: Page) -> None:
    own = cell(page, 1 + len(NAMES))
    voice = own.locator(".legend .voice").first
    initials = voice.locator(".tag").inner_text()
    own.locator(".column .tag", has_text=initials).first.wait_for(timeout=PATIENCE)
    assert page.complaints == []


def in_mode(page: Page, mode: str) -> Locator:
    return cell(page, 3 + len(NAMES) + list(MODES).index(mode))


def test_a_student_guesses_first_and_reveals_the_outlets_later(page: Page) -> None:
    own = in_mode(page, "student")
    assert own.locator(".vega-embed").count() == 0
    show = own.get_by_role("button", name="Show me")
    expect(show).to_be_disabled()
    own.get_by_role("radio").first.check()
    show.click()
    chart = own.locator(".vega-embed svg.marks").first
    expect(chart).to_contain_text("Outlet X", timeout=PATIENCE)
    own.locator(".beside-guess").wait_for(timeout=PATIENCE)
    own.get_by_role("button", name="Reveal the outlets").click()
    expect(chart).not_to_contain_text("Outlet X", timeout=PATIENCE)
    expect(own.get_by_role("checkbox", name="Show the names of the outlets")).to_be_checked()
    assert page.complaints == []


def test_a_teacher_sees_the_rule_beside_each_passage(page: Page) -> None:
    own = in_mode(page, "teacher")
    own.locator("select").last.select_option(index=1)
    expect(own.locator(".passages .tag").first).to_contain_text("rule", timeout=PATIENCE)
    assert page.complaints == []


MADE = """[...document.querySelectorAll(".nw img, .nw script, .nw b")].map(e => e.outerHTML).filter(h => !h.startsWith("<b dir"))"""
HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script></style><b>bold</b>'


def test_markup_in_a_text_stays_text(clone: tuple[Path, str, BrowserContext]) -> None:
    root, base, running = clone
    folder = root / "hostile"
    folder.mkdir(exist_ok=True)
    for name in ("north", "south"):
        text = f"Talks {HOSTILE} end in {name}\n\n“We {HOSTILE} agreed on a deal of 40 years,” said Ada {HOSTILE} Lopez on Friday. "
        text += "Ada Lopez is the mayor.\n"
        (folder / f"{name}{quote_less(HOSTILE)}.txt").write_text(text, encoding="utf-8")
    cells = ["import workbench as wb\ncorpus = wb.load('hostile')"]
    cells += [f"wb.explore.{name}(corpus)" for name in ("overview", "people", "same_words", "reader")]
    opened = Page(running, base, write(root, "hostile.ipynb", *cells, "wb.explore.concordance(corpus, 'deal')"))
    runs_well(opened)
    for number in (1, 2, 3):
        own = cell(opened, number)
        own.locator("select").last.select_option(index=1)
        own.locator(".passages mark").first.wait_for(timeout=PATIENCE)
        own.get_by_role("tab", name="In the articles").click()
        own.locator(".column").first.wait_for(timeout=PATIENCE)
    cell(opened, 5).locator(".kwic mark").first.click()
    assert opened.page.evaluate("window.harmed") is None
    assert opened.page.evaluate(MADE) == []
    assert opened.blocked == []
    assert opened.complaints == []
    opened.close()


def quote_less(text: str) -> str:
    """The text as it may stand in the name of a file."""
    return "".join(letter for letter in text if letter not in '/"')


def quoted(text: str) -> str:
    """The text as a string of a CSS selector."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
