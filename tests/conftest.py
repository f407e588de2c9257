"""What every test relies on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals.homes import home_of, making
from tests.served import Server, served

# What of a home is a server's own.
OWN = shutil.ignore_patterns("store.sqlite*", "lock")


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of them; briefings are only in the tests that ask for them."""
    for name in [name for name in os.environ if name.upper().startswith("ICS_")]:
        del os.environ[name]
    os.environ["ICS_BRIEFINGS"] = "false"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the briefings alone, for all tests that need one.

    The first start of one makes the index, as on a new machine, for all that run the same code, the evaluations among
    them: others copy it.
    """
    home, made = tmp_path_factory.mktemp("served") / "home", home_of("briefings")
    with ExitStack() as until_the_end:
        with making("briefings"):
            known = made.exists()
            if known:
                shutil.copytree(made, home, ignore=OWN)
            running = until_the_end.enter_context(served(home))
            if not known:
                shutil.copytree(home, made.with_suffix(".part"), ignore=OWN).rename(made)
        yield running


@pytest.fixture(scope="session")
def home(server: Server) -> Path:
    """The home of that server, whose index is made."""
    return server.home


@pytest.fixture(scope="session")
def open_server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator allows changes, of files of up to 1 MB."""
    own = shutil.copytree(home, tmp_path_factory.mktemp("open") / "home")
    with served(own, ICS_ALLOW_CHANGES="true", ICS_MAX_FILE_MB="1") as running:
        yield running


@pytest.fixture(scope="session")
def assistant_on_briefings(home: Path) -> Iterator[Assistant]:
    """The assistant on that index, in this process."""
    assistant = Assistant.open(Settings(home=home))
    yield assistant
    assistant.close()
