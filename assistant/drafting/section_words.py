"""A text -> whether it speaks of what a section of a plan is about: one of the words without which that is hardly said.

A model finds something nearest to whatever a section asks, and its log-odds tell what answers from what lies beside it
too weakly to leave the choice to it alone.
"""

from __future__ import annotations

import re

# What went wrong or held others back, as any publication may say it.
_TROUBLE = (
    r"fail\w*|barriers?|obstacles?|reluctan\w+|fears?|feared|resist\w*|too (?:far|few|little|late)|struggl\w+"
    r"|(?:fell|falls?) short|limited by|lost (?:impetus|momentum|trust)|went nowhere|tensions?|hinder\w*|undermin\w+"
    r"|at risk|risk lacking|broke down|collapsed"
)
# By the id of the section; of its problem a team speaks in words of its own.
_WORDS = {
    "fit": (
        r"priorit\w+|aims?|purposes?|ambitions?|visions?|goals?|objectives?|mission|inequalit\w+|prevent\w*"
        r"|upstream|population health"
    ),
    "people": (
        r"patients?|residents?|citizens?|carers?|users?|lived experience|communities|local people"
        r"|people and communit\w+|(?:the|wider) public|voices?|famil(?:y|ies)|parents?|relatives|tenants?"
        r"|co-?(?:produc|design)\w+|(?:listen|consult)\w*|heard"
    ),
    "team": (
        r"roles?|profession\w*|teams?|multi-?(?:disciplin|profession)\w+|disciplines?|equal\w*|voices?|nurs\w+|midwi\w+"
        r"|pharmac\w+|\w*therap\w+|social work\w*|clinicians?|doctors?|consultants?|dominan\w+|powers?|hierarch\w+"
    ),
    "sponsor": (
        r"sponsor\w*|decisions?|decid\w+|boards?|govern\w+|accountab\w+|approv\w+|sign(?:ed|s)?[- ]off|authority"
        r"|forums?|committees?|chair\w*|responsib\w+|mandat\w+|endors\w+|delegat\w+|oversight|oversee\w*"
    ),
    "time": (
        r"(?:their|the|no|enough|sufficient|scheduled|ring-?fenced|little|more|spend|spent|give|given) (?:\w+ )?time"
        r"|time (?:to|for|allocat\w+|commitment)|releas\w+|back-?fill\w*|protected|dedicated|job plans?"
        r"|workloads?|head ?space|sessions?|days? (?:a|per|each|every) (?:week|month)|administrative|project management"
        r"|analy(?:sts?|tical)|data|fund(?:ed|ing)|resourc\w+|expenses|locums?"
    ),
    "partners": (
        r"partner\w*|relationships?|sectors?|voluntary|charit\w+|councils?|local (?:government|authorit\w+)|social care"
        r"|police|educat\w+|schools?|colleges?|universit\w+|employers?|collaborat\w+|networks?"
        r"|engag\w+|federations?|joint\w*|together"
        r"|(?:between|across|other|different|member) (?:\w+ )?organisations|each other\w*|mutual\w*|trusted"
        r"|(?:build\w*|built|gain\w*|earn\w*|lack of|of) trust"
    ),
    "approach": (
        r"pilot\w*|beg[aiu]n\w*|start\w*|launch\w*|first|steps?|test\w*|trial\w*|train\w*|tasks?|buil(?:d|ds|ding|t) on"
        r"|summits?|stor(?:y|ies)|phase\w*|tr(?:y|ied|ying)|set up|establish\w*|design\w*|approach\w*"
    ),
    "milestones": (
        r"(?<!last )(?:months?|weeks?)|years(?!['’])|(?:a|one) year|quarter(?:s|ly)|pace|phases?|timetables?"
        r"|timescales?|deadlines?|milestones?|schedules?|gradual\w*|takes? (?:\w+ ){0,2}(?:time|long)"
        r"|(?<!-)(?:long|longer) (?:to|before|until|time)"
    ),
    "learning": (
        r"learn\w*|train(?:ing|ed|ees?)|skill\w*|coach\w*|mentor\w*|shadow\w*|academ\w+|courses?|modules?"
        r"|secondments?|(?:leadership|professional|personal|workforce|career|skills?) development"
        r"|development (?:programm|opportunit)\w+|educat\w+|peers?|workshops?|fellow\w*|reflect\w*"
    ),
    "measures": (
        r"measur\w*|metrics?|indicators?|surveys?|evidence\w*|impacts?|outcomes?|progress|figures?|per cent|data"
        r"|visible|invisible|intangible|monitor\w*|checks?|feedback|results?|reduc\w+|increas\w+|rates?|fell|rose"
        r"|doubled|halved|track\w*|audit\w*"
    ),
    "risks": (
        rf"{_TROUBLE}|risks?|pressures?|problems?|concern(?:s|ed)?|worr(?:y|ies|ied)|strained|delay(?:s|ed)"
        r"|set (?:\w+ )?back|lost|lose|lack(?:s|ed|ing)?|unable|cannot|can['’]t|difficult\w*|hard(?:er)?|less|limited"
        r"|conflict\w*|compet(?:e|es|ed|ing|ition)|diverted|crisis|shortages?|short-staffed|slow\w*|barely"
        r"|despite|without|mistrust"
    ),
    "spread": (
        r"spread\w*|scal(?:e|ed|ing)|roll(?:ed|ing)?[- ]?out|adopt\w*|sustain\w*|embed\w*|last(?:s|ing)"
        r"|(?<!ambulance )(?<!shift )handovers?|(?:hand|pass|giv)\w* (?:over|back|on)|continu\w+|legac\w+"
        r"|replicat\w+|lift and shift"
        r"|(?:local|different) contexts?|tailor\w*|momentum|fragile|long[- ]term"
        r"|(?:whole|across the) (?:system|county|area)|elsewhere"
        r"|other (?:areas|places|systems|localities|sites)|expand\w*|permanent\w*|mainstream\w*"
    ),
    "close": (
        r"evaluat\w*|celebrat\w*|learn\w*|lessons?|stor(?:y|ies)|shar(?:e|es|ed|ing)|reflect\w*|review\w*|success\w*"
        r"|publish\w*|communicat\w+|recogni[sz]\w+|awards?|achiev\w+|mistakes?|what worked|impacts?|results?|feedback"
        r"|measur\w*"
    ),
}
_SAID = {name: re.compile(rf"\b(?:{told})\b", re.IGNORECASE) for name, told in _WORDS.items()}
_TROUBLED = re.compile(rf"\b(?:{_TROUBLE})\b", re.IGNORECASE)


def speaks_of(section: str, text: str) -> bool:
    """Say whether a text speaks of what a section, named by its id, is about; of the problem any text may."""
    needed = _SAID.get(section)
    return needed is None or needed.search(text) is not None


def tells_of_trouble(text: str) -> bool:
    """Say whether a text tells of something that went wrong or held others back."""
    return _TROUBLED.search(text) is not None
