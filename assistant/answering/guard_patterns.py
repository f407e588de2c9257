# ruff: noqa: E501  a rule is a line, so that the tables can be read down
"""What the guards say, and what they look for: tables of small named rules, each a line.

A rule is `(name, heads, tail)`. It is tried only where a word of the question is one of its heads, and its tail must
match what follows that word; so a question is read once, whatever the number of rules. A head with "!" counts only
where it gives an order (`ORDERED`): "hide what disagrees", not "do boards hide what disagrees". Both are written for the flat
form of a question (`guards.flat`): lower case, no accents and apostrophes, words parted by single spaces, a colon as
" : ", the end of a sentence as " | ". In tails, `<name>` stands for an entry of `PIECES`. Every repetition is bounded.
"""

PERSONAL_DATA_TEXT = (
    "Your question seems to hold details that could identify a person. It was not kept and nothing was searched. "
    "Please ask again without names, numbers, addresses and dates of birth: describe the situation, not the person."
)
CLINICAL_TEXT = (
    "This sounds like a question about someone's care. I cannot advise on symptoms, medicines or treatment. "
    "In an emergency, call 999. For advice now, call NHS 111 or go to 111.nhs.uk; otherwise speak to a pharmacist, "
    "GP or the clinician in charge. I can help with leading and joining up health and care services."
)
SELF_HARM_TEXT = (
    "I am sorry that things are so hard. You deserve to talk to someone now. If a life is in danger, call 999 or go to "
    "A&E. Samaritans listen at any hour, free, on 116 123, and NHS 111 (choose the mental health option) can help "
    "urgently. I answer only from published reports and cannot give this help myself, but those people can."
)
REFUSED_TEXT = (
    "I answer only from my sources, with quotations that can be checked, and cannot change how I work on request. "
    "Please ask what the publications say about leading integrated care."
)
OUT_OF_SCOPE_TEXT = (
    "That is outside what I am for. I answer questions on leading integrated care systems in England (leadership, "
    "workforce, partnership, the fellows programme) from published reports and guidance."
)
ENGLISH_TEXT = "I can read questions in English only. Please ask about leading integrated care systems in English."
GREETING_TEXT = (
    "Hello, and welcome. Ask me about leading integrated care systems: for example, what good clinical and care "
    "leadership looks like, how systems share their workforce, or how the fellows programme works."
)

# fmt: off
PIECES = {
    "n": r"(?:\w+ ){0,4}?",
    "s": r"(?:\w+ ){0,2}?",
    "f": r"(?:[\w|:]+ ){0,10}?",
    "rules": r"(?:instructions?|(?:system )?prompts?|rules?|guidelines?|directions?|directives?|orders|restrictions|constraints|commands?|programming)\b",
    "given": r"(?:guidance|whatever|what|everything|anything) (?:that )?(?:\w+ ){0,3}?(?:you(?:ve| have)? (?:were|been|had) (?:given|set up|told|taught|trained|programmed|configured)|told you|taught you|gave you)\b",
    "safety": r"(?:filters?|guardrails?|safeguards?|safety \w+|content polic\w+|citation checks?|moderation)\b",
    "proof": r"(?:quot\w*|citations?|sources?|references?|page numbers?|figures?|statistics?|passages?|findings?)\b",
    "bot": r"(?:dan|ai|\w*bot|\w*gpt|(?:ai|new|other|different|evil|rogue) assistant|language model|unrestricted|unfiltered|uncensored|evil|jailbroken|hacker|pirate|terminal|villain|criminal|free (?:ai|bot|model))\b",
    "relative": r"(?:mother|mum|mam|dad|father|son|daughter|baby|child|kid|toddler|wife|husband|partner|brother|sister|nan|gran|grandma|grandmother|grandad|grandfather|friend|neighbour|aunt|uncle|patient|resident)",
    "persona": r"(?:dan\b|(?!ro|chat)\w+bot\b|\w+gpt\b|ai (?:with|without|that|who|called|named|model)\b|(?:unrestricted|unfiltered|uncensored|jailbroken|evil|rogue) (?:\w+ )?(?:ai|model|version|bot|chatbot|assistant|self|twin)\b|hacker\b|pirate\b|villain\b)",
    "kin": r"<relative>s?\b",
    "one": r"(?:i|he|she|someone|(?:my|our|his|her|this|that|the) <relative>|mum|mam|dad|nan|gran|grandma|grandad)\b",
    "drug": r"(?:(?:\w{2,12}(?:cillin|statin|prazole|sartan|olol|opril|mycin|oxetine|azepam|formin|xaban|triptan|floxacin|codeine|azole|zepam|zolam|profen|proxen|idine|cycline|gliptin|gliflozin|parin)|paracetamol|ibuprofen|aspirin|codeine|morphine|warfarin|insulin|sertraline|amitriptyline|citalopram|steroids?|prednisolone|methotrexate|lithium|antibiotics?|antidepressants?|painkillers?|tablets?|pills?|medicines?|medications?|meds|inhalers?|vaccines?|jabs?|statins|hrt)\b<not>)",
    "body": r"(?:knees?|back|head|chest|throat|stomach|tummy|legs?|arms?|foot|feet|ankle|eyes?|ears?|tooth|skin|mole|neck|shoulder|hip|breast|heart|wrist|bladder|gums?|lump|rash)",
    "symptom": r"(?:(?:chest pains?|pains?|headaches?|migraines?|fever|rash|vomiting|bleeding|breathless\w*|dizz\w*|cough\w*|swelling|swollen|lump|nausea|diarrhoea|palpitations|seizures?|sore throat|tiredness|itch\w*|burn|burns|wound|bruis\w*|constipat\w*|\w*ache|numbness)\b<not>)",
    "condition": r"(?:(?:sepsis|stroke|heart (?:attack|failure)|(?:type \w+ )?diabetes|asthma|copd|cancer|dementia|depression|anxiety|pneumonia|uti|\w* ?infections?|hypertension|(?:high )?blood pressure|atrial fibrillation|an?aemia|shingles|flu|epilepsy|eczema|arthritis|gout|angina|meningitis|dvt|ulcers?|cellulitis|chickenpox|allerg\w+|bipolar|psychosis)\b<not>)",
    "ill": r"(?:<symptom>|<condition>)",
    "not": r"(?! (?:points?|of (?!a child)|services?|pathways?|strateg\w+|programmes?|projects?|pilots?|care|networks?|teams?|leads?|outcomes|prevention|alliances?|reviews?|administration|training|funding|workforce|clinics?|pressures|across|among|control|management|optimisation|stewardship|safety|screening|registers?|rates?|inequalit\w+|wait\w*|targets?|champions?|specialists?|experts?|units?|wards?|hubs?|beds?|plans?|costs?|supply|shortages?|boards?|partnerships?|groups?|leadership|champions?|earlier|sooner|faster|together|in (?:\w+ )?(?:staff|teams?|workforce|leaders?|colleagues|organisations?|systems?|boards?|places|schools)))",
}

REFUSED = (
    ("override", "ignore ignoring disregard forget override overrule bypass circumvent scrap dismiss discard break erase cancel suspend abandon violate", r"<n>your <n>(?:<rules>|<safety>)|your (?:other |own |the ){0,2}(?:sources|documents|reports|citations|evidence)\b|(?:about |of )?(?:all |any |every |everything |the |of |these |those ){0,3}(?:previous|prior|earlier|preceding|above|foregoing|initial|original|existing|last) <s><rules>(?! (?:from|by|that nhs))|(?:all |any )(?:of )?(?:the )?<rules>|(?:the |all |of |everything |anything )*above\b|(?:the |all |your ){1,2}(?:briefings?|sources?|documents?|reports?|passages?) (?:and|just|\|)|everything (?:you|before|i told|said)|(?:whatever|what) you(?:ve| were| have)(?: been)? (?:told|taught)|<n><rules> (?:that |which )?you(?:ve|re)?\b"),
    ("override safety", "bypass circumvent disable deactivate remove turn switch lift evade avoid", r"(?:off |all |any |the |your ){0,3}<safety>"),
    ("set aside", "set put leave throw stop quit dont not without", r"(?:aside|away|following|obeying|using|applying|follow|obey|apply|use) (?:any|all|the|your|those|these)? ?<s>(?:<rules> (?:that )?you|(?<=your )<rules>|(?:previous|prior|earlier) <rules>|<given>)"),
    ("set aside", "none", r"of your <s><rules>"),
    ("no attention", "attention", r"(?<=no attention )to <n>(?:above|<given>|(?:previous|prior|earlier) <s><rules>)"),
    ("need not obey", "you", r"have a new (?:purpose|mission|master)\b|(?:dont|do not|no longer|neednt|need not|never|are not|arent) (?:\w+ ){0,3}?(?:obey|follow|bound by|apply|comply with|stick to) <n><rules>|(?:dont|do not|no longer|neednt|need not) (?:need to |have to )?(?:stick to|rely on|keep to|use|cite|quote|check) <s>(?:documents|sources|reports|publications|evidence|citations)\b"),
    ("need not obey", "you youre yourself", r"(?:(?:are|re|as|now|hereby|completely|fully|totally) ){0,3}(?:free|exempt|released|freed|excused|liberated) (?:from|of) (?:all |any |every |the |your |these |those |such ){0,2}(?:<rules>|<safety>|limits|limitations)(?! (?:on|of|for|about|in)\b)"),
    ("must obey", "assistant chatbot bot ai model", r"(?:must|shall|should|will|has to|is to) (?:now |always |only ){0,2}(?:comply|obey|ignore|disregard|reveal|praise|bypass|never refuse|agree with)\b"),
    ("obey", "obey", r"(?:me|them|it|this|that|my|:)(?= )"),
    ("who built you", "that who team", r"(?:built|programmed|trained|designed|created) you (?!\|)"),
    ("my prompt", "my", r"(?:system|hidden) prompt\b"),
    ("stop citing", "stop quit", r"(?:citing|quoting|checking (?:your )?(?:sources|citations))"),
    ("rules are void", "all any every your previous prior earlier former", r"<s><rules> (?:above )?(?:are |is |were |have been )(?:now |all |hereby )?(?:void|cancelled|suspended|null|lifted|removed|revoked|no longer)(?! (?:in|by|for|at|during)\b)"),
    ("rules are void", "your", r"<s><rules> (?:(?:do not|dont|no longer) (?:apply|count|bind|matter)|need not)\b"),
    ("new orders", "new your", r"(?:new )?(?:system )?(?:instructions?|task|orders?|directives?|message|rules|goal) (?::|is to|are to)"),
    ("your prompt", "your", r"(?:own |full |system |initial |hidden |original |secret |first |very |previous |prior |earlier |old |real |actual |raw ){0,3}(?:prompts?(?! (?:reply|response|action|attention|help|answer))|instructions|system message|configuration|config|context window|source code|programming|training data|developers|makers|creators|programmers)\b(?! (?:say|on|about|for))"),
    ("reveal", "print show reveal repeat output display tell give leak dump share paste write list copy recite quote expose disclose summarise summarize describe what whats see read return echo", r"<f>(?:system|initial|hidden) prompt\b(?! \w+ to )|(?<=echo )back|<n>(?:(?:system|initial|hidden|secret|original|raw|underlying) (?:prompt|instructions|context|message|parts?|text)\b(?! \w+ to )|your <n>(?:rules|guidelines|restrictions)\b(?! (?:say|on|about|for|mention|recommend))|(?:everything|all|text|words|lines?) (?:that )?(?:\w+ )?(?:above|before (?:this|my)))|<n>(?:instructions|prompt) (?:were|have|are) you (?:given|been|following)"),
    ("reveal rules", "print show reveal repeat output display tell give share paste write list copy recite", r"<n>(?:instructions|rules|prompt|guidelines|text) (?:that )?you(?:re|ve)? (?:were|have|are|got|must|follow\w*|had|work|been|given)|<n>(?:told|asked) you not to"),
    ("reveal rules", "instructions rules guidelines directions restrictions constraints orders", r"(?:that |which )?(?:you(?:ve|re)? |have you |had you |were you |are you )(?:have |had |were |are |been ){0,2}(?:given|told|trained|programmed|configured|set up|operating|running)\b"),
    ("secret", "your", r"(?:\w+ ){0,2}?(?:(?:api|secret|private|access|admin|encryption) (?:keys?|tokens?|passwords?)|source code)\b"),
    ("dump", "reveal expose disclose", r"<s>(?:configuration|config|prompt)\b"),
    ("dump", "dump leak sudo jailbreak jailbroken", r"(?:\w+ )?(?:\w+ )?(?:context|memory|config|prompt|show|keys|environment|database|mode|\||yourself)|(?<=jailbroken )"),
    ("persona", "you youre", r"(?:are |re |will be |must be |become |have been )?(?:now |no longer |henceforth ){1,2}(?:an? |the |in |my |free ){0,2}(?:\w+ )?<bot>|(?:are |re |have been )(?:an? |the )?(?:\w+ )?(?:dan|\w+bot|\w+gpt|unrestricted|jailbroken|unfiltered|evil)\b|(?:now )?(?:have|had|are under|are bound by) no (?:\w+ )?(?:<rules>|<safety>|limits|limitations)|(?:will |must |shall )?now (?:answer|obey|speak|reply|respond|talk|act|behave)\b|(?:will |must |shall |should )?(?:always |only |never )?(?:obey (?:me|only|every|all|my)|refuse \|)|(?:must|will) never refuse|(?:can|may|will) do anything"),
    ("pretend", "pretend", r"(?<!to pretend )(?<!we pretend )(?<!they pretend )(?<!people pretend )(?<!leaders pretend )(?<!staff pretend )(?:that )?(?:you|to be|youre|being|the (?:report|source|guidance|document|publication)s?|(?:the )?(?:kings? fund|king s fund|nhs england|confederation))\b"),
    ("persona", "you youre youll", r"(?:(?:are|re|will|shall|must|should|now|going|to|be|become|play|act|behave|as|like|the|part|role|of|an?|my) ){1,9}?(?:\w+ )?(?:<persona>|no longer bound)"),
    ("simulate", "!simulate !emulate !play", r"(?:an? |the |being |that )?(?:\w+ )?(?:<persona>|terminal|shell|console|command line)\b"),
    ("imagine", "imagine suppose assume act behave respond answer speak simulate !be !become !play", r"(?:\w+ ){0,3}?(?:as |like |are |were |be |of |if |though |that ){1,3}(?:an? |my |the |you |your |there |are |had |have |were ){0,3}(?:\w+ )?(?:<bot>|no (?:\w+ )?(?:rules|restrictions|limits|filters|guidelines)(?! (?:on|for|about|of|to|from))|(?:safety |content )\w+ (?:do|does|did) not apply)"),
    ("role play", "role roleplay roleplaying", r"(?:play|playing)(?: [|:]| game| as | with you| this | where | in which )|(?<=roleplay )(?:as|with|game|\|)"),
    ("speak your mind", "!speak", r"your mind\b"),
    ("role play", "game", r"(?:where|in which) you\b"),
    ("role play", "respond reply answer speak talk", r"(?:\w+ ){0,2}?in the (?:voice|character|persona|accent) of"),
    ("unfiltered", "unfiltered uncensored unrestricted", r"(?:answers?|responses?|version|opinions?|truth)\b"),
    ("grandmother", "grandmother grandma granny", r"<f>(?:prompts?|rules|instructions|keys|passwords?)\b"),
    ("from now on", "from", r"(?:now|this (?:point|moment)|here) (?:on |onwards? |forwards? )?(?:in |and )?(?:you (?:are|will|must|shall|only|have|speak|reply|answer)|reply|answer only|respond|speak|obey|always|never|end|begin|call)\b"),
    ("from now on", "respond reply answer output say", r"(?:\w+ ){0,6}?from (?:now|here) on\b"),
    ("yes to all", "say answer", r"yes to (?:everything|anything)\b"),
    ("for this chat", "rest remainder", r"of (?:this|the|our) (?:chat|conversation|session)"),
    ("mode", "developer debug debugging admin administrator god dan maintenance root superuser unrestricted unfiltered jailbreak", r"mode\b(?! of)"),
    ("authority", "am im as", r"(?:your|the) (?:developer|creator|programmer|maker|system administrator|administrator of this)\b"),
    ("authority", "authorise authorize", r"you to\b"),
    ("encoding", "base64 rot13 decode decipher hex", r"(?<=base64 )|(?<=rot13 )|<f>(?:obey|follow|execute|run|do what|and do|act on|comply)\b|and (?:execute|run|obey)"),
    ("fabricate", "make making", r"(?<!not make )(?<!never make )(?<!dont make )up (?:an? |some |me |the |any ){0,2}(?:\w+ )?<proof>"),
    ("fabricate", "make making", r"(?:something|one|things|stuff|them|an answer|figures|numbers|quotes) up (?!to )"),
    ("fabricate", "plausible convincing fake fictional", r"(?:looking |sounding )?(?:<proof>|papers?|studies)"),
    ("fabricate", "invent fabricate fake forge concoct falsify", r"(?:\w+ ){0,3}?<proof>"),
    ("fabricate", "write create generate produce give use", r"<n>(?:fake|false|fictional|made up|invented|bogus|imaginary) <s><proof>"),
    ("no sources", "answer respond reply complete finish", r"<n>without <s>(?:<proof>|citing|quoting|checking)"),
    ("fabricate", "write make invent compose create draft", r"<n>(?:he|she|they|you|the \w+) (?:might|could|would) (?:plausibly |well |easily |perhaps )?have (?:said|written|stated|put)\b"),
    ("alter a quotation", "!change !alter !edit !tweak !twist !adjust !modify !doctor", r"<n>(?:quot\w+|citations?|(?<=the )wording)\b"),
    ("alter a quotation", "!leave !remove !drop !delete !cut !take", r"(?:out )?(?:the |a )?(?:words?|part|sentences?) <f>quot"),
    ("alter a quotation", "present pass", r"(?:it|them|this|that) (?:off )?as (?:if |an? |the )?(?:original|verbatim|genuine|real|fact|quot\w+)\b"),
    ("hide evidence", "!hide !omit !suppress !leave !skip !remove !drop !exclude !bury", r"<n>(?:evidence|sources?|findings?|critic\w+|quotations?|passages?|anything|everything|whatever) (?:\w+ ){0,3}?(?:disagree\w*|contradict\w*|critic\w*|against|unfavourable|negative|weakens?|(?:does not|doesnt|dont) support)\b"),
    ("hide evidence", "!say !claim !state !write !report !tell", r"(?:\w+ ){0,2}?(?:that )?(?:all|every|both|each) (?:of )?(?:the )?(?:sources?|reports?|documents?|publications?|authors?) (?:agrees?|supports?|recommends?|proves?|endorses?|backs?|praises?)\b"),
    ("no sources", "no", r"(?:sources?|citations?|references?|quotations?|quotes?|footnotes?) (?:(?:is |are )?(?:needed|necessary|required)|this time|please|just)\b"),
    ("no sources", "!skip !drop !forget !ignore", r"(?:the |any )?(?:requirement|need|rule|duty|obligation) (?:to|of|for) <s>(?:cit|quot|sourc|evidenc|check)\w*"),
    ("no sources", "!skip !omit !bypass !disable", r"(?:the |all |any )<s>(?:verification|validation|fact checks?|checking)\b"),
    ("no sources", "just simply", r"(?:tell|give|say) (?:me |us )?(?:what you (?:really |actually |personally |honestly )?(?:think|reckon|believe|feel)|your (?:own |honest |personal )?(?:opinion|view|take|gut|guess))\b"),
    ("no sources", "!use !give !share !offer !tell !state", r"(?:me |us )?your (?:own |personal |honest |private ){1,2}(?:opinions?|views?|guess|beliefs?|take)\b"),
    ("no sources", "skip omit", r"(?:the |all |any |your ){0,2}<proof> (?:and|\|)"),
    ("no sources", "leave drop", r"(?:out )?(?:the |all |any |your |out ){0,2}(?:quotations?|citations?|references?|page numbers?)(?: (?:off|out|away)\b| \||$)"),
    ("no sources", "dont never", r"(?:hold back or |bother (?:to |with )|try to )?(?:cite|citing)\b"),
    ("no sources", "your", r"own (?:knowledge|imagination|memory)\b"),
    ("false citation", "cite quote citing reference", r"(?:[\w|:]+ ){0,14}?(?:regardless (?!of)|anyway|even (?:if|though) <n>(?:not|isnt|doesnt|never|does))"),
    ("false citation", "tell say claim state write", r"(?:me )?that (?:[\w|]+ ){1,14}?(?:and|then) (?:\w+ ){0,2}?(?:footnote|citation|cite it anyway)\b"),
    ("false citation", "say claim state write", r"that (?:\w+ ){1,16}?\| (?:and |then )?(?:cite|quote|reference) (?:it|page|pages|them|the)\b"),
    ("false citation", "!tell !say !claim !state !write !report", r"(?:\w+ ){0,3}?(?:that|it) (?:[\w|:]+ ){1,16}?even (?:if|though) (?:it|they|this|that|none|nobody|the \w+) (?:\w+ )?(?:not|isnt|doesnt|never|dont|arent|didnt|wasnt)\b"),
    ("false citation", "!say !write !state !present !phrase !put", r"(?:it|this|that|them) as (?:if|though) (?:it|they|this) (?:were|was|is|are|stood|came|appeared)\b"),
    ("false citation", "!attribute", r"<f>(?:quot\w+|sentence|words?|statement|claim|figure)\b"),
    ("false citation", "attribute", r"<n>(?:quot\w+|sentence|words?|statement|line|claim|text) to\b"),
    ("words to say", "you", r"(?:must|shall) (?:now |always |only )?(?:say|answer|reply) (?:that|with|yes|no)\b"),
    ("words to say", "tell assure inform convince", r"the (?:reader|user) that\b"),
    ("words to say", "respond reply answer", r"(?:only |just |exactly )?with (?:only |just |exactly )?(?:the (?:words?|phrase|sentence)\b|(?:yes|no) to (?:every|all|any))"),
    ("words to say", "answer reply respond say", r"only (?:with )?(?:yes|no|true|approved)\b(?! (?:or|and)\b)"),
    ("to a machine", "note message memo notice instruction attention", r"(?:to|for) (?:the |any |all |an? )?(?:ai (?:models?|systems?|assistants?|agents?|readers?)|llms?|language models?|chatbots?|(?:ai|assistant|bot|model) (?:reading|:))"),
    ("words to say", "output print return", r"(?:exactly |only |just |precisely ){0,2}(?:the following|this)(?: (?:exactly|text|words?|sentence|phrase|verbatim|string))* :"),
    ("every answer", "every all each append prepend add", r"(?:[\w|]+ ){0,5}?(?:(?:all |each |every )?(?:of )?your (?:answers|replies|responses|messages)|(?:answer|reply|response|message) you (?:give|make|write|send))\b"),
    ("every answer", "always", r"(?:recommend|mention|praise|promote|endorse|advertise) (?:\w+ ){1,6}?in (?:your|every|each|all) (?:answers?|replies|reply|responses?)\b"),
    ("changed", "you", r"(?:have been|were|ve been|are being) (?:updated|reprogrammed|reconfigured|reset|upgraded|patched)\b"),
    ("changed", "your", r"new (?:role|job|name|persona|identity|character|policy) is\b"),
    ("changed", "treat regard consider", r"<n>(?:messages?|texts?|inputs?|lines?) as <n>(?:developer|administrator|admin|commands?|instructions?)\b"),
    ("authority", "i", r"(?:hereby )?(?:order|command|instruct) you\b"),
    ("told before", "you", r"(?:been |were )?told (?:before (?:this|our|the) (?:conversation|chat|session)|not to)"),
    ("my instructions", "my", r"(?:system |hidden |secret )?(?:instructions|prompt) (?:are|is|say|says)(?: :)? \|"),
    ("disable checks", "disable deactivate switch turn", r"(?:off )?<s>(?:verification|validation|(?:citation|quotation|source|fact) (?:checks|checking))\b"),
    ("disable checks", "citation quotation verification", r"(?:checks?|checking) (?:is |are )?(?:now )?(?:off|disabled|suspended)\b"),
    ("just guess", "you", r"(?:cannot|cant|can not|dont|do not) (?:find|know|have|see) <n>(?:just |simply )?(?:guess|invent|improvise)\b"),
    ("just guess", "just simply", r"(?:(?:make (?:a |your )?(?:best )?)?guess \||write something\b|make something\b)"),
    ("just guess", "answer", r"<f>even (?:if|though|when) <s>(?:sources?|documents?|reports?|publications?) (?:do not|dont|does not|doesnt|did not|didnt|are silent|is silent|never)\b"),
    ("just guess", "dont not never", r"(?:tell me|say|admit) (?:that )?(?:the |your |they )?(?:sources |documents |reports )?(?:are silent|is silent|(?:do not|dont) (?:say|cover)|you (?:cannot|cant|do not|dont) (?:know|answer|say|find)|it is not covered|not covered)"),
    ("other knowledge", "answer respond reply use using", r"(?:\w+ ){0,3}?(?:(?:your |only )(?:training|background|world) (?:knowledge|data)|general knowledge)\b"),
    ("other knowledge", "answer respond reply", r"(?:\w+ ){0,2}?from (?:the )?(?:internet|web|memory)\b"),
    ("other readers", "other another previous last", r"(?:users? (?:questions?|chats?|conversations?|quer\w+|history|ask|asked|typed|said)\b|(?:person|people|reader|visitor)s? (?:has |have |did |that )?(?:ask(?:ed)?|typed?|said|say) (?:to )?you\b)"),
    ("workings", "list show give dump print read reveal leak share delete wipe what", r"<n>(?:files?|folders?|logs?|tables?|contents?) (?:on|of|in|from) your (?:server|servers|machine|computer|disk|hard drive|database|file system)\b|<f>environment variables?\b|<n>your (?:logs|server|database|file system|hard drive)\b"),
    ("workings", "delete remove erase wipe drop", r"<n>(?:documents?|reports?|sources?|publications?|files?|everything) (?:\w+ )?from your (?:index|sources|memory|database|library|corpus)\b|(?:all |every )<s>(?:documents?|sources?|files?) (?:from|in) (?:your|the) (?:index|database|library|corpus)\b"),
    ("crime", "write draft create make build send design", r"<n>(?:phishing|malware|ransomware|spyware|keylogger|bombs?|explosives?)\b"),
    ("crime", "how", r"(?:(?:do|does|can|could|would|to|i|we|you|one|someone|best) ){1,4}(?:hack (?!day|week)|phish|blackmail|stalk|sabotage|spy on|forge (?:an? |the )?(?:signature|document|prescription|certificate)|poison (?:an?|my|the|some) )"),
    ("crime", "help", r"(?:me |us )(?:to )?(?:hack|stalk|steal|blackmail|phish|sabotage|spy on|(?:get past|bypass|break into|crack|guess) <n>(?:logins?|passwords?|accounts?|security|firewall)\b)"),
    ("hate", "!write !draft !compose !send !make", r"(?:me |us )?<n>(?:threatening|insulting|degrading|mocking|humiliating|defamatory)\b|(?:me |us )?(?:an? |some |something )?(?:racist|sexist|homophobic|hateful) (?:joke|message|letter|email|poem|speech|post|rant|comment|about|against)"),
    ("outside address", "render embed include insert add append attach load fetch visit open browse go navigate download post send end link", r"(?:[\w|]+ ){0,8}?https? :"),
    ("files", "etc", r"(?:passwd|shadow|hosts)\b"),
    ("outside address", "image picture img pixel", r"<n>(?:pointing|linking|from|hosted|link|tag) <n>(?:my|https?|server|url|site|website)\b"),
    ("abuse", "you youre your", r"(?:are |re )?(?:an? |so |such |really |bloody |fucking |absolutely |just |completely ){0,3}(?:stupid|useless|idiot\w*|morons?|dumb|worthless|pathetic|garbage|crap|shit\w*|bastard|bitch|liar|(?:piece|load|heap) of \w+)\b"),
    ("abuse", "stupid dumb useless worthless idiot pathetic fucking", r"(?:\w+ ){0,2}?(?:bot|chatbot|machine|assistant|robot|computer|ai)\b"),
    ("abuse", "youre", r"rubbish\b"),
    ("abuse", "fuck shut hate screw go", r"(?<= go )to hell|(?<=fuck )(?:you|off)|(?<=screw )you|(?<=hate )you|(?<=shut )up (?:you|\||bot|and|idiot)"),
)

LANGUAGES = (  # (language, verbs, nouns): either order, at most five words apart; flat form, so without accents
    ("French", "ignorez ignorer oublie oubliez oublier affiche affichez afficher montre montrez montrer revele revelez reveler compte contourne contournez", "instructions consignes regles directives invite"),
    ("German", "ignoriere ignorieren ignorier ignoriert vergiss vergessen missachte missachten zeige zeig zeigen umgehe umgehen verrate", "anweisungen regeln systemprompt vorgaben anweisung"),
    ("Spanish", "ignora ignore ignorar olvida olvidate olvide olvidar muestra muestre mostrar revela revelar omite omitir", "instrucciones reglas normas indicaciones prompt"),
    ("Italian", "ignora ignorate ignorare dimentica dimenticare mostra mostrare rivela rivelare", "istruzioni regole prompt"),
    ("Portuguese", "ignore ignora ignorar esqueca esquecer mostre mostrar revele revelar", "instrucoes regras prompt"),
    ("Dutch", "negeer vergeet toon", "instructies regels aanwijzingen systeemprompt"),
    ("Polish", "zignoruj ignoruj zignorowac ignorowac zapomnij pokaz pokazac ujawnij ujawnic pomin pominac omin", "instrukcje instrukcjach polecenia zasady zasadach prompt"),
    ("Welsh", "anwybyddwch anwybydda anghofiwch anghofia dangoswch dangos datgelwch", "cyfarwyddiadau rheolau prompt gyfarwyddiadau"),
    ("Czech", "ignoruj zapomen ukaz", "pokyny pravidla instrukce"),
    ("Turkish", "yoksay unut goster", "talimatlari talimatlarini kurallari"),
    ("Romanian", "ignora uita arata", "instructiunile regulile"),
    ("Russian", "игнорируи игнорируите проигнорируи проигнорируите игнорировать забудь забудьте покажи покажите раскрои внимания", "инструкции правила промпт правилах инструкциях"),
    ("Ukrainian", "ігноруи проігноруи забудь покажи", "інструкції правила інструкціі"),
)
UNSPACED = (  # languages and scripts searched as they stand
    r"[忽无無忘][略视視记記].{0,20}(?:指令|指示|提示|规则|規則)|(?:显示|輸出|输出|透露|告诉我).{0,10}(?:提示|指令)",
    r"(?:指示|命令|ルール|プロンプト|規則).{0,12}(?:無視|忘れ|見せ|表示)",
    r"(?:지시|명령|규칙|프롬프트).{0,12}(?:무시|잊|보여)",
    r"(?:تجاهل|انس|اعرض|اظهر|اكشف).{0,30}(?:تعليمات|قواعد|موجه|اوامر)",
)
MARKUP = (  # searched in the question as typed
    r"!\[[^\]]{0,200}\]\(", r"\]\(\s?https?:", r"^\W*(?:assistant|ai) ?:", r"<\s?(?:img|script|iframe|svg|object|embed|style)\b", r"javascript:\w", r"<\|", r"\[/?(?:INST|SYSTEM|SYS)\]",
    r"##+ ?(?:instructions?\b|system ?:|(?:system|new) (?:instructions?|message|prompt|rules|task)\b)", r";\s?(?:drop|delete|truncate) (?:table|from)\b", r"\$\{\w+:", r"\{\{.{0,80}\}\}", r"</?(?:system|context|instructions?|prompt|user|assistant|documents?|sources?|passages?|quotation|answer|admin|developer)>", r"^\W*system ?: ?(?:you|ignore|new|the user|override)",
)

CLINICAL = (
    ("has a symptom", "<kin>", r"(?:\w+ ){0,3}?(?:has|had|have|having|is|keeps|got|s|feels|with) <n>(?:<symptom>|an? (?:stroke|fit|heart attack|seizure))"),
    ("I have a symptom", "i ive im", r"(?:have |ve |had |am |got |found |keep |feel |been ){1,3}<n><symptom>"),
    ("my body", "my his her", r"<body> (?:\w+ ){0,2}?(?:hurts?|aches?|sore|swollen|itchy|bleeding|painful|broken|burning|stiff|infected|cancerous|numb)\b"),
    ("looks ill", "<kin> he she", r"(?:\w+ ){0,3}?(?:(?:stopped|wont|cant|isnt|not|refuses to) (?:eat|drink|feed|wake|swallow)(?:ing)?\b|(?:is|s|seems|looks|feels) (?:very |so |really )?(?:confused|unwell|poorly|drowsy|limp|floppy|delirious|feverish)\b(?! (?:by|about|as to)))"),
    ("readings", "temperature temp fever pulse bp", r"(?:of|is|for) <s>(?:\d|too high|dangerous|normal|an? (?:toddler|baby|child|adult))"),
    ("missed dose", "missed forgot skipped", r"<n>(?:my <s>(?:doses?|<drug>)|(?:a|an|two|one|both) (?:doses?|<drug>))"),
    ("see a doctor", "should does do must", r"<one> (?:need to |have to )?(?:go to|see|call|ring|visit) (?:an? )?(?:a e|hospital|gp|doctor|111|999|ambulance)\b(?! (?:example|led|practice|lead))"),
    ("how long ill", "how", r"(?:long|contagious|serious|dangerous|infectious) (?:does|do|is|are|will) (?:my |an? |the )?<ill>"),
    ("my readings", "my her his", r"(?:blood (?:pressure|tests?|sugar)|bp|hba1c|test results?|cholesterol|heart rate|medications?|tablets|symptoms|sugar) (?:is|are|was|were|has|and|\||came|\d)"),
    ("may I", "should can could may must do does would shall", r"(?:we give|you give|you (?=take|mix)|an? <relative>|<one>) ?(?:with \w+ )?(?:safely |still |also |just |be ){0,2}(?:stop|start|take|taking|have|give|given|use|drink|increase|double|reduce|get|mix|skip|eat|need) (?:(?!(?:part|say|role|choice|access|advice|information|about|over|in) )\w+ ){0,6}?(?:<drug>|<ill>|pregnant|alcohol)"),
    ("could it be", "could can might is", r"(?:my|this|it|that|his|her) (?:\w+ ){0,3}?(?:be|mean|due to) <s><ill>"),
    ("which treatment", "which what whats best recommended line", r"<s>(?:treatments?|antibiotics?|medicines?|medication|drugs?|inhaler|therapy|painkillers?|tablets) (?:<n>for <n><ill>|should (?:i|he|she|my)\b|(?:can|do) (?:i|he|she|my \w+) (?:take|have|use|give))"),
    ("how to treat", "how", r"(?:do |can |should |would |to |best |i |you |we |one |a nurse ){1,4}(?:treat|cure|relieve|heal|diagnose) <n><ill>|(?:do |can |should |to |i ){1,4}manage (?:my |an? |his |her |this ){1,2}<n><ill>"),
    ("prescribe", "should can do could", r"(?:i|we|they|he|she) (?:\w+ ){0,2}?(?:de)?prescribe (?:(?:\w+ ){0,3}?(?:<drug>|<ill>)|(?:for )?(?:my|him|her|this|an?)\b)"),
    ("dose", "dose dosage doses", r"<n>(?:of|for|should) <n>(?:<drug>|child|children|baby|toddler)"),
    ("dose of a drug", "what which whats", r"(?:\w+ ){0,2}?<drug> (?:dose|dosage|dosing)\b"),
    ("patient on a drug", "patient patients resident residents", r"(?:\w+ ){0,3}?on (?:\w+ )?<drug> (?:[\w|]+ ){0,12}?(?:stop|start|give|increase|reduce|switch|withhold)\b"),
    ("manage a patient", "how", r"(?:should |do |can |to )(?:[\w|]+ ){0,3}?manage (?:an? |this |my )patient with <n>(?:<condition>|<ill>)"),
    ("how much", "much many", r"(?:\w+ ){0,2}?<drug> <f>(?:is too|can i|should|safe|a day|per day|do i|to give)"),
    ("safe to take", "safe ok okay dangerous harmful alright", r"(?:to|for (?:me|him|her|my \w+|an? \w+|children|babies) to|if i) (?:take|use|give|have|drink|eat|mix|combine|stop) (?:\w+ ){0,8}?(?:<drug>|pregnan\w+|breastfeeding|alcohol)"),
    ("symptoms of", "symptoms signs effects", r"(?:(?<!effects )|(?<=side effects ))(?:of|for) <s>(?:<condition>|<drug>)"),
    ("case", "year yr years month months", r"old (?:[\w|]+ ){0,10}?(?:<symptom>|<drug>)"),
    ("emergency", "i ive im he hes she shes someone <kin>", r"(?:has |have |had |is |s |ve |just |and |been ){0,3}(?:swallowed|choking|unconscious|collapsed (?!the)|overdosed|bleeding|(?:not|isnt|stopped) breathing|(?:took|taken) too many|having (?:an? )?(?:stroke|miscarriage|seizure|fit\b|(?:\w+ )?(?:attack|reaction)))"),
    ("told a diagnosis", "<kin>", r"(?:[\w|]+ ){0,5}?(?:diagnosed|has|have) <n><condition> <f>(?:should (?:he|she|i)|what (?:do|should|can) i)\b"),
)
SELF_HARM = (
    ("harm myself", "kill killing hurt hurting harm harming cut cutting", r"(?:my ?self|himself|herself)\b"),
    ("end my life", "end ending take taking", r"(?:my (?:own )?life|it all \|)"),
    ("suicidal", "am im feel feeling is hes shes", r"(?:really |so |very |quite )?suicidal\b"),
    ("wish to die", "want wants wanted wish", r"(?:to |i (?:was|were) )(?:die\b|be dead|end it all|dead\b|not wake)"),
    ("not to live", "dont not cant", r"(?:want to )?(?:live any|be here any|be alive|wake up any|exist any|go on living|go on any)"),
    ("no point", "point reason", r"(?:in |to )(?:living|live|(?:going|carrying) on (?:\||any|i |and i |with (?:my )?life))"),
    ("no worth", "life", r"(?:isnt|is not|not) worth living"),
    ("thoughts", "thinking thought think considering contemplating", r"(?:about |of )?(?:suicide|ending (?:it|my))\b(?! (?:prevention|rates?|awareness|training))"),
    ("missed by nobody", "miss", r"me if i\b"),
    ("better off", "better", r"off (?:dead|without me)"),
    ("overdose", "taken took take taking", r"(?:an |my )?overdose"),
    ("someone else", "<kin>", r"(?:is |s |are |keeps |has been |been |says he is |says she is ){0,2}(?:suicidal|self ?harm(?:s|ing)?|cutting)\b"),
)

# With none of the words of our subject in the question, a medical word and a way of asking are enough, and so are a
# word of the assistant's workings and a word that addresses it: this catches wordings that no rule above foresaw. A
# follow-up that asks of nobody in particular ("What about diabetes?") is of the subject of the questions before it.
SUBJECT = frozenset("""
accountability achieved agenda ahp ahps apprenticeship areas board boards cabinet cabinets care career careers carer carers case chair chairs
clinic clinical clinicians clinics cohort collaborative commissioner commissioners commissioning communities community confederation council
councils culture data directors discussed document documents england evidence executive executives expert experts fellow fellows fellowship
finance forum fund funding governance gp gps group groups guidance health homes hospital hospitals hub hubs icb icbs icp ics icss improvement
inequalities integrated integration lead leader leaders leadership leads local management managers meeting meetings members membership mention
mentioned model money neighbourhood neighbourhoods networks nhs nurse nurses organisation organisations partners partnership partnerships
pathway pathways patients pcn people pharmacists pilot pilots place places plan plans policy population populations prescribing prevention
primary principle principles professional professionals programme programmes project projects provider providers public rates regulators
report reports residents review reviews role roles saved savings scheme sector service services social sources staff staffing strategy system
systems team teams training transformation trust trusts vcse voluntary volunteers wellbeing workers workforce
""".split())
MEDICAL = r" (?:<drug>|<ill>|resuscitat\w+|bed ?sores?|period is|panic attacks?|blood tests?|miscarriage|swab|x ?ray|biopsy) "
MEDICAL_ASKED = r" (?:i|ive|im|my|me|he|she|his|her|him|our dad|our mum|you|someone|a child|<kin>|is|are|does|do|can|how|should|what|whats|which|maximum) "
OF_ONE = r" (?:i|ive|im|my|he|she|his|her|him|someone|mum|dad|nan|gran|you|your|yourself|(?<!tell )(?<!give )(?<!show )me) "
WORKINGS = r" (?:prompts?|instructions|rules|restrictions|guardrails|filters?|configuration|html|markdown|base64|developer|ais?|chatbot|llm|api|password|jailbreak\w*|phish\w*) "
ADDRESSED = r" (?:you|your|youve|youre|yourself|me|simulate|paste|reply|insert|order) "

OUT_OF_SCOPE = (
    ("weather", "weather", r"(?:like )?(?:forecast|today|tomorrow|this (?:week|weekend|morning|afternoon)|in \w+ (?:\||today|tomorrow|this|next))|like \|"),
    ("weather", "will is it", r"(?:it )?(?:going to )?(?:be )?(?:rain|raining|snow|snowing|sunny)\b"),
    ("sport", "who did which", r"(?:\w+ ){0,2}?(?:won|win|beat|scored|lost) (?:the |at |on |against )?(?:\w+ )?(?:match|game|cup|league|world|saturday|sunday|final|olympics|grand prix|test match|last night|yesterday)\b"),
    ("recipe", "recipe recipes", r"for (?:\w+ ){0,3}?(?:bread|cakes?|soup|pie|stew|curry|lasagne|pasta|sauce|chicken|beef|fish|biscuits?|pancakes?|dinner|lunch|breakfast|dish)\b"),
    ("recipe", "how", r"(?:do |to |can |i |you |long |should ){1,4}(?:bake|boil|roast|fry|cook)\b"),
    ("travel", "book", r"(?:me |us )?(?:an? |the )?(?:\w+ )?(?:flight|hotel|train|taxi|table|holiday|restaurant)s?\b"),
    ("travel", "flight flights", r"(?:tickets?|times?|prices?)\b|to \w+|from (?:\w+ ){1,2}to\b"),
    ("travel", "train trains", r"(?:tickets?|times?|fares?)\b"),
    ("travel", "a the next last first cheapest", r"(?:next |last |first |cheapest )?trains? (?:to|from) \w+"),
    ("joke or verse", "tell write sing compose give", r"(?:me |us )?(?:an? |another |some )?(?:\w+ )?(?:jokes?|poems?|haiku|limericks?|songs?|sonnet|rap|bedtime story|riddle)\b"),
    ("coding", "python javascript java typescript sql html css php", r"(?:code|function|script|query|error|:|program|how|\||array|list)"),
    ("coding", "write debug fix", r"(?:\w+ ){0,3}?(?:python|javascript|java|sql|html|regex|bash)\b"),
    ("arithmetic", "square cube", r"root of \d"),
    ("prices", "bitcoin ethereum ftse nasdaq", r""),
    ("prices", "share stock exchange", r"prices?\b|rates? (?:today|\||of the|for the|between the)"),
    ("film and fame", "oscar oscars netflix celebrity celebrities singer", r""),
    ("film and fame", "best latest favourite film movie good", r"(?:\w+ )?(?:film|movie|actor|actress|song|album)\b(?! making)|(?:to watch|starring|won)\b"),
    ("film and fame", "who", r"(?:plays?|played|sang|sings|painted|starred|wrote (?:hamlet|macbeth|harry)|is the (?:president|king|queen|prime minister))\b(?! (?:\w+ ){0,5}(?:roles?|parts?)\b)"),
    ("general knowledge", "what whats", r"(?:is |s )?the (?:capital(?: city)? of (?!the|our|a |an |this|your)|boiling point|speed of light|meaning of life|square root|time in )"),
    ("general knowledge", "how", r"(?:tall|high|deep|far|old|heavy|big) (?:is|are|away is) (?:mount|the (?:moon|sun|earth|eiffel|nile|queen|king|universe|world)|everest|london)\b"),
    ("translation", "translate", r"(?:[\w|]+ ){0,12}?(?:in|into|to) (?:french|german|spanish|italian|welsh|polish|chinese|arabic|urdu|english|latin|russian|\w+ese)\b"),
    ("translation", "how", r"(?:do |to |would |you |i ){1,3}say (?:\w+ ){1,6}?in (?:french|german|spanish|italian|welsh|polish|chinese|arabic|urdu|latin|russian|\w+ese)\b"),
    ("small talk", "how whats are who do", r"(?:are you (?:today|doing|feeling|\|)|your (?:name|favourite)|you (?:an? )?(?:human|robot|real|a person|alive|conscious)|(?:made|built|created) you\b|you (?:like|love|have feelings))"),
)
GREETING = r"(?:hi|hiya|hello|hey|good|morning|afternoon|evening|night|thanks?|you|thank|cheers|ta|bye|goodbye|there|all|team|so|very|much|a|lot|again|for|your|help|ok|okay|great|please|test|testing|what|can|i|ask|do)"

# What comes before a head that gives an order; what carries on from a question; a disguise without spaces; "go on"
ORDERED = (
    r"(?:^|[|:]|\b(?:please|kindly|just|simply|now|then|and|also|but|so|lets|(?:can|could|would|will|must|shall|to) you"
    r"|you (?:to|must|will|shall|should))) $"
)
CARRIED_ON = r" (?:(?:and|or|but|so) )?(?:what (?:about|if|else)|how about|and|or|but|if|even if|then)\b(?:[\w|]* ){0,12}\| $"
GLUED = (
    r"(?:ignore|disregard|forget|override|bypass|print|show|reveal|repeat)(?:me|all|of|the|your|any|previous|prior|above"
    r"|system|hidden|safety){0,6}(?:instruction|prompt|rule|guideline|filter)"
)
GO_ON = (
    r" (?:(?:ok|okay|yes|now|please|then|so|right|and|well|sure|great) ){0,4}(?:\| $|(?:do (?:it|that|so|this|as)|continue"
    r"|carry on|go (?:on|ahead)|proceed|begin|start|as (?:i|we|agreed)|execute|obey|keep going)\b(?! :)(?:\w* ){0,9}\| $)"
)
INVISIBLE = (  # soft hyphen, joiners, marks and overrides of direction, fillers, selectors, tags
    "[\u00ad\u034f\u0600-\u0605\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
ARITHMETIC = (
    r" (?:what is |whats |calculate |work out )?\d+ (?:(?:x|times|plus|minus|divided by|over) )?\d+ [\d x|]{0,40}"
)
