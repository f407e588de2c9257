"""A plan's Markdown is read back as it was written, edited as people edit, and what cannot be read is told by line."""

from __future__ import annotations

import pytest

from assistant.drafting.editing import Change, Do, make_change
from assistant.drafting.kept_plan import Kind
from assistant.drafting.merging import Written, merge
from assistant.drafting.rechecking import Rechecked
from assistant.errors import UsageError
from tests.made_kept import CONFIRM, DAY, HELD, SAYS, kept
from ui.exports.plan_reading import MOST_CHARACTERS, kept_markdown, read_markdown, version_of
from ui.shapes.kept_plan_json import drafted_json
from ui.shapes.plan import Plan

PLAN = Plan.model_validate(drafted_json(Rechecked(kept()), HELD))
MARKDOWN = kept_markdown(PLAN, 7)


def read(markdown: str) -> tuple[Written, ...]:
    return read_markdown(markdown, PLAN, 7)


def test_a_file_says_which_version_it_is() -> None:
    assert version_of(MARKDOWN) == 7
    assert version_of(MARKDOWN.replace("Version 7", "Version x")) is None


def test_what_is_written_is_read_back() -> None:
    texts = [(line.kind, line.text) for line in kept().whole.lines]
    assert [(each.kind, each.text) for each in read(MARKDOWN)] == texts
    assert {each.section for each in read(MARKDOWN)} == {"time", "milestones"}
    lines = MARKDOWN.splitlines()
    assert all(each.text.split("\n")[0] in lines[each.number - 1] for each in read(MARKDOWN))
    assert merge(kept(), kept(), read(MARKDOWN.replace("\n", "\r\n")), HELD).note == ""


@pytest.mark.parametrize(
    ("old", "new", "kind", "text"),
    [
        (f"{DAY} [1]", "Fellows get one \\*day\\* a week. [1]", Kind.GUIDANCE, "Fellows get one *day* a week."),
        ("- **You say:** 6 months", "* __You say:__ 6 months\n  or seven", Kind.YOURS, "6 months or seven"),
        ("- **To be confirmed:** One day", "- **you say:** One day", Kind.YOURS, "One day is kept."),
        ("- **You say:** 6 months", "- Ours\n- **You say:** 6 months", Kind.YOURS, "Ours"),
        ("- **You say:** 6 months", "+ So:\n  - one\n- **You say:** 6 months", Kind.YOURS, "So:\n- one"),
    ],
)  # fmt: skip
def test_it_is_edited_as_people_edit(old: str, new: str, kind: Kind, text: str) -> None:
    assert old in MARKDOWN
    assert (kind, text) in [(each.kind, each.text) for each in read(MARKDOWN.replace(old, new))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- **You say:** 6 months", "6 months", "cannot be read: a line of a plan begins with"),
        ("- **You say:** 6 months", "- **We say:** 6 months", "“We say” is no kind of line"),
        ("*Confirm with: employers.*\n\n##", "*Confirm with: the dean.*\n\n##", "is not read: write it without them"),
        ("- **Place:** Two valleys", "- **Place:** Essex", "only the lines below the numbered headings are read back"),
        ("## 2 Milestones", "## 2 Other", "only the lines below the numbered headings"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(old: str, new: str, told: str) -> None:
    number = MARKDOWN[: MARKDOWN.index(old)].count("\n") + 1
    with pytest.raises(UsageError, match=rf"line {number} cannot be read") as refused:
        read(MARKDOWN.replace(old, new))
    assert told in str(refused.value)
    assert "Nothing was changed" in str(refused.value)


def test_a_section_that_is_left_out_and_a_book_are_refused() -> None:
    start, end = MARKDOWN.index("## 2 Milestones"), MARKDOWN.index("## Questions to")
    with pytest.raises(UsageError, match="the file has no section “Milestones”"):
        read(MARKDOWN[:start] + MARKDOWN[end:])
    with pytest.raises(UsageError, match="at most 900,000 are read"):
        read("x" * (MOST_CHARACTERS + 1))
    with pytest.raises(UsageError, match="a plan has at most 500 lines"):
        read(MARKDOWN.replace("- **You say:** 6 months", "\n".join(["- Ours"] * 500)))


def test_a_line_whose_text_looks_like_markdown_is_read_back() -> None:
    odd = "# *Ours* [1] _and_ <b>theirs</b> - 2) `x`"
    said = PLAN.model_copy(deep=True)
    said.sections[0].lines[2].text = odd
    assert odd in [each.text for each in read_markdown(kept_markdown(said, 7), said, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "We meet weekly.\nOn Tuesdays.",
        "We do:\n- one\n- two\nand so on",
        "- one\n- two",
        "1. one\n2. two",
        "So:\n# a\n> b",
    ],
)
def test_a_line_of_several_lines_is_one_line_when_it_is_read_back(text: str) -> None:
    plan = make_change(kept(), Change(Do.ADD, "time", text), HELD).plan
    said = Plan.model_validate(drafted_json(Rechecked(plan), HELD))
    written = read_markdown(kept_markdown(said, 7), said, 7)
    assert len(written) == len(list(plan.whole.lines))
    assert merge(plan, plan, written, HELD).note == ""


def test_ids_are_those_of_the_plan() -> None:
    assert [line.id for line in PLAN.sections[0].lines][:1] == [SAYS]
    assert next(line for line in PLAN.sections[0].lines if line.id == CONFIRM).kind == "assumption"
