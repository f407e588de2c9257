"""A change in a process of its own: what it tells, and what is left when it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import StorageError, UsageError
from assistant.ingestion.reader import Given
from assistant.retrieval.generations import Generations
from assistant.settings import Settings
from tests.files import markdown_file
from ui.server.changes import Addition, Changes, Removal, Step

pytestmark = pytest.mark.slow


def test_what_is_refused_arrives_as_it_was_raised(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no document 'none'"):
        list(Changes(Settings(home=tmp_path)).make(Removal(("none",))))


def test_a_stopped_change_leaves_no_index_and_the_next_one_is_made(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    changes, addition = Changes(settings), Addition((markdown_file(tmp_path),), Given())
    under_way = changes.make(addition)
    assert next(under_way) == Step("reading", 0, 1)
    changes.stop()
    with pytest.raises(StorageError, match="try again"):
        list(under_way)
    assert Generations(settings.home).current is None
    *steps, report = changes.make(addition)
    assert len(steps) > 1
    assert not isinstance(report, Step)
    assert [(each.action, each.document_id) for each in report.outcomes] == [("added", "working-well-together")]
    assert Generations(settings.home).current == report.generation
