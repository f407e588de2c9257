"""Names typed in small letters, with what the documents write."""

from __future__ import annotations

import pytest

from assistant.retrieval.capitals import Capitals

TEXT = """The choir of Oakham met in Stamford, Uppingham and Ketton. See Figure 1. The Rutland Water Trust asked its
members – Empingham, Whissendine – to sing. The Department of Music helped; so did Juno Read (piano). A ketton is a
stone. The North Luffenham band marched north.
"""


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("what happened in oakham?", "what happened in Oakham?"),
        ("did uppingham's choir go to stamford, or empingham?", "did Uppingham's choir go to Stamford, or Empingham?"),
        ("who is in the north luffenham band", "who is in the North Luffenham band"),
        ("who went north", "who went north"),
        ("which figure should I read on ketton, from which department", None),
        ("what is the water for", None),
        ("What happened in Oakham?", None),
        ("", None),
    ],
)
def test_a_name_that_is_never_written_small_is_written_large(typed: str, restored: str | None) -> None:
    assert Capitals([TEXT]).restored(typed) == (restored or typed)


def test_without_documents_nothing_is_a_name() -> None:
    assert Capitals([]).restored("what happened in oakham?") == "what happened in oakham?"
