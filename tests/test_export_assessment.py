"""An assessment as Markdown: what stands there, in which order."""

from __future__ import annotations

from tests.made_assessments import FORM, MINUTES, half_judged, shaped
from ui.exports.assessment import assessment_markdown
from ui.shapes.assessment import Begun


def test_it_holds_everything_in_order() -> None:
    text = assessment_markdown(shaped())
    expected = [
        "# Self-assessment: Two \\*Valleys\\*, 25 November 2026, 14:05 UTC, version 7",
        "Assessed on 25 November 2026, 14:05 UTC, version 7, with",
        "4 criteria: 1 met, 1 partly, 1 not evidenced, 1 not applicable.",
        "- Core expectations: 1 met, 1 not evidenced",
        "### Not evidenced",
        "- **core.2: Involve all. [2]**",
        "  - Verdict: Not evidenced",
        "  - Reason: You say “met”, and no evidence is shown.",
        "  - Evidence: none",
        "  - Next step: Ask the nurses.",
        "### Partly",
        "  - Verdict: Partly; low confidence",
        "  - Evidence: Six professions sit.",
        "### Met",
        "  - Evidence: “It agreed the plan with all its partners in May.” (minutes.txt, characters 16 to 64)",
        "### Not applicable",
        "## What other systems did on the weak points",
        "### core.2: Involve all.",
        "Nothing was found that surely tells what a named place or organisation did on this.",
        "In Shropdale, two trusts shared a desk for all their staff. [5]",
        "## Documents brought as evidence",
        MINUTES.digest,
        "## Sources",
        "[1] [2] Publisher of the nhs-england-clinical-leadership-2021",
        "> [2] 2. Involve all.",
    ]
    places = [text.index(each) for each in expected]
    assert places == sorted(places)


def test_what_nobody_judged_is_told_apart_below_the_weakest() -> None:
    # One that was kept when what nobody judged stood among the weakest is shown in the same way.
    old = ["core.1", "core.2", "principle-2.1", "principle-1.1"]
    for each in (half_judged(), half_judged().model_copy(update={"worst_first": old})):
        text = assessment_markdown(each)
        assert "4 not evidenced (of these 2 not judged yet)" in text
        expected = [
            "## The weakest first\n\nThe worst verdict stands first,",
            "- **principle-2.1: Partners meet.",
            "- **principle-1.1: Forums",
            "### Not judged yet, and so not evidenced\n\n- core.1: Agree a plan. [1]\n- core.2: Involve all. [2]",
        ]
        places = [text.index(each) for each in expected]
        assert places == sorted(places)
    assert "## The weakest first\n\nNothing is judged yet." in assessment_markdown(shaped({}))


def test_what_denies_is_pointed_out_beside_it_and_in_the_summary() -> None:
    said = "Six nurses of three trusts sit on it, though none was asked by it."
    denied = {"criterion": "core.2", "verdict": "met", "evidence": said}
    text = assessment_markdown(shaped({"judgements": [*FORM["judgements"][:1], denied]}))
    assert "Please look again, as evidence for “met” denies something or puts it off: core.2." in text
    assert "asked by it. Please look again: you say “met”, and it says “none”." in text
    assert "look again" not in assessment_markdown(shaped())


def test_a_weak_point_says_which_section_works_on_it_and_when_a_plan_was_begun_from_it() -> None:
    begun = [Begun(criterion="core.2", day="2026-11-26"), Begun(criterion="core.1", day="2026-11-26")]
    works = "  - Plan: section “Sponsor, governance and decision rights” of a plan works on this"
    assert assessment_markdown(shaped()).count(works + "\n") == 2
    text = assessment_markdown(shaped().model_copy(update={"plans": begun}))
    assert works + "; a plan was begun from this on 26 November 2026\n" in text
    assert text.count("was begun from") == 1


def test_how_it_went_over_time_is_told_where_there_were_several() -> None:
    later = shaped().model_copy(update={"assessed": "2027-01-09"})
    told = (
        "- 25 November 2026, 14:05 UTC, version 7: 1 met, 1 partly, 1 not evidenced, 1 not applicable\n"
        "- 9 January 2027, 14:05 UTC, version 7: 1 met"
    )
    assert told in assessment_markdown(later, [shaped(), later])
    assert "Over time" not in assessment_markdown(later, [later])


def test_two_of_one_day_are_told_apart_in_their_titles_and_in_the_list() -> None:
    first, soon, later = shaped(), shaped().model_copy(update={"version": 9}), shaped()
    later = later.model_copy(update={"time": "16:30", "version": None})
    titles = [assessment_markdown(each).split("\n", 1)[0] for each in (first, soon, later)]
    assert len(set(titles)) == 3
    listed = assessment_markdown(later, [first, soon, later])
    names = ["25 November 2026, 14:05 UTC, version 7", "25 November 2026, 14:05 UTC, version 9"]
    assert all(f"- {name}: 1 met" in listed for name in (*names, "25 November 2026, 16:30 UTC"))


def test_one_of_which_only_the_day_was_kept_is_still_told() -> None:
    old = shaped().model_copy(update={"time": "", "version": None, "system": ""})
    assert assessment_markdown(old).startswith("# Self-assessment: 25 November 2026\n")
