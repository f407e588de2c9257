"""A plan or an act that no document holds is told to be absent, and a document's own title in free words is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.questions import read_question
from assistant.answering.titles import absent_title
from tests.made import made

HARBOUR = replace(
    made("The Long Term Boat Plan wants moorings. The Sea and Shore Act 2022 is new; so is the Great Sail Plan, too."),
    title="Better mooring: guidance on harbour crews",
)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What does the 10 Year Quay Plan say about crews?", "10 Year Quay Plan"),
        ("What does the 10-Year Quay Plan say about crews?", "10-Year Quay Plan"),
        ("What are the targets of the Better Sea Fund?", "Better Sea Fund"),
        ("NHS England's Great Net Framework: is it binding?", "Great Net Framework"),
        ("What does the NHS Long Term Boat Plan want?", None),
        ("What did the long-term boat plan want?", None),
        ("What does the Great Sail Plan want?", None),
        ("What does the Sea and Shore Act 2022 require?", None),
        ("What does the Harbour Crews Guidance ask for?", None),
        ("Who leads our Quay Plan?", None),
        ("What Does Good Look Like In A Great Quay Plan?", None),
        ("I wrote a Great Quay Plan. Who moors the boats?", None),
        ("As lead of the Great Quay Plan, who moors the boats?", None),
    ],
)
def test_a_title_that_no_document_holds_is_told(question: str, absent: str | None) -> None:
    assert absent_title(read_question(question), [HARBOUR]) == absent
