"""One Chromium for all tests of the pages, and a page of it in each size and colour scheme."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.reader import Reader, Screen, made_context, seated
from tests.served import Server

DESK: Screen = 1280, "light"
BOTH: list[Screen] = [(360, "dark"), (1280, "light")]
OTHERS: list[Screen] = [(360, "light"), (1280, "dark")]
# Each size and each colour scheme is walked once; each with each by `make screens`.
SCREENS = [*BOTH, *OTHERS] if os.environ.get("SCREENS") == "all" else BOTH


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pictures that the tests take of each state, to be looked at."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real browser. While it is open no other event loop can run, so that it is closed before other tests."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium: `apt-get install chromium`"
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--process-per-site"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=options)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def contexts(browser: Browser, server: Server) -> Callable[[Screen], BrowserContext]:
    """What keeps cookies and cache of each screen.

    A page of the server stays open in each, and with it the process that has compiled all scripts already: a page that
    is opened beside it needs less than half of the work.
    """

    @cache
    def context(screen: Screen) -> BrowserContext:
        made = made_context(browser, *screen)
        made.new_page().goto(f"{server.address}/health/live")
        return made

    return context


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def visitor(
    request: pytest.FixtureRequest, contexts: Callable[[Screen], BrowserContext], server: Server, pictures: Path
) -> Iterator[Reader]:
    """A reader whom the server does not know yet, on each screen."""
    with seated(contexts(request.param), server.address, pictures, request.param) as reader:
        yield reader


@pytest.fixture
def reader(visitor: Reader) -> Reader:
    """A reader at the chat page, on each screen."""
    visitor.visit()
    return visitor


@pytest.fixture
def wide(contexts: Callable[[Screen], BrowserContext], server: Server, pictures: Path) -> Iterator[Reader]:
    """A reader at a desk."""
    with seated(contexts(DESK), server.address, pictures, DESK) as reader:
        reader.visit()
        yield reader
