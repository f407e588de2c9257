"""What a brief says in another language is told, and English of any kind is not taken for one."""

from __future__ import annotations

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.language import as_read, foreign_fields

KNOWN = frozenset("older people fall home hospital wait ambulance nurses hours night falls prevention frail".split())


@pytest.mark.parametrize(
    "text",
    [
        "Starsi ludzie upadają w domu i trafiają do szpitala, zanim ktokolwiek ich tam odwiedzi.",
        "Ältere Menschen stürzen nachts in Pflegeheimen und werden dann ins Krankenhaus gebracht.",
        "Les personnes âgées tombent chez elles et attendent une ambulance pendant des heures.",
        "Mae pobl hŷn yn syrthio gartref ac yn mynd i’r ysbyty cyn i neb ymweld.",
        "老年人在养老院跌倒。",
        "بزرگ لوگ گھر میں گر جاتے ہیں",
    ],
    ids=["Polish", "German", "French", "Welsh", "Chinese", "Urdu"],
)
def test_another_language_is_told_by_its_field(text: str) -> None:
    assert foreign_fields(Brief(text), KNOWN.__contains__) == ("problem",)
    assert foreign_fields(Brief("Older people fall.", worries=text), KNOWN.__contains__) == ("worries",)


@pytest.mark.parametrize(
    "text",
    [
        "Older people fall at home at night and wait for hours for an ambulance.",
        "Nobody knows whose flat is mouldy, and landlords do not answer what GPs write to them about it.",
        "Falls prevention, frail people, nurses, home, night, ambulance: upskill, rescript, decarbonise, digitise",
        "Mouldy flats, asthmatic kids, ignored landlords",
        "Falls",
        "00 !",
        "",
    ],
)
def test_english_is_not(text: str) -> None:
    assert foreign_fields(Brief(text), KNOWN.__contains__) == ()


def test_english_is_told_by_its_small_words_without_asking_the_sources() -> None:
    def unasked(word: str) -> bool:
        raise AssertionError(word)

    assert foreign_fields(Brief("Older people fall at home at night and wait for hours."), unasked) == ()


def test_a_few_words_are_foreign_beside_a_foreign_field_and_are_not_read() -> None:
    long = "Les personnes âgées tombent chez elles et attendent une ambulance pendant des heures."
    brief = Brief(long, place="Larkby", known="Nurses wait.", worries="Nous sommes peu", team=(Member("infirmière"),))
    foreign = foreign_fields(brief, KNOWN.__contains__)
    assert foreign == ("problem", "worries", "team")
    assert as_read(brief, foreign) == Brief("", place="Larkby", known="Nurses wait.")
    assert foreign_fields(Brief("Older people fall.", worries="Nous sommes peu"), KNOWN.__contains__) == ()
