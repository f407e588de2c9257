"""The fields at the head of a Markdown file tell what it is, and are no part of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ingestion.credits import read_credits
from assistant.ingestion.loaders.front_matter import front_matter
from assistant.ingestion.loaders.markdown import load_markdown
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("title: Boats: a review # draft", ("Boats: a review",)),
        ('title: "Boats: a \\"new\\" review"', ('Boats: a "new" review',)),
        ("title: 'The crew''s boats' # two", ("The crew's boats",)),
        ("title: [Ada Vale, 'Wei, Li']", ("Ada Vale", "Wei, Li")),
        ("title:\n  - Ada Vale\n  - Li Wei", ("Ada Vale", "Li Wei")),
        ("title:\n- name: Ada Vale\n  post: Clerk\n- name: Li Wei", ("Ada Vale", "Li Wei")),
        ("title: >-\n  Boats\n  and sails", ("Boats and sails",)),
        ("Title:   Boats", ("Boats",)),
        ("title:", ()),
    ],
)
def test_values_are_told_without_the_marks_of_yaml(line: str, values: tuple[str, ...]) -> None:
    fields, begin = front_matter(f"---\nlayout: page\n{line}\ntags: [a]\n---\n\n# Boats\n")
    assert fields["title"] == values
    assert (fields["layout"], fields["tags"], begin) == (
        ("page",),
        ("a",),
        len(f"---\nlayout: page\n{line}\ntags: [a]\n---\n\n"),
    )


@pytest.mark.parametrize(
    "text", ["---\n\nNote: they met.\n\n---\n", "---\ntitle: Boats\n", "# Boats\n\n---\ntitle: x\n---\n"]
)
def test_other_lines_are_no_fields(text: str) -> None:
    assert front_matter(text) == ({}, 0)


def test_a_file_is_what_its_fields_say(tmp_path: Path) -> None:
    path = tmp_path / "boats.md"
    path.write_text(
        '---\ntitle: "Boats: what a fleet has done"\npublisher: Vale Trust\ndate: 2031-05-04\nupdated: 9 June 2032\n'
        "authors: Ada Vale and Li Wei\n...\n\n# Boats\n\nThey met in May and wrote down what they had agreed on.\n",
        encoding="utf-8",
    )
    loaded = load_markdown(path, Settings())
    said = read_credits(loaded)
    assert loaded.text.startswith("# Boats\n")
    assert loaded.text[loaded.headings[0].start : loaded.headings[0].end] == "# Boats"
    assert (said.title, said.publisher, said.published) == ("Boats: what a fleet has done", "Vale Trust", "2032-06-09")
    assert said.authors == ("Ada Vale", "Li Wei")
