"""What tells the kind of thing that a question asks for, and whether a text holds it: tables of alternatives.

An alternative is a line. Those of a kind are tried from left to right at each place of a text, in the order written.
All but those of names are written for folded text (`assistant.text.fold`): lower case, straight quotes and dashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from assistant.text import NUMBER_WORDS


class Kind(StrEnum):
    """The kind of thing that a question asks for."""

    MONEY = "an amount of money"
    SHARE = "a share or percentage"
    DURATION = "a length of time"
    FREQUENCY = "how often"
    COUNT = "a number"
    DATE = "a date"
    PERSON = "the name of a person"
    ORGANISATION = "the name of an organisation"
    PLACE = "a place"
    NAME = "a name"
    LIST = "a list"
    DEFINITION = "a definition"
    REASON = "a reason"
    OUTCOME = "what came of it"
    LOCATED = "what stands at one place"
    OPEN = "an explanation"


def _any_of(listed: str) -> str:
    """Return the words of a text, each itself a pattern, as alternatives."""
    return f"(?:{'|'.join(listed.split())})"


NUMBER = (
    r"(?:\d[\d,.]*|" + "|".join(NUMBER_WORDS) + r"|dozen|half|double|twice|hundreds?|thousands?|millions?|billions?)"
)
_UNIT_OF_TIME = r"(?:year|month|week|day|hour|minute|decade|fortnight|annual|quarter)"
MONTHS = "january february march april may june july august september october november december".split()
_MONTHS = _any_of(" ".join(MONTHS))
_GIVEN = _any_of(r"money funding cash pounds? cost paid pay earn spen[dt] invest\w* allocat\w+ get gets worth")
_PAID = _any_of(r"cost get got paid pay spen[dt] given receive\w* allocat\w+ earn put")
_SUMS = r"(?:budget|salary|salaries|fee|fees|price|cost|costs|pay gap|wage bill|remuneration)"
_BODIES = _any_of(
    r"""communities sites systems areas places organisations icss? icbs? localities towns cities trusts councils
    boroughs regions partners universit\w+ authors?"""
)
ORGANISATIONS = _any_of(
    r"""trusts? hospitals? hospices? universit(?:y|ies) colleges? firms? compan(?:y|ies) consultanc(?:y|ies)
    suppliers? charit(?:y|ies) foundation councils? boroughs? schools? (?<=gp\s)practices? vendors? providers?
    contractors?"""
)
_POSTS = _any_of(
    "exec executive chair lead leader director person manager officer contact author man woman nurse doctor gp"
)
# "who is the chief executive of …": the post that is asked for, with the words before it.
POST_ASKED = (
    r"\bwho(?:'s| is| was| are| were)(?: currently| now)?(?: the| our| its| their| your)?"
    r" ((?:[\w'-]+ ){0,3}?(?:executive|ceo|chair(?:man|woman|person)?|director|officer|manager|secretary|minister"
    r"|president|lead|head|sponsor))s?\b(?! (?!of\b|at\b|for\b|in\b|on\b|there\b|now\b|then\b|and\b|or\b)[\w'-]+)"
)
# A rate is a price where it is one of pay: "the vacancy rate" is none.
_PRICES = _any_of(
    r"""fee price (?:hourly|daily|day|session\w*|pay|going)\srate rate\s(?:of\spay|per)\b tariff grant salary
    salaries wages? budget cost"""
)
_COSTS = r"(?:cost|come to|(?<!in )charge|ha(?:ve|d|s) to pay|paid per)"
_AUXILIARY = _any_of("is are was were do does did has have had must shall should can could may might would will")
# Not "what the charity got", which asks of no charity.
_WHICH = rf"\b(?:which|what(?! {_AUXILIARY}\b))(?! (?:the|an?|our|your|their|this|these|those)\b) "
_OTHER = r"(?:(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|to|of|in|for)\b)[\w'-]+ )"
_ASKED_ELSE = r"\b(?:what|how|who|why|which|where)"
_BEGINS = _any_of("starts? begins? launch(?:es)? opens? closes?")
_LESS = _any_of(r"cuts? trim\w* reductions? slash\w* shrink\w*")
RISES = _any_of("fall fell fallen rise risen drop dropped improve improved reduce reduced increase increased")
_LISTED = _any_of(
    """principles functions actions aims purposes steps criteria benefits challenges tensions objectives examples ways
    roles skills abilities areas themes faculties workstreams grounds signs expectations behaviours"""
)
_DETERMINER = _any_of("what which the these those our your its their")
FEW = rf"(?:{'|'.join(list(NUMBER_WORDS)[2:13])}|[2-9]|1[0-2]|half a dozen|half dozen)"

# What a question says that asks for a thing of a kind. The first kind counts of which an alternative is found.
ASKED: Mapping[Kind, tuple[str, ...]] = {
    # What money is for, not how much of it there is.
    Kind.OPEN: (
        r"^(?!.*\bhow much\b).*\b(?:what|which)\b.*\b(?:spen[dt]|used?|pays?|money|grants?|fund(?:s|ing)?|budgets?)"
        r" (?:on|for|towards)\W*$",
        r"^(?:what|which) (?:[\w-]+ )?costs (?:can|could|may|might|do|does|did|will|would)\b.*"
        r"\b(?:covers?|covered|claim|claimed|met|paid|included?|allowed)\b",
    ),
    Kind.SHARE: (
        r"what (?:%|(?:percentage|proportion|share|per ?cent|fraction)\b)",
        r"how many per ?cent",
        r"\bby how much did\b(?!.*\b" + _PAID + r"\b)",
        r"\bhow (?:much|big an?|large an?|deep an?)\b[^?]*\b" + _LESS + r"\b",
        r"\bpercentage of",
        r"what reduction",
    ),
    Kind.DURATION: (
        r"how long\b",
        r"how (?:many|much) (?:of (?:the|my|our|your|their|an?) )?(?:working )?"
        r"(?:years?|months?|weeks?|days?|hours|time)\b",
        r"(?:over|for) (?:what|which) (?:period|years)",
    ),
    Kind.MONEY: (
        r"^(?:(?:and|but|so|for) )?how much\W*$",
        r"how much (?:\w+ ){0,3}?" + _GIVEN + r"\b",
        r"\bhow much (?:does|did|do|was|were|is|are|will|would) .*\b" + _PAID + r"\b",
        r"\bhow much (?:is|was) (?:\w+ ){0,3}?" + _PRICES + r"\b",
        r"\bhow much in (?:pounds|cash)",
        r"(?:what|which|whats|what's)(?: is| are| was| were|'s)?(?: the)?(?: \w+){0,4} " + _SUMS + r"\b",
        r"\bhow many pounds",
        r"\bwhat (?:do|does|did|are|is|was|were)\b.*\b(?:earn|earns|paid)\b",
        r"\b(?:salary|remuneration|pay) of\b",
        r"\b(?:what|whats|what's)(?: is| are| was| were| do| does| did)?(?: the| an?)? (?:[\w'-]+ ){0,2}"
        + _PRICES
        + r"\b(?! (?:[\w-]+ )?dates?\b)",
        r"\b(?:what|whats) (?:did|does|do|would|will|is|was) [^?.!]*\b" + _COSTS + r"\b",
        r"\bsize (?:was|is|of) [^?.]*\b(?:grant|fund|pot|budget)\b",
        r"\bhow much (?:per|an?|each) (?:session|hour|day|head|person)\b",
        r"£ ?/",
        r"\bin £",
        r"\bwhat (?:has|have|had) [^?.]*\bspent\b",
    ),
    Kind.FREQUENCY: (r"how (?:often|frequently|regularly)",),
    Kind.COUNT: (
        r"how many\b",
        r"what number of",
        r"(?:what|which) (?:is|was|were) the (?:number|size|population)",
        r"how (?:big|large|populous)",
        r"what size",
    ),
    Kind.DATE: (
        r"^(?:(?:and|but|so|since|by) )?when(?: exactly)?\W*$",
        r"(?:^|[,.;:?!-] ?|and |but |so )when (?:was|were|is|are|did|does|do|will|has|have|should|can)\b",
        r"(?:what|which|in what|in which) (?:date|year|month|day|quarter)",
        r"what.?s the date",
        r"how (?:old|recent) is",
        r"\b(?:what|which|whats|what's)(?: is| was)?(?: the| exact)* (?:deadline|(?:[\w'-]+ ){1,4}date)\b",
        r"^(?!.*" + _ASKED_ELSE + r"\b.*\bwhen\b).*\bwhen\b.*\b(?:kicks? in|" + _BEGINS + r"|due)\b",
    ),
    Kind.PERSON: (
        r"\bnames? of (?:the |an? )?(?:[\w'-]+ ){0,3}?" + _POSTS + r"\b",
        r"got a name",
        r"\bnames? (?:pls|please)\b",
        r"\b(?:love|want|need|like) (?:a|the) names?\b",
        r"\bnames of (?:individuals|people)\b",
        r"who (?:should|can|do|could) (?:i|we) (?:ring|call|contact|speak|talk|write|e-?mail|ask)\b",
    ),
    Kind.ORGANISATION: (_WHICH + _OTHER + r"{0,2}?" + ORGANISATIONS + r"\b",),
    Kind.PLACE: (
        r"^(?:and |so |but )?where(?:'s| (?:is|was|are|were|do|does|did|has|have|had|will|would|can)\b)(?! (?:i|we)\b)"
        r"(?!.*\b(?:disagree|agree|differ|overlap)\b)",
        r"\bwhereabouts\b",
        r"\b(?:what|which) (?:town|city|venue|address|location)\b",
    ),
    Kind.NAME: (
        r"^(?:who|whose|whom)\b",
        _WHICH + r"(?:\w+ ){0,2}" + _BODIES + r"\b",
        r"(?:\b(?:and|but|so|(?:wants?|need) to know|tell (?:me|us))|[,.;:?!]) ?who(?:se|m)?\b",
        r"what (?:is|was|were|are)(?: the)? names?",
        r"what.?s the name",
        r"who (?:is|was|are|were|should|did|won|leads?|runs?|wrote|chairs?)\b",
        r"whats? (?:it|they) called",
    ),
    Kind.DEFINITION: (
        r"^(?:so )?(?:please )?(?:what(?: is| are|'s)|whats|what's) (?:an? |the )?[\w'()-]+(?: [\w'()-]+){0,3}"
        r"(?: and what(?: is|'s) (?:an? )?[\w' -]{2,40})?\??$",
        r"what (?:does|do|is meant by) .* (?:mean|stand for)",
        r"define\b",
        r"meaning of",
        r"what(?: is|'?s) meant",
    ),
    Kind.REASON: (
        r"\bwhy\b",
        r"what (?:is|was|are|were) the (?:reason|rationale|argument|case|cause)",
        r"how come",
        r"on what grounds",
        r"reasons? (?:for|why|that)",
    ),
    Kind.OUTCOME: (
        r"\b(?:did|has|have|had|(?<!how )does|(?<!how )do)\b[^?.!]*(?<!\bto )\b(?:come down|gone? (?:up|down)|cut down|"
        + RISES
        + r")\b",
        r"\b(?:did|has|have|had|does|do)\b[^?.!]*\b(?:g[eo]t (?:any )?(?:better|worse)|hit (?:its|their|the))\b",
        r"\b(?:did|does|do|has|have) [^?.]*\b(?:actually|really) work(?:ed)?\b",
        r"\bbetter off\b|\bwhat changed for\b|\bdid it work\b",
        r"\bup or down\b",
        r"\bwhat did [^?]*\b(?:find|conclude|recommend|show)\b",
        r"\bwhat (?:did|has|have|had) [^?]*(?<!\bto )\b(?:achieve|accomplish)(?:d|ed)?\b",
        r"\bwhat (?:was|were|is|are) the (?:outcome|result|finding|conclusion|recommendation)s?\b",
    ),
}

# "Northmoor's", "the King's Fund's", "leaders'": whose things they are that are asked for.
_OWNER = r"(?:the )?(?:(?!and\b)[\w'-]+ ){0,2}(?!(?:what|who|it|that|let|there|here)'s)[\w-]+(?:'s|s')"
# What a question says that a list would answer.
LIST: tuple[str, ...] = (
    r"\b(?:list|name|enumerate)\b(?! of)",
    r"\bgive me (?:the|all|a list|some|half)",
    r"\b(?:what|which)(?: \w+)? (?:are|were)(?: all)?(?: of)? (?:the|its|their|our)\b",
    r"\b(?:what|which) (?:are|were) " + _OWNER + " " + FEW + r"\b (?!years|months|weeks|days|hours|per)",
    r"\b(?:what|which) (?:sort|kind|type)s? of \w+",
    r"\bwhat should\b",
    r"\bwhat must\b",
    r"\bwhat (?:do|does|did) .* (?:include|cover|consist|involve|look like)\b",
    r"\bwhat good looks like\b",
    r"\b" + _DETERMINER + " " + FEW + r"\b (?!years|months|weeks|days|hours|per)",
    r"\b" + _LISTED + r"\b",
)
# What it says that none would.
NO_LIST: tuple[str, ...] = (
    r"^(?:who|when|where|why)\b",
    r"\bhow (?:many|much|long|often|frequently)\b",
    r"\bwhy\b",
)

# What it says that asks of more than one thing, or of several sources.
WIDE: tuple[str, ...] = (
    r"\b(?:compar\w+|differ\w*|versus|vs?|both|each|unlike|contrast\w*|across|as well as|anywhere|gather)\b",
    r"\b(?:stack up|side by side|same thing)\b",
    r"\b(?:the|your|these|those|all|any) (?:\w+ )?(?:sources|papers|documents|publications|reports)\b",
    r"\bhow does .* square\b",
    r"\band (?:(?:for|by|in|at|on|of) )?(?:what|did|do|has|have|is|are|would|how|who)\b",
)

_ASKING = (
    r"(?:what|which|list|name|give me|tell me|remind me of|recap|explain|describe|summari[sz]e)"
    r"(?: are| were|'re| me)?(?: all)?"
)
# "list the six functions": how many things are asked for, in its group; not how much time.
_NUMBER_OF_THINGS = (
    rf"({'|'.join(NUMBER_WORDS)}|\d{{1,2}}|half (?:a )?dozen) (?!years|months|weeks|days|hours|per cent|%)[a-z]+"
)
SO_MANY = (
    rf"(?:^|\b{_ASKING} |\ball (?:the )?)(?:the |its |their |our |those |these |{_OWNER} )?{_NUMBER_OF_THINGS}",
    # "There are six functions. What are they?"
    rf"\b{_NUMBER_OF_THINGS}\b[^?]{{0,80}}?\b(?:(?:what|which) (?:are|were)|list|name) (?:they|these|those|them)\b",
)

# What asks for somebody's own words.
QUOTES = (
    r"\bquotes\b|\b(?:a|any|one|some|another|good|direct|strong) quot(?:e|ation)s?\b"
    r"|\bquote (?:me )?(?:someone|somebody|anyone|an?|one|some|any|from)\b|\bin (?:their|his|her) own words\b"
    r"|\b(?:something|anything|what) (?:that )?(?:an?|one|some) (?:[\w'-]+ ){1,5}(?:said|told)\b"
)

# How a question begins that tells us to answer: no name, though written large.
TOLD = (
    r"^(?:list|name|remind|recap|describe|explain|summari[sz]e|compare|contrast|outline|define|enumerate|identify|find"
    r"|show|unpack|discuss|quote|gather|thanks|hello|apart|according|regarding|concerning|besides|[a-z]+ly)\b"
)

# Who asks, before what is asked: "Director of nursing in Norfolk: …", "As a GP in Hastings, …".
_ASKERS = _any_of(
    r"""nurses? gps? doctors? consultants? surgeons? midwi(?:fe|ves) pharmacists? paramedics? [a-z]*therapists? physios?
    dieti[tc]ians? psychologists? psychiatrists? clinicians? practitioners? directors? managers? leads? leaders? chairs?
    chiefs? ceos? officers? commissioners? councillors? governors? trustees? carers? fellows? workers? analysts?
    visitors? radiographers? registrars? matrons? charit(?:y|ies)"""
)
ASKER = (
    r"^(?!(?:according|after|since|in|for|at|what|who|how|why|when|where|which|do|does|did|is|are|was|were|can|could"
    rf"|has|have|should|will)\b)[^,:;?]{{0,60}}?\b{_ASKERS}\b[^,:;?]{{0,60}}?(?:[,:;]| [-–—])\s"
)

# What a text says that holds a thing of a kind.
STATES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MONEY: (
        r"£ ?\d",
        r"\d ?(?:p|pence|pounds?)\b",
        rf"\b{NUMBER} (?:pence|pounds?)\b",
    ),
    Kind.SHARE: (
        NUMBER + " ?(?:%|per ?cent)",
        r"\b(?:half|third|quarter|fifth|majority)\b",
        r"\d+ in \d+",
    ),
    Kind.FREQUENCY: (
        r"\b(?:every|each|per|annual(?:ly)?|monthly|weekly|daily|yearly|quarterly|once|twice|regular(?:ly)?|times)\b",
        r"a (?:year|month|week|day)\b",
    ),
    Kind.DURATION: (
        rf"(?:{NUMBER}|half|an?|full|few|several)[- ]?(?:\w+[- ])?{_UNIT_OF_TIME}s?\b",
        _UNIT_OF_TIME + "-long",
        r"\b(?:from|between|since|until) .*\d",
        r"\d{4}\s?[–-]\s?\d",
    ),
    Kind.COUNT: (
        rf"\b{NUMBER}\b",
        r"\d",
    ),
    Kind.DATE: (
        r"\b(?:19|20)\d\d\b",
        r"\b" + _MONTHS + r"\b",
        r"\d{1,2}/\d{1,2}/\d",
    ),
    Kind.NAME: (r"\b[A-Z][\w’'-]+",),
    Kind.PLACE: (r"\b(?i:in|at|near|across|from|around) (?:the )?(?!(?i:" + _MONTHS + r")\b)([A-Z][\w’'-]+)",),
    Kind.OUTCOME: (
        r"\b(?:reduc|improv|increas|decreas|conclu|recommend|benefi|success|finding|outcome|impact|result)\w*\b",
        r"\b(?:f[ae]ll|fallen|rose|risen|drop(?:ped|s)?|sav(?:ed|ing|ings)|found|led to|positive|fewer|per cent)\b",
        r"\b(?:grew|grown|unchanged|(?:remained|stayed) (?:at|the same)|(?:up|down) from"
        r"|did(?:n't| not) change|no (?:change|difference))\b",
        r"\d%",
    ),
}

# What tells that an outcome is hoped for, not reported.
HOPED = (
    r"\b(?:aims?|aimed|targets?|objectives?|hop(?:e|es|ed|ing)|will|should|would|could|intend\w*|plan(?:s|ned)? to"
    r"|seeks?|currently being|yet to|expected|in order to|to be)\b"
)
