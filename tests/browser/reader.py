"""A reader at the pages, by mouse or by keyboard alone, who asks nothing of any other server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, WebError, expect

Scheme = Literal["light", "dark"]
# The width in pixels, and the colour scheme.
Screen = tuple[int, Scheme]
PATIENCE = 30_000
CUT_OFF = """[...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
    .filter((each) => each.checkVisibility())
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((each) => each.outerHTML)"""
BROKEN = """[...document.querySelectorAll("thead th")]
    .filter((each) => each.checkVisibility() && each.closest("thead").clientWidth > 1)
    .flatMap((each) => [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
    .flatMap((node) => [...node.data.matchAll(/[^\\s-]+/g)].map((word) => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return range.getClientRects().length > 1 ? word[0] : "";
    }))
    .filter(Boolean)"""
BELOW_THE_BOX = """() => {
    const box = document.getElementById("ics-composer"), active = document.activeElement;
    const outside = box && active !== document.body && !box.contains(active);
    return outside && active.getBoundingClientRect().top >= box.getBoundingClientRect().top;
}"""
UNCOVERED = """(element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@dataclass(frozen=True)
class Reader:
    """A page that is open, and what is done with it."""

    page: Page
    address: str
    screen: str
    pictures: Path

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Your question")

    @property
    def exchanges(self) -> Locator:
        return self.page.locator(".ics-exchange:not([data-exchange=asked])")

    @property
    def last(self) -> Locator:
        """The last question that was answered, with its answer and sources."""
        return self.page.locator("#ics-last .ics-exchange:not([data-exchange=asked])")

    @property
    def status(self) -> Locator:
        return self.page.locator("#ics-status [role=status]")

    def visit(self, address: str = "") -> None:
        self.page.goto(self.address + address)
        expect(self.page.get_by_role("button", name="Ask", exact=True)).to_be_visible(timeout=PATIENCE)
        expect(self.page.get_by_text("Your conversations")).to_be_visible()

    def read(self, address: str) -> None:
        """Open a page that is not the chat."""
        self.page.goto(self.address + address)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)

    def ask(self, question: str) -> None:
        """Ask, and wait for the answer."""
        self.box.fill(question)
        self.box.press("Enter")
        self.answered(question)

    def answered(self, question: str) -> None:
        """Wait until a question has its answer."""
        expect(self.last.get_by_role("heading", level=2)).to_contain_text(question, timeout=PATIENCE)
        expect(self.status).to_contain_text("Answer ready", timeout=PATIENCE)

    def tab_to(self, target: Locator, *, backwards: bool = False) -> None:
        """Reach something by the Tab key alone, as one without a mouse does."""
        for _ in range(80):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            assert not self.page.evaluate(BELOW_THE_BOX), "what has the keyboard is hidden"
        raise AssertionError("it is not reached by the keyboard")

    def look(self, state: str) -> None:
        """Take a picture of a state, and see that nothing in it keeps people from using it."""
        whole = "#ics-composer, #ics-side, .bar { position: static !important; }"
        self.page.screenshot(path=self.pictures / f"{state}-{self.screen}.png", full_page=True, style=whole)
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        self.fits()

    def fits(self) -> None:
        """See that nothing is cut off or scrolls sideways, and that no word at the head of a column is broken."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, "the page scrolls sideways"
        assert self.page.evaluate(CUT_OFF) == []
        assert self.page.evaluate(BROKEN) == []

    def in_sight(self, target: Locator) -> None:
        """See that something is shown within the screen, and nothing lies above it."""
        expect(target).to_be_in_viewport(ratio=1)
        assert target.evaluate(UNCOVERED), "something lies above it"


def beside(reader: Reader, page: Page) -> Reader:
    """Return the same reader at another page of their browser."""
    return replace(reader, page=page)


def made_context(browser: Browser, width: int, scheme: Scheme, **more: Any) -> BrowserContext:
    """Return what keeps cookies and cache of a reader with a screen of a width and a colour scheme."""
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)


@contextmanager
def opened(
    browser: Browser, address: str, pictures: Path, *, width: int = 1280, scheme: Scheme = "light", **more: Any
) -> Iterator[Reader]:
    """Open a browser of its own, which must ask nothing of any other server; no page is open yet."""
    context = made_context(browser, width, scheme, **more)
    try:
        with _watched(context, address):
            yield Reader(context.new_page(), address, f"{width}-{scheme}", pictures)
    finally:
        context.close()


@contextmanager
def seated(context: BrowserContext, address: str, pictures: Path, screen: Screen) -> Iterator[Reader]:
    """Open a page in a browser that others used before, of whom it knows nothing any more."""
    first, *_ = context.pages
    context.clear_cookies()
    context.clear_permissions()
    first.evaluate("localStorage.clear()")
    try:
        with _watched(context, address):
            yield Reader(context.new_page(), address, f"{screen[0]}-{screen[1]}", pictures)
    finally:
        for page in context.pages:
            if page is not first:
                page.close()


@contextmanager
def _watched(context: BrowserContext, address: str) -> Iterator[None]:
    """See that no page asks anything of another server, and that no script fails."""
    asked: list[str] = []
    faults: list[str] = []

    def ask(sent: Request) -> None:
        asked.append(sent.url)

    def fail(error: WebError) -> None:
        faults.append(str(error.error))

    context.on("request", ask)
    context.on("weberror", fail)
    try:
        yield
    finally:
        context.remove_listener("request", ask)
        context.remove_listener("weberror", fail)
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == [], "the page asked for something from elsewhere"
    assert faults == []
