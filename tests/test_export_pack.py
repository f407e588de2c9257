"""A pack as Markdown and Word: what stands there, in which order, and that it links to nothing."""

from __future__ import annotations

import io

import docx

from tests.made_packs import shaped_pack
from ui.exports.pack import pack_markdown, pack_word
from ui.exports.pack_parts import check_line


def test_markdown_holds_everything_in_order() -> None:
    pack = shaped_pack()
    text = pack_markdown(pack)
    expected = [
        "# Evidence pack: 4 questions",
        "This pack holds 4 quotations.",
        "1. How is cover found? [1] [2]",
        "2. What does a desk cost? (nothing is quoted)",
        "### Publisher of the cover",
        "[1] Publisher of the cover, *The cover*, undated, a sketch, section “Time > Cover”, page 4, quoted from the "
        "publication.",
        "> Cover is found in two ways:\n> - a day a week is kept free\n> - a desk lends staff",
        check_line(pack.quotations[0]),
        "### Publisher of the voices",
        "in the words of A nurse, interviewed, quoted from the publication.",
        "## What is contested",
        "## What is missing",
        "- “How is cover found?”: nothing on it was found in “The voices” (Publisher of the voices).",
        "- “What does a desk cost?”: The sources do not say this.",
        "## Please note",
    ]
    places = [text.index(each) for each in expected]
    assert places == sorted(places)


def test_word_holds_each_quotation_with_its_place_and_check() -> None:
    pack = shaped_pack()
    document = docx.Document(io.BytesIO(pack_word(pack)))
    texts = [each.text for each in document.paragraphs]
    for quotation in pack.quotations:
        number = texts.index(quotation.display)
        style = document.paragraphs[number].style
        assert style is not None
        assert style.name == "Quote"
        assert texts[number - 1].startswith(f"[{quotation.number}] {quotation.publisher}, {quotation.title}, undated")
        assert texts[number + 1] == check_line(quotation)
    assert not [each for each in document.part.rels.values() if each.is_external]


def test_a_publisher_of_which_another_publication_speaks_is_not_called_silent() -> None:
    pack = shaped_pack()
    silent = [each.model_copy(update={"publisher": "Publisher of the cover"}) for each in pack.asked[0].silent]
    asked = [pack.asked[0].model_copy(update={"silent": silent}), *pack.asked[1:]]
    text = pack_markdown(pack.model_copy(update={"asked": asked}))
    told = "nothing on it was found in “The voices” (Publisher of the cover, which speaks in another publication)."
    assert f"- “How is cover found?”: {told}" in text
