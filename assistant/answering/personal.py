# ruff: noqa: E501  a pattern is a line
"""Whether a text holds data that identify a person.

Decisions on personal data: a ten-digit number is an NHS number when its mod-11 check digit is right (and its first
digit is not 0, as in many references), or after the words
"NHS number"; numbers that belong to services, not people (0300, 0345, 0800 and the like, 111, 999, 116 123) pass, as do
shared mailboxes (enquiries@, info@, england.…@). A postcode counts with a house beside it that is
no organisation's. A date is one of birth with
"DOB" or "born", right after a person's name, or in the last century near "Mr", "patient" and the like; after "on" or
"since" it is that of an event. A name alone passes: leaders and authors have names; with an age or what happens to
those in care it does not. What tells of one person only together with other facts is looked for in `persons`.
"""

from __future__ import annotations

import re

from assistant.answering.persons import one_person

# Personal data: (name, words of which one must stand in the lower-case text, pattern)
DIGITS = tuple("0123456789")
DATE = r"(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:\d{4}|\d{2})\b|\d{4}[./-]\d{1,2}[./-]\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? \d{4}\b)"
EVENT = "".join(
    rf"(?<!\b{word} )" for word in ("on", "of", "in", "by", "from", "since", "after", "before", "until", "dated")
)
OLD_DATE = rf"{EVENT}(?=\S+[ ./-](?:of )?\S+[ ./-]19\d\d|19\d\d){DATE}"
TITLE = r"\b(?:mr|mrs|ms|miss|master)\b\.?"
NAME = r"(?-i:(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|In|By|From|Since|Until)\b)[A-Z][a-z]{1,20}(?: [A-Z][A-Za-z'’-]{1,20}){1,2})"
# "Older People aged 65" and "the Health Board had cancer, …" tell of no one person.
GROUPS = "people children women men adults boys girls pupils students leavers carers workers residents patients clients"
GROUPS += " board trust council group panel forum partnership system alliance network team place"
NOBODY = "".join(rf"(?<!{group})" for group in GROUPS.split())
TITLED = r"(?-i:\b(?:Mr|MR|Mrs|MRS|Ms|Miss|Master)\.? (?>[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2})(?![\w'’-])(?<!['’]s))"
# "Our patient Safety lead" and the like name nobody.
FIRST_NAME = r"(?-i:(?!(?:Safety|Participation|Experience|Advice|Advocacy|Voice|Public|Partner|Access|Care|Choice|Engagement|Council|Panel|Forum|Board|Data|Survey|Records?|Portal)\b)[A-Z][a-z]{2,20})"
SURNAME = r"(?-i:(?!Council\b|Board\b|Group\b|Panel\b|Forum\b|Trust\b)[A-Z][\w'’-]{1,20})"
RECORD = r"(?:(?:test|blood|scan) results?|(?:medical|patient|care|health|gp|hospital) (?:records?|notes?|history|plan|package)|case notes|diagnosis|discharge|prescription)"
SAID = r"(?:sa(?:y|id|ys)|told|argue[sd]?|wrote|writes?|reports?|reported|thinks?|thought|asked)"
CARED_FOR = r"(?:(?:was|is|been|being|got) (?:\w+ )?(?:admitted|readmitted|discharged|diagnosed|sectioned)|(?:had|having) (?:\w+ ){1,2}falls?|(?:in (?:bed|room|bay)|on ward) \d{1,3}[a-z]?|attended a ?(?:&|and) ?e|(?:waiting (?:\w+ ){0,4}?for|awaiting|needs|refus(?:es|ed|ing)|receiv(?:es|ed|ing)) (?:\w+ ){0,3}?(?:care|package|operation|surgery|placement))\b"
# Said of a person as here, with no more of the phrase: "has dementia and lives alone", not "has cancer alliances".
ILLNESS = r"(?:dementia|alzheimer['’]?s|cancer|diabetes|copd|asthma|epilepsy|autism|arthritis|depression|schizophrenia|parkinson['’]?s|heart failure|an? stroke)"
POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
STREET = r"(?:road|rd|street|st|lane|avenue|ave|close|drive|way|court|crescent|terrace|gardens|grove|place|square|row)"
HOUSE = rf"\b\d{{1,4}}[a-z]? (?:\w{{1,20}} ){{1,3}}{STREET}\b|\b(?:cottage|farm|house|flat \d{{1,4}}|lodge|villa)\b|\blives? at\b"
PATTERNS = (
    (
        "NI number",
        DIGITS,
        r"\b[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d\d ?\d\d ?\d\d ?[a-d]\b|\bqq ?\d\d ?\d\d ?\d\d ?[a-d]\b",
    ),
    (
        "phone number",
        ("01", "02", "07", "44"),
        r"(?<![\w£.+/-])(?<!ref )(?<!reference )\(?(?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?[1-37]|0[127])\d{1,4}\)?(?:[ .-]?\d){5,8}(?!\d)",
    ),
    (
        "e-mail address",
        "@",
        r"(?<![\w.+'-])(?!(?:info|enquir|contact|england|help|feedback)[\w.-]{0,40}@)[\w.+'-]{1,64}@[\w-]{1,63}\.\w",
    ),
    (
        "e-mail address",
        ("(at", "[at", " dot "),
        r"\b\w{1,40} ?[\[(]at[\])] ?\w{1,40} ?[\[(]dot[\])]|\b\w{1,40} at \w{1,40} dot (?:com|org|uk|net|nhs)\b",
    ),
    (
        "date of birth",
        ("dob", "d.o", "birth", "born"),
        rf"(?:\bd\.?o\.?b\b|\bdate of birth\b|(?<!s were )(?<!nhs was )(?<!system was )(?<!it was )\bborn\b)[^\d]{{0,12}}{DATE}",
    ),
    (
        "date of birth",
        ("mr", "ms", "miss", "master", "patient", "resident", "client"),
        rf"(?:{TITLE}|\b(?:patient|resident|client)\b,?) .{{0,40}}?{OLD_DATE}",
    ),
    ("date of birth", ("mr", "ms", "miss", "master"), rf"{TITLED}[,;:( –-]{{1,3}}{DATE}"),
    (
        "date of birth",
        ("patient", "resident", "client"),
        rf"\b(?:patient|resident|client)\b[,:]? (?:{FIRST_NAME}[\w'’ -]{{0,20}}[,;:( –-]{{1,3}})?{EVENT}{DATE}",
    ),
    ("date of birth", DIGITS, rf"\b{NAME}[,( -]{{1,3}}\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19\d\d|[3-9]\d)\b"),
    (
        "address",
        ("live at", "lives at"),
        r"\b(?:he|she|i|who|patient|resident|mother|mum|father|dad|neighbour|man|woman|lady|client) lives? at \d",
    ),
    (
        "named person",
        ("called", "named"),
        rf"\b(?:patient|resident|service user|client|tenant) (?:called|named) {NAME}",
    ),
    (
        "named person",
        ("patient", "resident", "service user", "client", "tenant", "constituent"),
        rf"\b(?:my|our|a|this|one|an? \w+) (?:patient|resident|service user|client|tenant|constituent),? {FIRST_NAME}(?: {SURNAME})?(?:[,.;]| (?:is|was|has|had|who|fell|an?|aged|and|lives?|needs?|wants?|keeps?)\b|['’]s\b)",
    ),
    (
        "named person",
        ("patient", "resident", "service user", "client", "tenant"),
        rf"\b(?:(?:{RECORD}|records?|notes) (?:of|for|on|about) (?:patient|resident|service user|client|tenant):? {FIRST_NAME}\b|patient(?: name)? ?: ?{NAME}|(?:patient|resident|service user|client|tenant) in (?:bed|room|flat|bay) \w{{1,4}}[,:]? {NAME})",
    ),
    (
        "named person",
        ("mr", "ms", "miss", "master"),
        rf"{TITLED}(?:(?! {SAID}\b)[^.?!]){{0,60}}? {CARED_FOR}|{TITLED} (?:\w+ )?(?:fell|fallen)\b(?! out| behind| short)|\b{RECORD} (?:of|for|on|about) {TITLED}|{TITLE} [\w'’-]{{1,20}}['’]s (?:(?:test|blood|scan) results?|(?:medical|patient|gp|hospital) (?:records?|notes)|medication|diagnosis|discharge|prescription)\b|{TITLED},? \(?(?:aged? \d{{1,3}}|\d{{2,3}}[,)])",
    ),
    (
        "named person",
        ("aged",),
        rf"\b{NAME}{NOBODY},? \(?aged \d{{1,3}}\b(?![+–-]| (?:and|or|to|plus)\b(?! (?:has|is|was|lives)\b))",
    ),
    (
        "named person",
        ("diagnosed", "sectioned"),
        rf"\b{NAME}{NOBODY},? (?:who )?(?:was|is|has been|had been|being)(?: \w+)? (?:diagnosed with|sectioned)\b",
    ),
    ("named person", DIGITS, rf"\b{NAME}{NOBODY}, ?\d{{2,3}}, "),
    (
        "named person",
        ("has", "had", "lives with", "suffers"),
        rf"\b{NAME}{NOBODY},? (?:who )?(?:has|had|lives with|suffers from) (?:\w+ )?{ILLNESS}(?=[,.;?!]|$| (?:and|but|who|so)\b)",
    ),
    (
        "record number",
        DIGITS,
        r"\b(?:nhs|hospital|patient|mrn|case|passport)\W{0,3}(?:number|no|num|id|#)\b[^\d]{0,12}\d(?:[ .-]?\d){5}",
    ),
)

_TELLING = re.compile(
    r"[\d@]|\b(?:called|named|[Cc]alled|[Nn]amed|[Pp]atient,?|[Rr]esident,?|[Uu]ser,?|[Cc]lient,?|[Tt]enant,?|[Cc]onstituent,?|[Hh]a[sd]|[Ww]ith|[Ff]rom|[Mm][rs]s?|[Mm]iss|[Mm]aster)[ .:]|\b[Pp]atient(?: name)? ?:|\b(?:diagnosed|sectioned)\b|[\[(]at[\])]| dot "
)
PERSONAL = tuple((name, needs, re.compile(pattern, re.IGNORECASE)) for name, needs, pattern in PATTERNS)
_HOUSE = re.compile(HOUSE, re.IGNORECASE)
_POSTCODE = re.compile(POSTCODE)
# Whose address may be told: that of who has a door for everybody.
_ORGANISATION = re.compile(
    r"\b(?:surger(?:y|ies)|practices?|hospitals?|cent(?:re|er)s?|trusts?|councils?|clinics?|librar(?:y|ies)|halls?|offices?|pharmac(?:y|ies)|schools?|church|hubs?|care homes?|hospices?|academ(?:y|ies)|colleges?|universit(?:y|ies)|charit(?:y|ies)|boards?|icb|nhs|uk|ltd|limited|headquarters|hq|based at|meet(?:s|ing)? (?:at|in))\b"
)
_BOOK = re.compile(r"\b97[89](?:[ -]?\d){10}\b|\bisbn[^\d]{0,12}\d(?:[ -]?\d){8,12}", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<![\d£$€.,/])[1-9](?:[ .-]{0,2}\d){9}(?![ .-]?\d)|(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)")


def personal_data(text: str) -> str:
    """Return the kind of identifying data that a text holds, or an empty string."""
    low = text.lower()
    if _TELLING.search(text):
        if _nhs_number(text):
            return "NHS number"
        if any(_is_home(low, code.start()) for code in _POSTCODE.finditer(text.upper())):
            return "address"
        for name, needs, pattern in PERSONAL:
            if any(word in low for word in needs) and pattern.search(text):
                return name
    return one_person(text)


def _is_home(low: str, code: int) -> bool:
    """Say whether a house stands before a postcode, and no organisation whose address it is."""
    house = _HOUSE.search(low, max(0, code - 80), code)
    return house is not None and not _ORGANISATION.search(low, max(0, house.start() - 60), house.end())


def _nhs_number(text: str) -> bool:
    """Say whether ten digits stand together whose check digit is right (NHS Data Dictionary, mod 11)."""
    for run in _TEN_DIGITS.findall(_BOOK.sub(" ", text)):
        *body, check = (int(digit) for digit in run if digit.isdigit())
        if sum(digit * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11 == (11 - check) % 11:
            return not re.match(r"(?:19|20)\d\d[ -](?:19|20)\d\d", run)
    return False
