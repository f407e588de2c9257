from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from assistant.text import display
from assistant.types import (
    Answer,
    Block,
    BlockKind,
    Chunk,
    Citation,
    Claim,
    Document,
    Draft,
    Heading,
    Hit,
    Notice,
    Page,
    Span,
    Status,
)
from ui.exports.answer import (
    Numbering,
    answer_json,
    answer_markdown,
    answer_text,
    date_words,
    document_json,
    hits_json,
    page_words,
    plain,
    rest_markdown,
)

TEXT = """1 Boards

Every board meets monthly. It publishes its papers [here](https://example.org) a week before.

1.1 Duties

Each board has three duties:
- to listen to residents
- to plan services
- to account for money

"We learnt to listen first."
Chair, a seaside board
"""


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def block(kind: BlockKind, first: str, last: str, **more: Any) -> Block:
    return Block(kind, span(first).start, span(last).end, section=("1 Boards", *more.pop("section", ())), **more)


BOARDS = Document(
    id="boards-2024",
    title="Boards in practice",
    publisher="The Boards Institute",
    text=TEXT,
    published="2024-07",
    standing="guidance",
    headings=(
        Heading("1 Boards", 1, 0, 8),
        Heading("1.1 Duties", 2, *(span("1.1 Duties").start, span("1.1 Duties").end)),
    ),
    pages=(
        Page("4", 0, span("1.1 Duties").start),
        Page("5-6", span("1.1 Duties").start, len(TEXT), certain=False),
    ),
    blocks=(
        block(BlockKind.PARAGRAPH, "Every board", "week before."),
        block(
            BlockKind.LIST,
            "Each board",
            "account for money",
            section=("1.1 Duties",),
            lead=span("Each board has three duties:"),
        ),
        block(
            BlockKind.QUOTATION,
            '"We learnt',
            "a seaside board",
            section=("1.1 Duties",),
            speaker="Chair, a seaside board",
        ),
    ),
)
BRIEFING = Document(
    id="pay_2019",
    title="Pay <b>now</b>",
    publisher="",
    text="Pay rose by 3% in 2019.",
    published=None,
    is_briefing=True,
)


def cite(words: str, document: Document = BOARDS) -> Citation:
    found = span(words, document.text)
    return Citation(document, found.start, found.end)


MONTHLY = cite("Every board meets monthly.")
PAPERS = cite("It publishes its papers [here](https://example.org) a week before.")
DUTIES = tuple(cite(item) for item in ("to listen to residents", "to plan services", "to account for money"))
LIST = Claim(
    "Each board has three duties:\n- to listen to residents\n- to plan services\n- to account for money",
    (cite("Each board has three duties:"), *DUTIES),
)
HIT = Hit(Chunk("boards-2024", ("1 Boards",), 10, 36, TEXT[10:36]), 0.75, {"bm25": 3.5, "late": 0.75})
ANSWER = Answer(
    id="a1",
    question="How often do boards meet?",
    query="boards meet how often",
    status=Status.ANSWERED,
    text="",
    claims=(
        Claim("Every board meets monthly.", (MONTHLY,)),
        Claim("Papers come out a week before.", (PAPERS, MONTHLY)),
    ),
    completeness="complete",
    hits=(HIT,),
    also_read=(DUTIES[0],),
    follow_ups=("Who chairs them?",),
    notices=(Notice("source-date", "This is from July 2024."),),
    dropped=((Draft(BOARDS, "Boards meet weekly.", (MONTHLY.span,)), "numbers"),),
    timings_ms={"total": 5},
)
ABSTAINED = Answer(
    id="a2",
    question="Pay?",
    query="pay",
    status=Status.NOT_COVERED,
    text="The sources do not say.",
    also_read=(MONTHLY,),
)


def test_an_answer_has_the_agreed_shape() -> None:
    assert answer_json(ANSWER) == {
        "id": "a1",
        "question": "How often do boards meet?",
        "query": "boards meet how often",
        "status": "answered",
        "completeness": "complete",
        "text": "Every board meets monthly. [1] Papers come out a week before. [2] [1]",
        "claims": [
            {"text": "Every board meets monthly.", "citations": [1]},
            {"text": "Papers come out a week before.", "citations": [2, 1]},
        ],
        "citations": [
            {
                "number": 1,
                "document": "boards-2024",
                "title": "Boards in practice",
                "publisher": "The Boards Institute",
                "published": "2024-07",
                "standing": "guidance",
                "source": "publication",
                "section": ["1 Boards"],
                "page": "4",
                "pages": None,
                "start": MONTHLY.start,
                "end": MONTHLY.end,
                "quote": "Every board meets monthly.",
                "display": "Every board meets monthly.",
                "context": "Every board meets monthly. It publishes its papers here a week before.",
                "speaker": None,
            },
            {
                "number": 2,
                "document": "boards-2024",
                "title": "Boards in practice",
                "publisher": "The Boards Institute",
                "published": "2024-07",
                "standing": "guidance",
                "source": "publication",
                "section": ["1 Boards"],
                "page": "4",
                "pages": None,
                "start": PAPERS.start,
                "end": PAPERS.end,
                "quote": "It publishes its papers [here](https://example.org) a week before.",
                "display": "It publishes its papers here a week before.",
                "context": "Every board meets monthly. It publishes its papers here a week before.",
                "speaker": None,
            },
        ],
        "also_read": [
            {
                "document": "boards-2024",
                "title": "Boards in practice",
                "publisher": "The Boards Institute",
                "published": "2024-07",
                "standing": "guidance",
                "source": "publication",
                "section": ["1 Boards", "1.1 Duties"],
                "page": None,
                "pages": "5-6",
                "start": DUTIES[0].start,
                "end": DUTIES[0].end,
                "display": display(DUTIES[0].quote),
            }
        ],
        "follow_ups": ["Who chairs them?"],
        "notices": [{"kind": "source-date", "text": "This is from July 2024."}],
        "engine": "extractive",
        "timings_ms": {"total": 5},
    }


def test_explained_it_says_what_was_considered() -> None:
    explained = answer_json(ANSWER, explain=True, documents=[BOARDS])["explain"]
    assert explained == {
        "query": "boards meet how often",
        "hits": hits_json([HIT], [BOARDS]),
        "dropped": [{"text": "Boards meet weekly.", "check": "numbers"}],
    }


def test_an_answer_is_json() -> None:
    assert json.loads(json.dumps(answer_json(ANSWER, explain=True)))["status"] == "answered"


def test_an_abstention_has_its_text_and_no_sources() -> None:
    data = answer_json(ABSTAINED)
    assert (data["status"], data["text"], data["claims"], data["citations"]) == (
        "not_covered",
        "The sources do not say.",
        [],
        [],
    )
    assert data["completeness"] is None
    markdown = answer_markdown(ABSTAINED)
    assert markdown.startswith(
        "The sources do not say.\n\n**The nearest passages**\n\nThey do not answer the question;"
    )
    assert "Sources" not in markdown


def test_a_partial_answer_says_what_is_missing_last() -> None:
    partial = replace(ANSWER, completeness="partial", text="Nothing is said of fees.")
    assert answer_text(partial).endswith("[2] [1]\n\nNothing is said of fees.")


def test_a_list_keeps_its_lines_in_json() -> None:
    data = answer_json(replace(ANSWER, claims=(*ANSWER.claims, LIST)))
    assert data["claims"][2] == {"text": LIST.text, "citations": [3, 4, 5, 6]}
    assert f"\n\n{LIST.text} [3] [4] [5] [6]" in data["text"]


def test_each_item_of_a_list_bears_its_own_mark() -> None:
    lines = answer_markdown(replace(ANSWER, claims=(LIST,))).splitlines()[:4]
    assert lines == [
        "Each board has three duties: [1]",
        "- to listen to residents [2]",
        "- to plan services [3]",
        "- to account for money [4]",
    ]


def test_a_list_whose_items_cannot_be_told_apart_is_marked_at_its_lead() -> None:
    whole = Claim(LIST.text, (cite(TEXT[span("Each board").start : span("account for money").end]),))
    reworded = Claim("Duties:\n- listening\n- planning", DUTIES[:2])
    lines = answer_markdown(replace(ANSWER, claims=(whole, reworded))).splitlines()
    assert lines[0] == "Each board has three duties: [1]"
    assert lines[5:8] == ["Duties: [2] [3]", "- listening", "- planning"]


def test_markdown_names_each_place_once_and_quotes_each_citation() -> None:
    markdown = answer_markdown(ANSWER)
    place = "The Boards Institute, *Boards in practice*, July 2024 (guidance), section “1 Boards”, page 4"
    quoted = "> [1] Every board meets monthly.\n\n> [2] It publishes its papers here a week before."
    assert f"**Sources**\n\n[1] [2] {place}\n\n{quoted}\n\n" in markdown
    assert f"\n\n[1] {place}\n\n> Every board" in answer_markdown(replace(ANSWER, claims=ANSWER.claims[:1]))
    assert "**Please note**\n\n- This is from July 2024." in markdown
    assert "**You might ask next**\n\n- Who chairs them?" in markdown


def test_the_rest_names_the_sources_without_their_quotations() -> None:
    rest = rest_markdown(ANSWER)
    assert "**Sources**\n\n- [1] [2] The Boards Institute, *Boards in practice*" in rest
    assert "Every board meets" not in rest


def test_markdown_says_whose_words_and_that_it_is_a_briefing() -> None:
    quoted = Claim("We learnt to listen first.", (cite("We learnt to listen first."),))
    paid = Claim("Pay rose by 3% in 2019.", (cite("Pay rose by 3% in 2019.", BRIEFING),))
    markdown = answer_markdown(replace(ANSWER, claims=(quoted, paid)))
    assert "pages 5-6, in the words of Chair, a seaside board" in markdown
    assert r"[2] publisher unknown, *Pay \<b>now\</b>*, undated, quoted from our briefing on it" in markdown


def test_a_citation_outside_any_block_has_its_quote_as_context() -> None:
    data = answer_json(replace(ANSWER, claims=(Claim("Pay rose.", (cite("Pay rose", BRIEFING),)),)))["citations"][0]
    assert (data["context"], data["section"], data["source"]) == ("Pay rose", [], "briefing")
    assert (data["page"], data["pages"]) == (None, None)


def test_markdown_and_json_number_alike() -> None:
    answer = replace(ANSWER, claims=(LIST, *ANSWER.claims))
    sources = re.findall(r"^> \[(\d+)\] (.*)$", answer_markdown(answer), re.MULTILINE)
    assert sources == [(str(each["number"]), each["display"]) for each in answer_json(answer)["citations"]]
    assert Numbering(answer.claims).citations == [*LIST.citations, MONTHLY, PAPERS]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2024-07", "July 2024"),
        ("2021-09-02", "2 September 2021"),
        ("2023", "2023"),
        (None, "undated"),
        ("2024-13", "2024-13"),
    ],
)
def test_dates_in_words(published: str | None, shown: str) -> None:
    assert date_words(published) == shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [(("15", None), "page 15"), ((None, "4-6"), "pages 4-6"), ((None, "7"), "about page 7"), ((None, None), "")],
)
def test_pages_in_words(place: tuple[str | None, str | None], shown: str) -> None:
    assert page_words(*place) == shown


def test_markup_in_a_source_shows_as_it_is() -> None:
    assert plain("# a <i> *b* [c](d) snake_case _e_") == r"\# a \<i> \*b\* [c\](d) snake_case \_e\_"


def test_hits_have_pages_where_their_document_is_known() -> None:
    assert hits_json([HIT], [BOARDS]) == [
        {
            "document": "boards-2024",
            "section": ["1 Boards"],
            "page": "4",
            "pages": None,
            "start": 10,
            "end": 36,
            "text": "Every board meets monthly.",
            "score": 0.75,
            "scores": {"bm25": 3.5, "late": 0.75},
        }
    ]
    assert hits_json([HIT])[0]["page"] is None


def test_a_document_has_its_structure() -> None:
    data = document_json(BOARDS)
    duties = span("1.1 Duties")
    assert (data["id"], data["characters"], data["source"]) == ("boards-2024", len(TEXT), "publication")
    assert data["headings"][0]["section_end"] == len(TEXT)
    assert data["headings"][1] == {
        "title": "1.1 Duties",
        "level": 2,
        "start": duties.start,
        "end": duties.end,
        "section_end": len(TEXT),
        "page": None,
        "pages": "5-6",
    }
    assert data["pages"][0] == {"label": "4", "start": 0, "end": duties.start, "certain": True}
    assert "text" not in data


def test_what_stands_beside_answers_from_a_document_can_be_written() -> None:
    data = document_json(replace(BOARDS, notices=(Notice("change", "The boards were merged."),)))
    assert json.loads(json.dumps(data))["notices"] == [{"kind": "change", "text": "The boards were merged."}]


def test_the_display_of_a_quotation_is_that_of_the_text_module() -> None:
    assert answer_json(ANSWER)["citations"][1]["display"] == display(PAPERS.quote)
