"""An assessment as Markdown: what stands there, in which order."""

from __future__ import annotations

from tests.made_assessments import MINUTES, shaped
from ui.exports.assessment import assessment_markdown


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
        "The sources tell of no named place or organisation that did something on this.",
        "In Shropdale, two trusts shared a desk for all their staff. [5]",
        "## Documents brought as evidence",
        MINUTES.digest,
        "## Sources",
        "[1] [2] Publisher of the nhs-england-clinical-leadership-2021",
        "> [2] 2. Involve all.",
    ]
    places = [text.index(each) for each in expected]
    assert places == sorted(places)


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
