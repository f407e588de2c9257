"""A publication is recognised by its text; what has changed since it was written stands in its notices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.ingestion.catalogue import Catalogue, Change, hashes, read_catalogue, sketch
from assistant.types import Notice

ROOT = Path(__file__).resolve().parents[1]


def sentence(number: int) -> str:
    return (
        f"In year {number} the {number * 7} clerks of town {number * 3} met {number + 2} times on {number * 11} things."
    )


TEXT = "\n\n".join(sentence(number) for number in range(60))
OTHER = "\n\n".join(sentence(number) for number in range(100, 160))


def toml(text: str) -> str:
    return f"""as_known_on = "May 2026"
[[change]]
date = "2022-07-01"
text = "The barn burnt down."
[[change]]
date = "2025-03-13"
text = "The hall was sold."
[[publication]]
id = "vale-2024"
title = "One plan for the vale"
publisher = "The towns"
authors = ["A. Clerk", "B. Clerk"]
published = "2024-07"
kind = "report"
standing = "research report"
licence = "free"
names = ["vale plan"]
sketch = "{" ".join(sorted(sketch(text)))}"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    path = tmp_path / "catalogue.toml"
    path.write_text(toml(TEXT), encoding="utf-8")
    return read_catalogue(path)


def test_an_entry_holds_what_is_said_of_a_publication(catalogue: Catalogue) -> None:
    (entry,) = catalogue.entries
    assert (entry.id, entry.title, entry.publisher, entry.published) == (
        "vale-2024",
        "One plan for the vale",
        "The towns",
        "2024-07",
    )
    assert (entry.authors, entry.names, entry.facts) == (("A. Clerk", "B. Clerk"), ("vale plan",), "")
    assert entry.sketch == sketch(TEXT)
    assert len(entry.sketch) == 64


def test_a_sketch_is_the_smallest_hashes() -> None:
    assert sketch(TEXT) == frozenset(sorted(hashes(TEXT))[:64])
    assert all(re.fullmatch("[0-9a-f]{8}", name) for name in sketch(TEXT))


def test_hashes_do_not_depend_on_layout_case_or_marks() -> None:
    assert hashes(TEXT) == hashes(TEXT.upper().replace("\n\n", "\n---\n").replace("agreed", "**agreed**"))


def test_a_text_shorter_than_a_run_has_one_hash() -> None:
    assert len(hashes("two words")) == len(hashes("")) == 1


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.upper(), TEXT[: len(TEXT) * 11 // 20], TEXT[len(TEXT) * 9 // 20 :], f"{OTHER}\n\n{TEXT}"],
    ids=["whole", "upper case", "first half", "second half", "with more"],
)
def test_a_publication_is_recognised_by_its_text(catalogue: Catalogue, text: str) -> None:
    found = catalogue.recognise(text)
    assert found
    assert found.id == "vale-2024"


LONG = "\n\n".join(sentence(number) for number in range(100, 400))


@pytest.mark.parametrize(
    "text",
    ["", OTHER, f"One plan for the vale, by The towns, is cited here.\n\n{OTHER}", TEXT[:400], f"{LONG}\n\n{TEXT}"],
    ids=["nothing", "other", "cites it", "begins alike", "reprints it among much else"],
)
def test_other_texts_are_not(catalogue: Catalogue, text: str) -> None:
    assert catalogue.recognise(text) is None


def test_an_empty_catalogue_knows_nothing() -> None:
    assert Catalogue((), (), "May 2026").recognise(TEXT) is None


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2021", ["The barn burnt down.", "The hall was sold."]),
        ("2022", ["The hall was sold."]),
        ("2022-06", ["The barn burnt down.", "The hall was sold."]),
        ("2024-07", ["The hall was sold."]),
        ("2025-03-13", []),
        ("2026", []),
    ],
)
def test_notices_tell_what_has_changed_since(catalogue: Catalogue, published: str, expected: list[str]) -> None:
    changes = "; ".join(change.rstrip(".") for change in expected)
    text = f"Written before: {changes}. (As known in May 2026.)"
    assert catalogue.notices(published) == ((Notice("source-date", text),) if expected else ())


@pytest.mark.parametrize(
    ("text", "told"), [("The barns stand.", True), ("The hall was full.", True), ("The walls, barnless.", False)]
)
def test_of_a_document_of_ones_own_only_what_it_speaks_of_is_told(text: str, told: bool) -> None:
    changes = (Change("2022-06-30", "The barn burnt down.", ("barn", "The hall")),)
    assert bool(Catalogue((), changes, "May 2026").notices("2021", text)) is told


def test_a_source_without_date_says_so(catalogue: Catalogue) -> None:
    assert [notice.kind for notice in catalogue.notices(None)] == ["undated"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        'as_known_on = "x"\nchange = []',
        toml(TEXT).replace("title", "titel"),
        toml(TEXT).replace("date", "day"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StorageError, match=r"catalogue\.toml cannot be read"):
        read_catalogue(path)


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="ICS_CORPUS"):
        read_catalogue(tmp_path / "catalogue.toml")


def test_our_own_catalogue_is_whole() -> None:
    catalogue = read_catalogue(ROOT / "corpus" / "catalogue.toml")
    assert len({entry.id for entry in catalogue.entries}) == 5
    assert all(len(entry.sketch) == 64 and entry.licence for entry in catalogue.entries)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", change.date) for change in catalogue.changes)
