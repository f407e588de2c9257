"""One Chromium for all tests of the pages, and a page of it in each size and colour scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader, opened
from tests.served import Server

Screen = tuple[int, Literal["light", "dark"]]
SCREENS: list[Screen] = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
# What is no journey that has to be walked on each of them is walked in both sizes and both colour schemes once.
IN_BOTH = pytest.mark.parametrize("visitor", [SCREENS[1], SCREENS[2]], indirect=True, ids=["360-dark", "1280-light"])


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pictures that the tests take of each state, to be looked at."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def visitor(request: pytest.FixtureRequest, browser: Browser, server: Server, pictures: Path) -> Iterator[Reader]:
    """A reader with a browser of their own, in each size and colour scheme."""
    width, scheme = request.param
    with opened(browser, server.address, pictures, width=width, scheme=scheme) as reader:
        yield reader


@pytest.fixture
def reader(visitor: Reader) -> Reader:
    """A reader at the chat page, in each size and colour scheme."""
    visitor.visit()
    return visitor


@pytest.fixture
def wide(browser: Browser, server: Server, pictures: Path) -> Iterator[Reader]:
    """A reader at a desk."""
    with opened(browser, server.address, pictures) as reader:
        reader.visit()
        yield reader
