# ruff: noqa: E501  a pattern is a line
"""Whether a text tells of one person by what stands together: somebody, and a fact that only one person has.

Neither a name nor an address, an age or an illness identifies by itself: leaders have names, surgeries addresses, groups
ages. A first name does with an age and what happens to those in care, initials with a postcode or a record's number, a
title with a medicine, and whoever was born on a day or in a month. What stands in one sentence counts.
"""

from __future__ import annotations

import re

from assistant.answering.guard_patterns import PIECES

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ORDINAL = r"(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,5}teenth|twentieth|thirtieth)"
_YEAR = r"(?:19|20)\d\d|(?:nineteen|twenty)[- ](?:\w+[- ]?){1,2}|two thousand"
_DAY = rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?: day)?(?: of)? {_MONTH}"
# A whole date, the American way too, or a month of a year.
_DATE = rf"(?:{_DAY},? (?:{_YEAR})|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:{_YEAR})|{_MONTH},? (?:of )?(?:{_YEAR}))"
_BORN = rf"born,? (?:on |in )?{_DATE}"

_GROUPS = """people persons children women men adults boys girls pupils students leavers carers workers residents patients clients staff
    teams? nurses colleagues members? those anyone everyone someone nobody somebody anybody all most many some each every none males? females?
    the this that these a an our my his her their its and but or if when where while with from for in on at by to of as we they he she it you who
    board trust council group panel forum partnership system alliance network place hospital surgery practice centre""".split()
_GROUP = rf"(?:{'|'.join(_GROUPS)})\b"
# A word that is written as a name is, and does not begin its sentence as a group or a small word; that it is one, a fact beside it has to show.
_FIRST = rf"(?<![\w'’-])(?!{_GROUP})(?-i:[A-Z][a-z][\w'’-]{{0,18}})"
_FULL = rf"{_FIRST}(?: (?!{_GROUP})(?-i:[A-Z])[\w'’-]{{0,20}}){{0,2}}"
_TITLED = r"\b(?-i:Mr|MR|Mrs|MRS|Ms|Miss|Master)\b\.? (?-i:[A-Z])[\w'’-]{0,20}(?: (?-i:[A-Z])[\w'’-]{1,20})?"
_INITIALS = r"(?<![\w.])(?-i:[A-Z]\.(?: ?[A-Z]\.){1,2})(?!\w)"
_CAPITALS = r"(?<![\w.])(?-i:[A-Z] ?[A-Z])(?![\w.])"
_KIN = r"(?:mother|mum|mam|dad|father|son|daughter|baby|wife|husband|brother|sister|nan|gran|grandma|grandmother|grandad|grandfather|neighbour|aunt|uncle)"
_ONE = rf"(?:he|she|who|(?:wo)?man|lady|gentleman|boy|girl|patient|resident|client|tenant|service user|person|child|{_KIN})"

_AGE = r"(?:aged? )?\d{1,3}(?:[- ]years?[- ]old|[- ]?y/?o)?"
_NO_GROUP = r"(?![+–%-]| ?(?:and|or|to|plus) (?:over|above|older|under|younger|more|\d)|,\d)"
_AGED = rf"(?:,? ?\(?|,? (?:is|was) )(?:an? )?{_AGE}{_NO_GROUP}"
_STREET = r"(?:road|rd|street|lane|avenue|ave)"
_STREETS = r"(?-i:Road|Rd|Street|St|Lane|Avenue|Ave|Close|Drive|Way|Court|Crescent|Terrace|Gardens|Grove|Place|Square|Row|Hill|Park|View|Walk|Mews|Green)"
_ADDRESS = rf"(?:(?:flat|apartment) \w{{1,4}},? )?\b\d{{1,4}}[a-z]?,? (?:(?:(?-i:[A-Z])[\w'’.]{{1,20}} ){{1,3}}{_STREETS}|(?:[\w'’]{{2,20}} ){{1,2}}{_STREET})\b"
_POSTCODE = r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
_RECORD = r"\b(?:record|records|chart|file|mrn|hospital|patient|case|unit|emis|systmone|rio)(?:'s)?(?: ?(?:number|num|no\.?|id|ref(?:erence)?|#))?[ :#]{1,3}[a-z]{0,3}-?\d[\d-]{3,}"


def _expanded(piece: str) -> str:
    """Return an entry of `PIECES` with those that it names in it."""
    return re.sub(r"(?<!\?)<(\w+)>", lambda found: _expanded(found[1]), PIECES[piece])


# What is said of those in care, and of no colleague: a medicine or an illness of one's own, and how one lives.
_MEDICINE, _ILL = rf"\b{_expanded('drug')}", rf"\b{_expanded('ill')}"
_ENDS = r"(?=[,.;:?!)]|$| (?:and|but|for|twice|once|daily|every|each|at|so|since|because|which|that|who)\b(?! (?:his|her|our|the|its) (?:agenda|portfolio|list|remit)))"
_TAKES = rf"(?:takes|took|taking|injects|injecting|is on|was on|uses|using|needs|forgets|refuses|misses|missed|stopped|is given|was given|is prescribed|was prescribed) (?!part\b|the lead\b)(?:[\w'’-]+ ){{0,3}}?{_MEDICINE}{_ENDS}"
_HAS = rf"(?:has|had|having|lives with|living with|suffers from|diagnosed with) (?:[\w'’-]+ ){{0,2}}?{_ILL}{_ENDS}"
_LIVES = r"(?:lives (?:alone|with (?:his|her)|by (?:him|her)self)|(?:is|was|now) (?:\w+ ){0,3}?(?:housebound|deaf|blind|bedbound|bed-bound|bedridden|incontinent|dying|terminally ill|in a wheelchair)|(?:cannot|can't|can no longer) (?:walk|wash|dress|see|hear|speak|swallow)|walks with|fell\b(?! out| behind| short)|had (?:\w+ ){1,2}falls?|wears (?:a |his |her )?(?:pads?|hearing aids?|catheter)|has (?:a |his |her )?(?:catheter|stoma|pacemaker|feeding tube))"
_HURT = r"(?:(?:broke|fractured|injured|hurt|burn(?:ed|t)|twisted) (?:his|her|their|an?|one|both) (?:\w+ )?(?:hips?|legs?|arms?|wrists?|ankles?|necks?|backs?|pelvis|shoulders?|skull|femur|knees?|ribs?|nose|hands?|f(?:oo|ee)t|spine|collarbone)\b|lay on (?:the|a|his|her) (?:\w+ )?(?:floor|ground|pavement|trolley|bathroom|kitchen)|(?:lay|waited|spent|was left) (?:for )?(?:[\w-]+ ){1,3}?(?:hours|days|nights|weeks) (?:in|on|for) (?:an?|the) (?:\w+ )?(?:trolley|corridor|floor|ambulance|bed|chair|a&e)\b)"
_CARED_FOR = rf"(?:{_TAKES}|{_HAS}|{_LIVES}|{_HURT}|(?:was|is|been|being|got) (?:\w+ )?(?:admitted|readmitted|discharged|diagnosed|sectioned)|(?:needs|awaits|waits for|waiting for) (?:\w+ ){{0,3}}?(?:care|carers?|package|operation|surgery|placement|hip|knee))\b"
_NO_CARE = r"(?:(?!\b(?:say|says|said|told|argues?|argued|asked|thinks?|thought|reports?|reported|wrote|writes)\b)[^.?!;]){0,60}?"

# What happened to one of those in care, told with where from or whose kin, is a case that somebody knows; a question
# asks of nobody, and a country tells nobody.
_HAPPENED = r"(?:fell|lost|waited|died|rang|called|spent|lay|(?:was|is|got|has been) (?:turned away|sent home|left alone|moved))\b"
_IN_CARE = r"(?:patient|resident|service user)"
_FROM = r"from (?!(?-i:England|Wales|Scotland|Britain|NHS)\b)(?-i:[A-Z][a-z])"
_NO_QUESTION = r"(?![^.!]*\?)"

# A name in capitals alone, and two words of one, neither a group: a fact beside it has to show that it is one.
_SHOUTED = rf"(?<![\w'’-])(?!{_GROUP})(?-i:[A-Z]{{3,}}) (?!{_GROUP})(?-i:[A-Z][A-Z'’-]{{2,}})(?![\w'’-])"
_NAMED = rf"{_FIRST} (?!{_GROUP})(?-i:[A-Z])[\w'’-]{{1,20}}"

# What a rule cannot do without, which is looked for once in each line.
_BIRTH, _CARE, _TITLE, _PLACE, _NUMBER, _AGES, _CASE, _RELATED = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bborn\b|\bd\.?o\.?b\b|\bbirth\b", _CARED_FOR, r"\b(?:mr|mrs|ms|miss|master)\b",
        rf"\d[^.?!]{{0,60}}?\b(?:{_STREET}|{_STREETS})\b|{_POSTCODE}", rf"{_POSTCODE}|{_RECORD}", r"\d",
        rf"\b{_IN_CARE}|\bold\b", rf"\b{_KIN}\b",
    )
)  # fmt: skip
_RULES = tuple(
    (name, need, re.compile(pattern, re.IGNORECASE))
    for name, need, pattern in (
        ("date of birth", _BIRTH, rf"(?:\b{_ONE}|{_TITLED}|{_INITIALS}|{_CAPITALS}|{_FIRST} (?-i:[A-Z])[\w'’-]+(?<!trust)(?<!board)(?<!council)(?<!service)(?<!partnership)),? ?\(?(?:who )?(?:was )?{_BORN}"),
        ("date of birth", _BIRTH, rf"{_FIRST}(?:(?<!s) |, ?| ?\(|,? who was ){_BORN}"),
        # "The forum was born in April 2015": of what began not long ago it is said, too.
        ("date of birth", _BIRTH, rf"{_FIRST} was {_BORN}(?<!20\d\d)"),
        ("date of birth", _BIRTH, rf"^\W*{_BORN}|\b(?:d\.?o\.?b\b\.?|date of birth)\W{{0,3}}(?:is |was )?{_DATE}"),
        ("address", _PLACE, rf"(?:{_TITLED},? (?:of|from|at|lives at|in)?|{_FIRST}(?<!s)(?: (?-i:[A-Z])[\w'’-]+)? (?:of|from|lives at|lives in)|\b{_ONE}(?: (?:of|aged) \w+)?,? (?:\w+ )?(?:of|from|at|in)|\b(?:case|story|example) of {_FULL},? (?:of|from|at|in|who lives at)|\b{_AGE},? (?:of|from|at|lives at|living at)) ?{_ADDRESS}"),
        ("address", _PLACE, rf"\blives at {_ADDRESS}"),
        ("address", _PLACE, rf"{_FULL}{_AGED}(?:[,)]| (?:from|of|at|in|who|and)\b)[^.?!]{{0,60}}?(?:{_ADDRESS}|{_POSTCODE})"),
        ("address", _PLACE, rf"\b\d{{1,3}}[- ]years?[- ]old\b[^.?!]{{0,60}}?(?:{_ADDRESS}|{_POSTCODE})"),
        ("named person", _AGES, rf"{_FIRST}(?<!s), ?(?:aged )?\d{{1,3}}, ?(?:from|who|lives?|has|is|fell|needs|takes)\b"),
        ("named person", _AGES, rf"{_FIRST}(?<!s),? \(?(?:an? )?(?:aged \d{{1,3}}|\d{{1,3}}[- ]years?[- ]old)\b{_NO_GROUP}"),
        ("named person", _CARE, rf"{_FULL}{_AGED}\)?,?[^.?!;]{{0,30}}? {_CARED_FOR}"),
        ("named person", _CARE, rf"{_TITLED}(?!['’]s){_NO_CARE} {_CARED_FOR}"),
        ("named person", _TITLE, rf"{_TITLED}['’]s (?:\w+ ){{0,2}}?(?:{_MEDICINE}|{_ILL})(?=[,.;?!]|$| (?:is|are|was|were|and|has|needs|gets|keeps)\b)"),
        ("named person", _CARE, rf"{_FULL},? (?:who )?(?:{_TAKES}|{_LIVES}|{_HURT})"),
        ("named person", _CARE, rf"{_INITIALS}[^.?!;]{{0,40}}? {_CARED_FOR}"),
        ("named person", _CASE, rf"\b{_IN_CARE},? (?-i:(?!U\.K|N\.H)[A-Z]\. ?[A-Z]\.)(?! ?[A-Z]\.)(?!\w)"),
        ("named person", _CARE, rf"(?<!\bin )(?<!\bat )(?<!across )(?<!within ){_FULL}(?<!s), who (?:has|had|lives with) (?:(?:early|severe|mild|advanced|chronic|type \d) )?{_ILL}{_ENDS}{_NO_QUESTION}"),
        ("named person", _CASE, rf"\b(?:the|this|that|our|my|her|his) {_IN_CARE}(?:['’]s name)? (?:is|was|is called|was called|called|named),? {_NAMED}(?<!['’]s)(?=[.,;:!?)]|$| (?:who|and|aged?|from|of|was|has|is)\b)"),
        ("named person", _CASE, rf"\b\d{{1,3}}[- ]years?[- ]old {_ONE},? \(?{_CAPITALS}[,)]"),
        ("named person", _CARE, rf"{_SHOUTED},? (?:who )?(?:{_TAKES}|{_HAS}|{_LIVES})"),
        ("named person", _AGES, rf"{_SHOUTED}, ?\(?(?:aged? )?\d{{1,3}}[,)],? ?(?:who|from|of|and (?:his|her)|has|had|lives|is|was|fell|waited)\b"),
        ("named person", _CARE, rf"{_NAMED} (?:was|is|got|has been|had been) (?:\w+ )?(?:(?:re)?admitted\b(?! to (?!(?:an? |the )?(?:hospital|ward|hospice|a&e|icu|intensive care|care)\b))|discharged\b(?! of\b)|sectioned\b){_NO_QUESTION}"),
        ("named person", _RELATED, rf"\b(?:her|his|my|our|the {_IN_CARE}['’]s) {_KIN},? {_FIRST}(?: (?-i:[A-Z])[\w'’-]+)?,? (?:who )?(?:{_HAPPENED}|{_CARED_FOR}){_NO_QUESTION}"),
        ("named person", _CASE, rf"\b(?:one|two|another|several|some) of (?:our|my) {_IN_CARE}s, (?!(?-i:Mr|Mrs|Ms|Dr)\b){_FIRST}(?: (?-i:[A-Z])[\w'’-]+)?,(?! (?:who )?(?:chair|lead|sit|sa(?:ys|id)|run|work|spoke|told)){_NO_QUESTION}"),
        ("named person", _CASE, rf"\b(?:our|my) {_IN_CARE},? {_FIRST}(?: (?-i:[A-Z])[\w'’-]+)?,? (?:\w+ly )?(?:{_HAPPENED}|{_CARED_FOR}|(?-i:[a-z]{{3,}}ed)\b|went\b|came\b|got\b){_NO_QUESTION}"),
        ("one patient's case", _CASE, rf"\bone of (?:our|my) {_IN_CARE}s, (?:an? (?:[\w'’-]+ ){{1,4}}?{_FROM}|[^.?!;]{{0,80}}?\b(?:his|her) {_KIN}\b|(?:aged )?\d{{2,3}},)"),
        ("one patient's case", _CASE, rf"(?<!average )(?<!typical )\b\d{{1,3}}[- ]years?[- ]old (?:{_ONE})\b[^.?!;]{{0,30}}? {_FROM}[\w'’-]+[^.?!;]{{0,30}}? {_HAPPENED}{_NO_QUESTION}"),
        ("record number", _NUMBER, rf"{_INITIALS}[^?!;]{{0,60}}?(?:{_POSTCODE}|{_RECORD})|(?:{_POSTCODE}|{_RECORD})[^.?!;]{{0,30}}?{_INITIALS}"),
        ("record number", _NUMBER, rf"{_CAPITALS}[^?!;]{{0,60}}?{_RECORD}|(?:{_FULL}|{_TITLED}),? ?\(?{_RECORD}"),
        ("record number", _NUMBER, rf"{_POSTCODE}[^.?!;]{{0,40}}?{_RECORD}|{_RECORD}[^.?!;]{{0,40}}?{_POSTCODE}"),
    )
)  # fmt: skip

_NEEDS = frozenset(need for _, need, _ in _RULES)
# Read before the rules are: what none of them can do without.
_TELLING = re.compile(
    rf"\b(?:{_IN_CARE}|{_KIN})\b|"
    r"\d|\b[Bb]orn\b|\b[Oo]ne of (?:our|my)\b|\b(?:Mr|MR|Mrs|MRS|Ms|Miss|Master)\b|\b[A-Z]\.|\b[Dd]\.?[Oo]\.?[Bb]\b|\b[A-Z][\w'’-]{0,20},? (?:who )?"
    r"(?:takes|took|taking|inject|is|was|uses|using|needs|forgets|refuses|miss|stopped|lives|now|can|walks|fell|had|has|wears|broke|fractured|injured|hurt|burn|twisted|lay|waited|spent)"
)


def one_person(text: str) -> str:
    """Return the kind of facts by which a text tells of one person, or an empty string."""
    for line in filter(_TELLING.search, re.split(r"\n|(?<=[a-z)][.?!]) (?=[A-Z])", text)):
        there = {need for need in _NEEDS if need.search(line)}
        if found := next((name for name, need, rule in _RULES if need in there and rule.search(line)), ""):
            return found
    return ""
