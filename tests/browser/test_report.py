"""The report in a real browser: no network, no complaint, marks and numbers that open passages, phone, paper, keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import workbench as wb
from tests.test_report import hostile
from workbench.lab import chromium
from workbench.show.report import FOR, handout, report, save

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

WIDE, TABLET, PHONE = (1280, 900), (768, 1024), (360, 740)

# The contrast of each text with what lies behind it, by WCAG 2; texts that nobody sees are left out.
CONTRAST = """() => {
  const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('script,template')) continue;
    const inSvg = e.closest('svg'), style = getComputedStyle(e);
    const [a, b] = [light(rgb(inSvg ? style.fill : style.color)), light(inSvg ? [255, 255, 255] : behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)}: ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return found;
}"""


class Read:
    """A page opened from its file; `asked` and `complaints` are empty when all is well."""

    def __init__(self, running: Browser, path: Path, size: tuple[int, int] = WIDE, *, scripts: bool = True) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context = running.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, offline=True
        )
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri())

    def well(self) -> bool:
        """Nothing but the file itself was asked for, and the browser had nothing to say."""
        return len(self.asked) == 1 and self.complaints == []


@pytest.fixture(autouse=True)
def _closed(running: Browser) -> Iterator[None]:
    """Close the pages of a test when it ends."""
    before = len(running.contexts)
    yield
    for context in running.contexts[before:]:
        context.close()


@pytest.fixture(scope="module")
def files(alaska: wb.Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report and the handouts of the default corpus, and the report of one that means harm."""
    base = tmp_path_factory.mktemp("reports")
    written = {"report": save(report(alaska), base / "report.html")}
    written |= {whom: save(handout(alaska, whom), base / f"{whom}.html") for whom in FOR}
    harm = wb.load(hostile(base / "harm"))
    return written | {"harm": save(report(harm), base / "harm.html")}


@pytest.mark.parametrize("figure", ["speaking", "people", "order", "same_words", "ledger", "facts", "cues", "keyness"])
def test_a_click_on_a_mark_opens_its_passages(
    figure: str, running: Browser, files: dict[str, Path], alaska: wb.Corpus
) -> None:
    read = Read(running, files["report"])
    drawn = read.page.locator(f"#figure-{figure}")
    mark = drawn.locator('.draw.wide a[data-key]:not([aria-hidden="true"])').first
    address = (mark.get_attribute("href") or "")[1:]
    mark.dispatch_event("click")
    panel = drawn.locator(".panel")
    expect(panel.locator("blockquote").first).to_be_in_viewport()
    expect(panel.get_by_role("link", name=address, exact=True)).to_be_visible()
    expect(panel.locator("h4")).to_contain_text("passage")
    told = alaska.passage(address)
    assert told.words in (panel.locator("blockquote mark").first.text_content() or "")
    assert read.well()


def test_a_number_opens_as_many_passages_as_it_says(running: Browser, files: dict[str, Path]) -> None:
    read = Read(running, files["report"])
    number = read.page.locator("#glance a.n", has_text="21 passages")
    number.click()
    expect(read.page.locator(".panel h4")).to_contain_text("21 passages")
    expect(read.page.locator(".panel blockquote")).to_have_count(21)
    read.page.keyboard.press("Escape")
    expect(read.page.locator(".panel")).to_have_count(0)
    expect(number).to_be_focused()


def test_the_keyboard_goes_from_mark_to_mark_to_passage_to_article_and_back(
    running: Browser, files: dict[str, Path], alaska: wb.Corpus
) -> None:
    read = Read(running, files["report"])
    page, drawn = read.page, read.page.locator("#figure-speaking")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    stops = drawn.locator(".draw.wide a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    page.keyboard.press("Enter")
    expect(drawn.locator(".panel h4")).to_be_focused()
    passage = drawn.locator(".panel .at").first
    address = passage.text_content() or ""
    passage.focus()
    page.keyboard.press("Enter")
    marked = page.locator("article mark.here")
    expect(marked.first).to_be_in_viewport()
    assert "".join(marked.all_text_contents()) == alaska.passage(address).words
    back = page.get_by_role("button", name="Back to where you were")
    back.focus()
    page.keyboard.press("Enter")
    expect(drawn).to_be_in_viewport()
    assert read.well()


def test_without_scripts_the_links_lead_to_the_passages(running: Browser, files: dict[str, Path]) -> None:
    read = Read(running, files["report"], scripts=False)
    link = read.page.locator("#glance a.n").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    expect(read.page.locator(f'[id="{target}"]')).to_be_in_viewport()
    assert read.page.locator(".draw.wide svg").count() == read.page.locator("figure.chart").count()


def test_a_missing_thing_says_what_was_looked_for_and_what_comes_nearest(
    running: Browser, files: dict[str, Path]
) -> None:
    read = Read(running, files["report"])
    ledger = read.page.locator("#figure-ledger")
    ledger.locator(".draw.wide a[aria-label*='not found']").first.dispatch_event("click")
    expect(ledger.locator(".panel")).to_contain_text("Looked for")


@pytest.mark.parametrize("size", [WIDE, TABLET, PHONE], ids=["wide", "tablet", "phone"])
@pytest.mark.parametrize("name", ["report", "student", "teacher", "harm"])
def test_no_page_is_wider_than_its_screen(
    name: str, size: tuple[int, int], running: Browser, files: dict[str, Path]
) -> None:
    read = Read(running, files[name], size)
    assert read.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert read.well()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["report", "student", "teacher"])
def test_every_text_can_be_told_from_its_ground(
    name: str, size: tuple[int, int], running: Browser, files: dict[str, Path]
) -> None:
    assert Read(running, files[name], size).page.evaluate(CONTRAST) == []


def test_a_phone_gets_the_narrow_drawings_at_the_size_they_were_drawn(running: Browser, files: dict[str, Path]) -> None:
    read = Read(running, files["report"], PHONE)
    assert read.page.locator(".draw.wide:visible").count() == 0
    scales = read.page.evaluate(
        "[...document.querySelectorAll('.draw.narrow svg')].map(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
    )
    assert min(scales) > 0.9


@pytest.mark.parametrize("name", ["report", "student", "teacher"])
def test_a_dark_browser_gets_a_dark_report_and_no_half_dark_page(
    name: str, running: Browser, files: dict[str, Path]
) -> None:
    read = Read(running, files[name])
    ground = "getComputedStyle(document.body).backgroundColor"
    read.page.emulate_media(color_scheme="light")
    assert read.page.evaluate(ground) == "rgb(255, 255, 255)"
    read.page.emulate_media(color_scheme="dark")
    assert (read.page.evaluate(ground) != "rgb(255, 255, 255)") is (name == "report")  # handouts are for paper
    drawn = read.page.evaluate("[...document.querySelectorAll('.draw svg')].map(s => getComputedStyle(s).filter)")
    assert all("invert" in found for found in drawn)
    assert (
        read.page.evaluate(CONTRAST.replace("inSvg ?", "false ?").replace(".closest('script,", ".closest('svg,script,"))
        == []
    )


def test_articles_that_mean_harm_do_none(running: Browser, files: dict[str, Path]) -> None:
    read = Read(running, files["harm"])
    read.page.locator("details.others summary").click()
    for link in read.page.locator("#glance a.n").all():
        link.click()
    read.page.locator(".draw.wide a[data-key]").first.dispatch_event("click")
    read.page.locator(".panel .at").first.click()
    expect(read.page.locator("article mark.here").first).to_be_visible()
    assert read.page.evaluate("window.hacked") is None
    assert read.page.locator("img, iframe, svg script").count() == 0
    assert read.page.locator("a[href^='javascript']").count() == 0
    assert read.well()


@pytest.mark.parametrize(
    ("name", "pages"), [("report", range(8, 17)), ("student", range(2, 5)), ("teacher", range(2, 5))]
)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_printed_it_has_a_sensible_number_of_pages(
    name: str, pages: range, paper: str, running: Browser, files: dict[str, Path]
) -> None:
    printed = Read(running, files[name]).page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) in pages
