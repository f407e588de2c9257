"""A question is read with the words, abbreviations and names of the documents held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingestion.splitter import split
from assistant.retrieval.queries import Query, QueryReader
from assistant.types import Document, Part
from tests.made import Piece, made

FRONT, BODY, PEOPLE, IMPRINT, REFERENCES = Part.FRONT, Part.BODY, Part.PEOPLE, Part.IMPRINT, Part.REFERENCES
REPORT = replace(
    made(
        "The Riverside lending desk (RLD) lends nurses. Each town lending board (TLB) meets monthly. Two TLBs met.",
        "The principles of sharing are five, and the partnership keeps them. A tall ladder bridge (TLB) was built.",
        "A town lending board (TLB) decides. Not explained (QQQ) here. The workforce is shared across partnerships.",
        Piece("Ottoline Quillfeather", part=Part.PEOPLE),
        name="report",
    ),
    publisher="The Riverside Trust",
    names=("the riverside report", "Riverside Trust"),
)
NOTE = replace(made("Boats lie in the harbour.", name="note"), publisher="Harbour Board", names=("Harbour Board",))
DOCUMENTS: dict[str, Document] = {"note": NOTE, "report": REPORT}
CHUNKS = [chunk for document in DOCUMENTS.values() for chunk in split(document)]
READER = QueryReader(DOCUMENTS, CHUNKS, {"weather", "nursing", "sailing", "about"})


def test_a_text_is_counted_in_the_documents() -> None:
    reader = QueryReader({"note": made("The Desk of the vale.", "A desk.", "Desks.")}, [], ())
    assert [reader.count(text) for text in ("desk", "The desk of", "harbour")] == [3, 1, 0]


def test_abbreviations_are_learned_with_their_commonest_meaning() -> None:
    assert READER.abbreviations == {"rld": "riverside lending desk", "tlb": "town lending board"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does the TLB do", "what does the TLB (town lending board) do"),
        ("what do TLBs do", "what do TLBs (town lending board) do"),
        ("what does the tlb do", "what does the tlb (town lending board) do"),
        ("TLB or TLB", "TLB or TLB (town lending board)"),
        ("the town lending board (TLB)", "the town lending board (TLB)"),
        ("QQQ", "QQQ"),
        ("", ""),
    ],
)
def test_abbreviations_are_explained_once(text: str, expected: str) -> None:
    assert READER.expanded(text) == expected


def test_an_abbreviation_that_is_a_word_as_well_is_explained_only_in_capitals() -> None:
    text = (
        "Patient-Led Assessments of the Care Environment (PLACE) are made. Each place decides, at the place it knows."
    )
    document = made(text, name="place")
    reader = QueryReader({"place": document}, split(document), ())
    assert reader.expanded("what is decided at place level") == "what is decided at place level"
    assert reader.expanded("Place or PLACE").startswith("Place or PLACE (patient")


def test_a_title_without_what_explains_it_names_a_document_where_it_is_said_of_nothing_else() -> None:
    titles = {"left": "Left ashore: a review", "wide": "Boat care: a strategy", "year": "Annual report: our year"}
    documents = {name: replace(made(f"Boat care is {name}.", name=name), title=title) for name, title in titles.items()}
    reader = QueryReader(documents, [chunk for each in documents.values() for chunk in split(each)], ())
    assert reader.read("What does Left ashore say of boats?").said == ("left",)
    assert reader.read("What does boat care say of the annual report?").named == ()


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("What did the Harbour Board recommend?", "What are the recommendations?"),
        ("what does the Harbour Board conclude", "What are the conclusions?"),
        ("What has the Harbour Board found?", "What are the findings?"),
        ("What did the Harbour Board recommend for boats?", "What did they recommend for boats?"),
        ("What did the boats find?", "What did the boats find?"),
    ],
)
def test_all_that_a_source_recommends_is_asked_for_in_a_word_that_it_may_hold(question: str, bare: str) -> None:
    assert READER.read(question).bare == bare


@pytest.mark.parametrize(
    ("question", "said", "bare"),
    [
        ("What does the note say of boats in spring?", ("note",), "What does they say of boats in spring?"),
        ("Who was asked, according to this note?", ("note",), "Who was asked, according to they?"),
        ("What does the paper say of boats in spring?", (), "What does   say of boats in spring?"),  # there are two
        ("What do they say about the note?", (), "What do they say about the note?"),
        ("Who keeps the note of boats?", (), "Who keeps the note of boats?"),
    ],
)
def test_a_document_may_be_called_by_its_kind_where_no_other_is_of_it(
    question: str, said: tuple[str, ...], bare: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retrieval.naming._KINDS", ("note", "paper"))
    papers = {name: replace(made("Boats lie there.", name=name), kind="paper") for name in ("one", "two")}
    documents = {**papers, "note": replace(NOTE, kind="note")}
    found = QueryReader(documents, [chunk for each in documents.values() for chunk in split(each)], ()).read(question)
    assert (found.said, found.bare) == (said, bare)


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("What do your reports say about trust?", "What do they say about trust?"),
        ("What did all of the five papers recommend on boats?", "What did they recommend on boats?"),
        ("Across all the documents, who lends nurses?", "  who lends nurses?"),
        ("Who lends nurses in any of your sources?", "Who lends nurses  ?"),
        ("Do reports to the board say who lends?", "Do reports to the board say who lends?"),
        ("across all the documents", "across all the documents"),
    ],
)
def test_the_words_for_all_sources_are_not_searched_for(question: str, bare: str) -> None:
    assert READER.read(question).bare == bare


@pytest.mark.parametrize(
    ("question", "said", "bare"),
    [
        ("What does the Vale strategy say on boats?", ("vale",), "What does they say on boats?"),
        ("What is in the strategy of the vale?", (), "What is in the strategy of the vale?"),
        ("Does the Millford board strategy say who rows?", ("mill",), "Does they say who rows?"),
        ("What does the annual strategy say on boats?", (), "What does the annual strategy say on boats?"),
        ("Who wrote the Millford minutes?", ("minutes",), "Who wrote they?"),
        ("What does the 2031 strategy say on boats?", ("vale",), "What does they say on boats?"),
        ("What does the 2032 strategy say on boats?", (), "What does the 2032 strategy say on boats?"),
    ],
)
def test_a_document_may_be_called_by_its_kind_and_words_of_its_title_publisher_file_or_year(
    question: str, said: tuple[str, ...], bare: str
) -> None:
    documents = {
        "vale": replace(NOTE, id="vale", title="Boats of the Vale: a strategy", published="2031-07"),
        "mill": replace(NOTE, id="mill", title="Our strategy", publisher="Millford Rowing Board", published="2030"),
        "minutes": replace(NOTE, id="minutes", title="Meeting of 3 May", source="Millford_minutes-v2.txt"),
    }
    found = QueryReader(documents, CHUNKS, ()).read(question)
    assert (found.said, found.bare) == (said, bare)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What must Juno Carrick do?", "What must Juno Carrick (JC) do?"),
        ("what must juno carrick (JC) do", "what must juno carrick (JC) do"),
        ("What is a lending desk?", "What is a lending desk?"),  # no name
        ("What must Carrick do?", "What must Carrick do?"),
    ],
)
def test_who_is_called_by_initials_is_asked_for_by_them_too(question: str, text: str) -> None:
    note = made("Present: Juno Carrick (JC), clerk. JC closed the lending desk (LD). Another lending desk is open.")
    assert QueryReader({"note": note}, split(note), {"what", "must"}).read(question).question == text


def test_a_source_called_by_its_kind_stands_beside_another() -> None:
    documents = {"note": replace(NOTE, kind="guidance"), "report": REPORT}
    reader = QueryReader(documents, CHUNKS, ())
    assert reader.read("Is the guidance or the riverside report longer on nurses?").named == ("note", "report")


def test_a_short_title_names_no_document() -> None:
    report = replace(made("Staff are planned for.", name="short"), title="Workforce", names=())
    whole = replace(made("Boats are lent.", name="long"), title="Lending boats along the river", names=())
    reader = QueryReader({"short": report, "long": whole}, [*split(report), *split(whole)], ())
    assert reader.read("How do they plan their workforce?").named == ()
    assert reader.read("What does Lending boats along the river say of nurses?").named == ("long",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which boats lie in the harbour?",
            Query(
                "Which boats lie in the harbour?",
                "Which boats lie in the harbour?",
                "Which boats lie in the harbour?",
                (),
                compares=False,
                parts=frozenset({BODY}),
            ),
        ),
        (
            "What does the Riverside report say of lending nurses monthly?",
            Query(
                "What does the Riverside report say of lending nurses monthly?",
                "What does the Riverside report say of lending nurses monthly?",
                "What does they say of lending nurses monthly?",
                ("report",),
                compares=False,
                parts=frozenset({BODY}),
                said=("report",),
            ),
        ),
    ],
)
def test_a_question_is_read(question: str, expected: Query) -> None:
    assert READER.read(question) == expected


@pytest.mark.parametrize(
    ("question", "named", "compares"),
    [
        ("What do the Harbour Board and the Riverside Trust say of boats?", ("note", "report"), True),
        ("What does the Harbour Board say?", ("note",), False),
        ("What do all these publications say of boats?", (), True),
        ("Across your sources, what is said of boats?", (), True),
        ("Who says that boats are good?", (), True),
        ("What do the boards say of boats?", (), False),
        ("What does the Harbour Boarder say?", (), False),
    ],
)
def test_documents_that_are_named_are_compared(question: str, named: tuple[str, ...], compares: bool) -> None:
    query = READER.read(question)
    assert (query.named, query.compares) == (named, compares)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does the Harbour Board say of ladders?", ("note",)),
        ("Which boats lie at the Harbour Board?", ()),
        ("What do the Harbour Board and the Riverside Trust say of boats?", ()),
        ("What does the Riverside Trust say of boats?", ("joint", "report")),
    ],
)
def test_only_the_documents_of_whom_is_asked_for_are_meant_also_those_published_with_others(
    question: str, said: tuple[str, ...]
) -> None:
    joint = replace(made("Boats.", name="joint"), publisher="Mill House, Riverside Trust")
    documents = {**DOCUMENTS, "joint": joint}
    assert QueryReader(documents, CHUNKS, ()).read(question).said == said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("and the riverside report?", "the riverside report"),
        ("the Harbour Board’s", "Harbour Board"),
        ("boats", None),
        ("", None),
    ],
)
def test_where_a_source_is_named_first(text: str, named: str | None) -> None:
    found = READER.named_first(text)
    assert (text[found.start : found.end] if found else None) == named


def test_a_name_is_left_in_where_little_else_is_said() -> None:
    assert READER.read("What does the Harbour Board say?").bare == "What does the Harbour Board say?"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Which boats lie there?", {BODY}),
        ("Who wrote it?", {BODY, FRONT, PEOPLE}),
        ("Which version is it?", {BODY, FRONT, IMPRINT}),
        ("Who thanked whom?", {BODY, PEOPLE}),
        ("Which footnotes are there?", {BODY, REFERENCES}),
        ("What is the ISBN?", {BODY, IMPRINT}),
        ("Is quillfeather there?", {BODY, PEOPLE}),
    ],
)
def test_parts_beside_the_body_are_read_where_asked_for(question: str, parts: set[Part]) -> None:
    assert READER.read(question).parts == parts


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from("TLB RLD princples the ( ) Harbour Board r".split())).map(" ".join),
    )
)
def test_any_question_is_read_the_same_again(question: str) -> None:
    query = READER.read(question)
    assert query == READER.read(question)
    assert BODY in query.parts


def test_a_reader_of_nothing_changes_nothing() -> None:
    nothing = QueryReader({}, (), ())
    assert nothing.read("Which bots lie there?") == Query(
        "Which bots lie there?", "Which bots lie there?", "Which bots lie there?", (), False, frozenset({BODY})
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is an LDS?", "What is an LDS (lending desk system)?"),
        ("What are LDSs?", "What are LDSs (lending desk system)?"),
    ],
)
def test_an_abbreviation_may_end_in_s(text: str, expected: str) -> None:
    document = made("The lending desk system (LDS) lends nurses.")
    assert QueryReader({"note": document}, split(document), ()).expanded(text) == expected


def test_the_share_of_words_that_the_documents_hold() -> None:
    document = made("The lending desk lends nurses.")
    reader = QueryReader({"note": document}, split(document), ())
    shares = [reader.share_known(text) for text in ("Who lends nurses?", "Who lends kittens?", "who?")]
    assert shares == [1.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What do crews say about the Riverside Trust?", ()),
        ("What do crews say about the Riverside Trust report?", ("report",)),
        ("What does the Riverside Trust say about crews?", ("report",)),
        ("What does the Harbour Board say about the Riverside Trust?", ("note",)),
        ("What does the Harbour Board recommend the Riverside Trust does?", ("note",)),
        ("Who says that the Riverside Trust is slow?", ()),
    ],
)
def test_of_whom_others_speak_is_no_source_that_is_named(question: str, named: tuple[str, ...]) -> None:
    assert QueryReader(DOCUMENTS, CHUNKS, ()).read(question).named == named


def test_what_a_title_names_and_the_text_shortens_is_searched_for_in_that_document_alone() -> None:
    own = replace(
        made("The Ageing Well Desk (AWD) opened in May.", name="evaluation"),
        title="The Ageing Well Desk: an evaluation",
    )
    documents = {**DOCUMENTS, "evaluation": own}
    reader = QueryReader(documents, [chunk for each in documents.values() for chunk in split(each)], ())
    for question in ("When did the AWD open its doors?", "When did the Ageing Well Desk open its doors?"):
        query = reader.read(question)
        assert query.said == ("evaluation",)
        assert "AWD" not in query.bare
        assert "Ageing" not in query.bare
    # Whom a title is for is not what the document is on.
    guide = replace(own, title="Opening hours: a guide for the Ageing Well Desk")
    assert QueryReader({"evaluation": guide}, CHUNKS, ()).read("When did the AWD open its doors?").said == ()
    # Another speaks of it, too, be it of several.
    desks = {**documents, "note": replace(NOTE, text=f"{NOTE.text} Two Ageing Well Desks, the AWDs, are known.")}
    assert QueryReader(desks, CHUNKS, ()).read("When did the AWD open its doors?").said == ()
    known = {**documents, "note": replace(NOTE, text=f"{NOTE.text} The Ageing Well Desk and the AWD are known.")}
    assert QueryReader(known, CHUNKS, ()).read("When did the AWD open its doors?").said == ()
