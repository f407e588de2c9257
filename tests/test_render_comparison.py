"""A comparison as JSON, as `interfaces.md` fixes it, and as Markdown."""

from __future__ import annotations

from assistant.drafting.agreement import Finding
from assistant.drafting.comparison import Comparison, Row
from assistant.types import Citation, Claim, Status
from tests.made import made
from ui.exports.comparison import comparison_json, comparison_markdown
from ui.shapes import comparison as shapes

BOATS, FERRY = made("Boats *float*.", name="boats", page="4"), made("Ferries sink.", name="ferry")
FLOAT = Claim("Boats *float*.", (Citation(BOATS, 0, 14),))
SINK = Claim("Ferries sink.", (Citation(FERRY, 0, 13),))
COMPARISON = Comparison(
    "afloat",
    Status.ANSWERED,
    rows=(Row(BOATS, (FLOAT,)), Row(FERRY)),
    differs=(Finding("They differ.", (FLOAT, SINK)),),
)


def test_json_is_what_the_interface_fixes() -> None:
    found = comparison_json(COMPARISON)
    shapes.Comparison.model_validate(found)
    said = {"text": "Boats *float*.", "citations": [1]}
    assert found["rows"] == [
        {
            "publisher": "Publisher of the boats",
            "document": "boats",
            "title": "The boats",
            "published": None,
            "source": "publication",
            "silent": False,
            "claims": [said],
            "nearest": None,
        },
        {
            "publisher": "Publisher of the ferry",
            "document": "ferry",
            "title": "The ferry",
            "published": None,
            "source": "publication",
            "silent": True,
            "claims": [],
            "nearest": None,
        },
    ]
    sink = {"publisher": "Publisher of the ferry", "document": "ferry", "text": "Ferries sink.", "citations": [2]}
    floats = {"publisher": "Publisher of the boats", "document": "boats", **said}
    assert found["differs"] == [{"text": "They differ.", "claims": [floats, sink]}]
    assert [(each["number"], each["quote"]) for each in found["citations"]] == [
        (1, "Boats *float*."),
        (2, "Ferries sink."),
    ]
    rest = {name: found[name] for name in ("theme", "status", "text", "shared", "then_and_now", "notices")}
    assert rest == {
        "theme": "afloat", "status": "answered", "text": "", "shared": [], "then_and_now": [], "notices": []
    }  # fmt: skip


def test_markdown_says_who_is_silent_and_lists_the_sources() -> None:
    assert comparison_markdown(COMPARISON) == "\n\n".join(
        [
            "**Publisher of the boats, The boats, undated**",
            "Boats \\*float\\*. [1]",
            "**Publisher of the ferry, The ferry, undated**",
            "silent",
            "**Where they differ**",
            "They differ.",
            "Publisher of the boats: Boats \\*float\\*. [1]",
            "Publisher of the ferry: Ferries sink. [2]",
            "**Sources**",
            "[1] Publisher of the boats, *The boats*, undated (a sketch), page 4",
            "> Boats float.",
            "[2] Publisher of the ferry, *The ferry*, undated (a sketch)",
            "> Ferries sink.",
        ]
    )


def test_what_is_refused_is_its_text_alone() -> None:
    refused = Comparison("pills", Status.CLINICAL, "Ask a *clinician*.")
    assert comparison_markdown(refused) == "Ask a \\*clinician\\*."
    shapes.Comparison.model_validate(comparison_json(refused))


def test_what_is_nearest_in_a_silent_document_is_shown_and_no_claim_of_it() -> None:
    compared = Comparison("afloat", Status.ANSWERED, rows=(Row(BOATS, (FLOAT,)), Row(FERRY, nearest=SINK)))
    found = comparison_json(compared)
    shapes.Comparison.model_validate(found)
    silent = found["rows"][1]
    assert (silent["silent"], silent["claims"]) == (True, [])
    assert silent["nearest"] == {"text": "Ferries sink.", "citations": [2]}
    assert [each["quote"] for each in found["citations"]] == ["Boats *float*.", "Ferries sink."]
    told = comparison_markdown(compared)
    assert "not surely; the nearest it has, which may or may not be on this:\n\nFerries sink. [2]" in told
