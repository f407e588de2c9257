"""Text taken out of a PDF loses what its pages left in it: running heads, broken words, columns set with spaces."""

from __future__ import annotations

from pathlib import Path

from assistant.ingestion.loaders import load
from assistant.ingestion.loaders.text_pages import read_pages
from assistant.settings import Settings

HEAD = "One bus for the vale"
BODY = ("Towns share a bus.", "The bus is a re-\nliable one, reliable as\nany.", "They pay by turns.", "It runs well.")


def paged(*bodies: str, first: int = 1) -> str:
    return "\f".join(f"{HEAD}\n\n{body}\n\n{number}\n" for number, body in enumerate(bodies, first))


def test_running_heads_and_page_numbers_are_left_out_and_name_the_pages() -> None:
    loaded = read_pages(paged(*BODY, first=3))
    text, pages = loaded.text, loaded.pages
    assert HEAD not in text
    assert not any(letter.isdigit() for letter in text)
    assert [page.label for page in pages] == ["3", "4", "5", "6"]
    assert [text[page.start : page.end].strip().split()[0] for page in pages] == ["Towns", "The", "They", "It"]


def test_a_title_page_keeps_the_title_that_the_others_repeat() -> None:
    sheets = [f"{HEAD}\n\nThe towns\n", *(f"{HEAD}\n\n{body}\n\n{place}\n" for place, body in enumerate(BODY, 2))]
    loaded = read_pages("\f".join(sheets))
    assert loaded.text.count(HEAD) == 1
    assert loaded.title == HEAD


def test_facing_pages_have_heads_of_their_own() -> None:
    bodies = [f"{body}\n\n{place}" for place, body in enumerate([*BODY, *BODY])]
    heads = [f"Vale transport | {place}" if place % 2 else f"{place} | {HEAD}" for place in range(len(bodies))]
    sheets = [f"{head}\n\n{body}\n" for head, body in zip(heads, bodies, strict=True)]
    text = read_pages("\f".join(["One bus\nfor the vale", *["Blank"] * 3, *sheets])).text
    assert "transport" not in text
    assert HEAD not in text


def test_a_hyphen_that_only_breaks_words_goes() -> None:
    text = read_pages("\f".join([*BODY, "They find no well‐\nbeing. Well-being is theirs: alloca‐\n  tions."])).text
    assert "find no well-being" in text.replace("\n", " ")
    assert "allocations." in text


def test_pages_without_numbers_have_no_labels() -> None:
    assert read_pages("\f".join(BODY)).pages == ()


def test_words_that_a_line_end_broke_are_whole_and_others_keep_their_hyphen() -> None:
    text = read_pages(
        "\f".join([*BODY, "They are well-\nbeing run. Well-being counts: well-being.", "Ar -\nrived late."])
    ).text
    assert "a reliable\none" in text
    assert "well-being\nrun" in text
    assert "Arrived\nlate" in text


def test_columns_become_rows() -> None:
    table = (
        "Table 1. What it cost\n"
        "Town              Before     After\n"
        "Elmbridge         £40,000    £25,000\n"
        "Oakham in the     £7,500     £6,900\n"
        "Vale\n"
        "A very long names 12         9\n"
        "Nobody had thought that it would cost so little to run one bus.\n"
    )
    text = read_pages("\f".join([*BODY, table])).text
    assert text.endswith(
        "Table 1. What it cost\nTown\tBefore\tAfter\nElmbridge\t£40,000\t£25,000\nOakham in the Vale\t£7,500\t£6,900\n"
        "A very long names\t12\t9\nNobody had thought that it would cost so little to run one bus.\n"
    )


def test_a_text_without_pages_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A  bus   here\nand a re-\nliable one\n", encoding="utf-8")
    assert load(path, Settings()).text == "A  bus   here\nand a re-\nliable one\n"
