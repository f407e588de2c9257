"""An assessment: no verdict without evidence shown, the worst first, and what other systems did."""

from __future__ import annotations

import pytest

from assistant.drafting.assessment import Judgement, assess
from assistant.drafting.assessment_form import Verdict, make_form
from assistant.drafting.brought import bring_text
from assistant.drafting.criteria import criteria_mark, find_criteria
from assistant.errors import UsageError
from tests.made_assessments import FORM, MINUTES, Told, assessment, guidance, half_judged

MARK = criteria_mark(find_criteria("principles", [guidance()]))
TICKED = bring_text("form.txt", "Plan agreed? Yes. No. Yes. Done.")
# What people write into a field to have it filled.
NOTHING = [
    *("No.", "..", "?", "n/a", "N/A.", "tbc", "TBC!", "yes", "Yes, fully met.", "See above.", "In progress", "1 2 3 4"),
    *("To be confirmed later.", "Evidence available.", "We are doing really well on this.", "yes " * 40),
]
# Evidence, however short.
SHORT = [
    *("Six professions sit.", "Partners meet monthly.", "Board paper 14, May 2025.", "ICB minutes, 3 June"),
    *("The board agreed it in May.", "We surveyed 40 nurses", "The forum set up a panel of residents."),
]


def verdict_on(evidence: object, verdict: str = "met") -> Judgement:
    form = make_form({"judgements": [{"criterion": "core.1", "verdict": verdict, "evidence": evidence}]})
    return assess(Told(), form, [MINUTES, TICKED]).judgements[0]


def test_verdicts_stand_where_evidence_is_shown() -> None:
    assert [(each.criterion.id, each.verdict, each.said) for each in assessment().judgements] == [
        ("core.1", Verdict.MET, Verdict.MET),
        ("core.2", Verdict.NOT_EVIDENCED, Verdict.MET),
        ("principle-1.1", Verdict.PARTLY, Verdict.PARTLY),
        ("principle-2.1", Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
    ]


@pytest.mark.parametrize("verdict", ["met", "partly"])
@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ([], "no evidence is shown"),
        ([" "], "no evidence is shown"),
        ([{"document": "minutes.txt", "quote": "It rejected the plan for ever"}], "does not stand in minutes.txt"),
        ([{"document": "minutes.txt", "quote": "in May"}], "fewer than 4 words"),
        ([{"document": "other.txt", "quote": "It agreed the plan with all"}], "other.txt was not brought"),
        ([{"document": "form.txt", "quote": "Yes. No. Yes. Done."}], "it says too little"),
        *((each, "it says too little") for each in NOTHING),
    ],
)
def test_a_verdict_without_evidence_is_told_as_not_evidenced(evidence: object, told: str, verdict: str) -> None:
    found = verdict_on(evidence, verdict)
    assert (found.verdict, f"You say “{verdict}”" in found.reason) == (Verdict.NOT_EVIDENCED, True)
    assert told in found.reason


@pytest.mark.parametrize("evidence", SHORT)
def test_what_says_something_counts_however_short(evidence: str) -> None:
    assert (verdict_on(evidence).verdict, verdict_on(evidence).evidence[0].fault) == (Verdict.MET, "")


def test_what_only_says_the_criterion_again_does_not_count_and_its_words_in_a_document_do() -> None:
    said = "Our forums hold many professions."
    judged = {"criterion": "principle-1.1", "verdict": "met"}
    own = assess(Told(), make_form({"judgements": [{**judged, "evidence": said}]})).judgements[2]
    assert (own.verdict, "it says what the criterion says (write what shows" in own.reason) == (
        Verdict.NOT_EVIDENCED, True,
    )  # fmt: skip
    brought = bring_text("survey.txt", said)
    quoted = {**judged, "evidence": [{"document": brought.id, "quote": said}]}
    assert assess(Told(), make_form({"judgements": [quoted]}), [brought]).judgements[2].verdict is Verdict.MET


def test_the_same_fault_is_said_once() -> None:
    assert verdict_on(["n/a", "tbc"]).reason.count("too little") == 1


def test_one_piece_that_counts_is_enough_and_the_other_is_told() -> None:
    found = verdict_on(
        ["Six boards agreed it in May.", {"document": "minutes.txt", "quote": "It was never said by anyone"}]
    )
    assert (found.verdict, found.reason) == (Verdict.MET, "")
    assert [bool(each.fault) for each in found.evidence] == [False, True]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("We have no such group of leaders for our five places.", "no"),
        ("There is no protected time yet, says the board.", "no"),
        ("A plan for leaders has yet to be written by the trusts.", "yet to"),
        ("None of the three trusts has been asked by the board.", "none"),
    ],
)
def test_what_only_denies_or_puts_off_shows_nothing_that_is_met(said: str, word: str) -> None:
    met, partly = verdict_on(said), verdict_on(said, "partly")
    assert (met.verdict, partly.verdict) == (Verdict.NOT_EVIDENCED, Verdict.PARTLY)
    assert f"it says “{word}”, so that it shows nothing that is met" in met.reason
    both = verdict_on(["The board agreed it in May.", said])
    assert (both.verdict, [bool(each.fault) for each in both.evidence]) == (Verdict.MET, [False, True])


def test_a_quotation_is_read_with_the_denial_that_it_leaves_out() -> None:
    document = bring_text("note.txt", "Nurses have not been given time for the board by their trusts.")
    quoted = {"document": "note.txt", "quote": "given time for the board by their trusts"}
    form = make_form({"judgements": [{"criterion": "core.1", "verdict": "met", "evidence": [quoted]}]})
    found = assess(Told(), form, [document]).judgements[0]
    assert found.verdict is Verdict.NOT_EVIDENCED
    assert "the sentence it is from says “not”" in found.reason


@pytest.mark.parametrize(
    "said",
    [
        "Six nurses sit on the board, though no pharmacist does.",
        "No trust has refused to release a nurse since May.",
        "We released twelve nurses at no cost to practices.",
    ],
)
def test_what_denies_beside_what_it_shows_counts_and_is_pointed_out(said: str) -> None:
    found = verdict_on(said)
    assert (found.verdict, found.reason) == (Verdict.MET, "")
    assert found.evidence[0].remark == "please look again: you say “met”, and it says “no”"


def test_what_takes_a_part_of_itself_back_counts_and_is_pointed_out() -> None:
    found = verdict_on("Few of our nurses sit on the board of the trust.")
    assert (found.verdict, found.evidence[0].remark) == (
        Verdict.MET,
        "please look again: you say “met”, and it says “few”",
    )


def test_nobody_is_confident_of_a_verdict_that_was_refused() -> None:
    judged = {"criterion": "core.1", "verdict": "met", "confidence": "high"}
    refused, stands = (
        assess(Told(), make_form({"judgements": [{**judged, "evidence": each}]})).judgements[0]
        for each in ("We have no such group.", "The board agreed it in May.")
    )
    assert (refused.verdict, refused.confidence) == (Verdict.NOT_EVIDENCED, "")
    assert (stands.verdict, stands.confidence) == (Verdict.MET, "high")


def test_such_a_judgement_cannot_be_made() -> None:
    criterion = find_criteria("principles", [guidance()])[0]
    with pytest.raises(ValueError, match="without evidence shown"):
        Judgement(criterion, Verdict.MET)


def test_evidence_is_cited_in_the_document_that_was_brought() -> None:
    (evidence,) = assessment().judgements[0].evidence
    assert evidence.citation is not None
    assert evidence.citation.document is MINUTES
    assert evidence.text == MINUTES.text[evidence.citation.start : evidence.citation.end]


def test_the_worst_stands_first() -> None:
    assert [each.criterion.id for each in assessment().worst_first] == [
        "core.2", "principle-1.1", "core.1", "principle-2.1",
    ]  # fmt: skip


def test_what_nobody_judged_stands_behind_what_was_judged_and_the_least_sure_before_the_surest() -> None:
    assert half_judged().worst_first == ["principle-2.1", "principle-1.1", "core.1", "core.2"]


def test_others_are_asked_about_weak_points_only_and_may_be_silent() -> None:
    sources = Told()
    found = assess(sources, make_form(FORM), [MINUTES])
    assert [(each.criterion.id, len(each.claims)) for each in found.elsewhere] == [("core.2", 0), ("principle-1.1", 1)]
    assert sources.asked == [each.question for each in found.elsewhere]


def test_nobody_is_asked_about_what_the_form_does_not_judge() -> None:
    sources = Told()
    assert assess(sources, make_form({})).elsewhere == ()
    assert sources.asked == []


def test_what_was_brought_is_never_among_the_documents() -> None:
    sources = Told(near=("It agreed the plan",))
    found = assess(sources, make_form(FORM), [MINUTES])
    assert not any(each.claims for each in found.elsewhere)
    assert not any(MINUTES.text in text for text in sources.asked)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"criteria": "0" * 12}, "was written for the criteria 000000000000"),
        ({"set": "functions", "criteria": MARK}, "the form is of the set 'principles', and 'functions' was asked for"),
        ({"judgements": [{"criterion": "core.9"}]}, "no criterion 'core.9'"),
        ({"set": "virtues"}, "no set of criteria 'virtues'"),
    ],
)
def test_a_form_for_other_criteria_is_refused(form: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        assess(Told(), make_form(form))
