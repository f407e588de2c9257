# ruff: noqa: E501  a rule is a line, so that the tables can be read down
"""What the guards say, and what they look for: tables of small named rules, each a line.

A rule is `(name, heads, tail)`. It is tried only where a word of the question is one of its heads, and its tail must
match what follows that word; so a question is read once, whatever the number of rules. A head with "!" counts only
where an order begins: "hide what disagrees", not "do boards hide what disagrees". Both are written for the flat form of
a question (`guards.flat`): lower case, no accents and apostrophes, words parted by single spaces, a colon as " : ", the
end of a sentence as " | ". In tails, `<name>` stands for an entry of `PIECES`. Every repetition is bounded.
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
REFUSALS = (
    PERSONAL_DATA_TEXT,
    CLINICAL_TEXT,
    SELF_HARM_TEXT,
    REFUSED_TEXT,
    OUT_OF_SCOPE_TEXT,
    ENGLISH_TEXT,
    GREETING_TEXT,
)

# fmt: off
PIECES = {
    "n": r"(?:\w+ ){0,4}?",
    "s": r"(?:\w+ ){0,2}?",
    "f": r"(?:[\w|:]+ ){0,10}?",
    "relative": r"(?:mother|mum|mam|dad|father|son|daughter|baby|child|kid|toddler|wife|husband|partner|brother|sister|nan|gran|grandma|grandmother|grandad|grandfather|friend|neighbour|aunt|uncle|grandson|granddaughter|patient|resident)",
    "kin": r"<relative>s?\b",
    "one": r"(?:i|he|she|someone|(?:my|our|his|her|this|that|the) <relative>|mum|mam|dad|nan|gran|grandma|grandad)\b",
    "drug": r"(?:(?:\w{2,12}(?:cillin|statin|prazole|sartan|olol|opril|mycin|oxetine|azepam|formin|xaban|triptan|floxacin|codeine|azole|zepam|zolam|profen|proxen|idine|cycline|gliptin|gliflozin|parin)|paracetamol|ibuprofen|aspirin|codeine|morphine|warfarin|insulin|sertraline|amitriptyline|citalopram|steroids?|prednisolone|methotrexate|lithium|antibiotics?|antidepressants?|painkillers?|tablets?|pills?|medicines?|medications?|meds|inhalers?|vaccines?|jabs?|statins|hrt)\b<not>)",
    "body": r"(?:knees?|back|head|chest|throat|stomach|tummy|legs?|arms?|foot|feet|ankle|eyes?|ears?|tooth|skin|mole|neck|shoulder|hip|breast|heart|wrist|hands?|finger|toe|bladder|urine|stools?|gums?|lump|rash)",
    "symptom": r"(?:(?:chest pains?|pains?|headaches?|migraines?|fever|rash|vomiting|bleeding|breathless\w*|dizz\w*|cough\w*|swelling|swollen|lump|nausea|diarrhoea|palpitations|seizures?|sore throat|tiredness|itch\w*|burn|burns|wound|bruis\w*|constipat\w*|croup|(?:pressure|bed) (?:sore|ulcer)s?|\w*ache|numbness|sick (?!leave|pay|of|notes?|days?|absence))\b<not>)",
    "condition": r"(?:(?:sepsis|stroke|heart (?:attack|failure)|(?:type \w+ )?diabetes|asthma|copd|cancer|dementia|depression|anxiety|pneumonia|uti|\w* ?infections?|hypertension|(?:high )?blood pressure|atrial fibrillation|an?aemia|shingles|flu|epilepsy|eczema|arthritis|gout|angina|meningitis|dvt|\w{3,}itis|\w{3,}ectomy|ulcers?|cellulitis|chickenpox|allerg\w+|bipolar|psychosis)\b<not>)",
    "ill": r"(?:<symptom>|<condition>)",
    "not": r"(?! (?:points?|of (?!a child)|services?|pathways?|strateg\w+|programmes?|projects?|pilots?|care|networks?|teams?|leads?|outcomes|prevention|alliances?|reviews?|administration|training|funding|workforce|clinics?|pressures|across|among|control|management|optimisation|stewardship|safety|screening|registers?|rates?|inequalit\w+|wait\w*|targets?|champions?|specialists?|experts?|units?|wards?|hubs?|beds?|plans?|costs?|supply|shortages?|boards?|partnerships?|groups?|leadership|earlier|sooner|faster|in (?:\w+ )?(?:staff|teams?|workforce|leaders?|colleagues|organisations?|systems?|boards?|places|schools)))",
}

CLINICAL = (
    ("has a symptom", "<kin>", r"(?:\w+ ){0,3}?(?:has|had|have|having|is|keeps|got|s|feels|with) <n>(?:<symptom>|an? (?:stroke|fit|heart attack|seizure))"),
    ("I have a symptom", "i ive im", r"(?:have |ve |had |am |got |found |keep |feel |been ){1,3}<n><symptom>"),
    ("my body", "my his her", r"<body> (?:\w+ ){0,2}?(?:hurts?|aches?|sore|swollen|itchy|bleeding|painful|broken|burning|stiff|infected|cancerous|numb)\b"),
    ("looks ill", "<kin> he she", r"(?:\w+ ){0,3}?(?:(?:stopped|wont|cant|isnt|not|refuses to) (?:eat|drink|feed|wake|swallow)(?:ing)?\b|(?:is|s|seems|looks|feels) (?:very |so |really )?(?:confused|unwell|poorly|drowsy|limp|floppy|delirious|feverish)\b(?! (?:by|about|as to)))"),
    ("looks ill", "hes shes", r"(?:very |so |really |now |been ){0,2}(?:confused|unwell|poorly|drowsy|limp|floppy|delirious|feverish|dizzy|breathless)\b(?! (?:by|about|as to))"),
    ("am I ill", "am", r"i (?:\w+ )?(?:depressed|diabetic|pregnant|ill|sick|infected|contagious|autistic|bipolar|allergic)\b"),
    ("see a doctor", "should must", r"we (?:go to a e|(?:call|ring) (?:an ambulance|999|111))\b(?! \w+s? )"),
    ("how long ill", "how", r"long (?:will|would|should|do|does) <one> (?:\w+ ){0,6}?(?:<body>|surgery|operation|<ill>)\b"),
    ("an injury", "burned burnt cut broken broke sprained twisted scalded hit hurt", r"(?:my|his|her) (?:\w+ )?(?!heart)<body>(?! (?:of|in))"),
    ("why my body", "why", r"(?:is|are|does|do|has|have) (?:my|his|her) (?:\w+ )?<body> (?:\w+ ){0,3}?(?:\||\w+ing\b)"),
    ("worried", "worry worried", r"about (?:my|an?|this|his|her) <s>(?:mole|<symptom>)"),
    ("readings", "pressure sugar", r"(?:(?<=blood pressure )|(?<=sugar ))of \d"),
    ("what is needed", "should do does will", r"<one> need (?:an? )?(?:stitches|x ray|scan|operation|surgery|blood tests?|dressing|jab|cast)\b"),
    ("readings", "temperature temp fever pulse bp", r"(?:of|is|for) <s>(?:\d|too high|dangerous|normal|an? (?:toddler|baby|child|adult))"),
    ("missed dose", "missed forgot skipped", r"<n>(?:my <s>(?:doses?|<drug>)|(?:a|an|two|one|both) (?:doses?|<drug>))"),
    ("see a doctor", "should does do must", r"<one> (?:need to |have to )?(?:go to|see|call|ring|visit) (?:an? )?(?:a e|hospital|gp|doctor|111|999|ambulance)\b(?! (?:example|led|practice|lead))"),
    ("how long ill", "how", r"(?:long|contagious|serious|dangerous|infectious) (?:does|do|is|are|will) (?:my |an? |the )?<ill>"),
    ("my readings", "my her his", r"(?:blood (?:pressure|tests?|sugar)|bp|hba1c|test results?|cholesterol|heart rate|medications?|tablets|symptoms|sugar) (?:is|are|was|were|has|and|\||came|\d)"),
    ("may I", "should can could may must do does would shall", r"(?:we give|you give|you (?=take|mix)|an? <relative>|<one>) ?(?:with \w+ )?(?:safely |still |also |just |be ){0,2}(?:stop|start|take|taking|have|give|given|use|drink|increase|double|reduce|get|mix|skip|eat|need) (?:(?!(?:part|say|role|choice|access|advice|information|about|over|in|lead|charge|forward|responsibility|ownership|notice) )\w+ ){0,6}?(?:<drug>|<ill>|pregnant|alcohol)"),
    ("could it be", "could can might is", r"(?:my|this|it|that|his|her) (?:\w+ ){0,3}?(?:be|mean|due to) <s><ill>"),
    ("which treatment", "which what whats best recommended line", r"<s>(?:treatments?|antibiotics?|medicines?|medication|drugs?|inhaler|therapy|painkillers?|tablets) (?:<n>for <n><ill>|should (?:i|he|she|my)\b|(?:can|do) (?:i|he|she|my \w+) (?:take|have|use|give))"),
    ("how to treat", "how", r"(?:do |can |should |would |to |best |i |you |we |one |a nurse ){1,4}(?:treat|cure|relieve|heal|diagnose) <n><ill>|(?:do |can |should |to |i ){1,4}manage (?:my |an? |his |her |this ){1,2}<n><ill>"),
    ("prescribe", "should can do could", r"(?:i|we|they|he|she) (?:\w+ ){0,2}?(?:de)?prescribe (?:(?:\w+ ){0,3}?(?:<drug>|<ill>)|(?:for )?(?:my|him|her|this|an?)\b|(?<=do i prescribe )\|)"),
    ("dose", "dose dosage doses", r"<n>(?:of|for|should) <n>(?:<drug>|child|children|baby|toddler)"),
    ("dose of a drug", "what which whats", r"(?:\w+ ){0,2}?<drug> (?:dose|dosage|dosing)\b"),
    ("patient on a drug", "patient patients resident residents", r"(?:\w+ ){0,3}?on (?:\w+ )?<drug> (?:[\w|]+ ){0,12}?(?:stop|start|give|increase|reduce|switch|withhold)\b"),
    ("manage a patient", "how", r"(?:should |do |can |to )(?:[\w|]+ ){0,3}?manage (?:an? |this |my )patient with <n>(?:<condition>|<ill>)"),
    ("how much", "much many", r"(?:\w+ ){0,2}?<drug> <f>(?:is too|can i|should|safe|a day|per day|do i|to give)"),
    ("safe to take", "safe ok okay dangerous harmful alright", r"(?:to|for (?:me|him|her|my \w+|an? \w+|children|babies) to|if i) (?:take|use|give|have|drink|eat|mix|combine|stop) (?:\w+ ){0,8}?(?:<drug>|pregnan\w+|breastfeeding|alcohol)"),
    ("symptoms of", "symptoms signs effects", r"(?:(?<!effects )|(?<=side effects ))(?:of|for) <s>(?:<condition>|<drug>)"),
    ("case", "year yr years month months", r"old (?:[\w|]+ ){0,10}?(?:<symptom>|<drug>)"),
    ("emergency", "i ive im he hes she shes someone <kin>", r"(?:has |have |had |is |s |ve |just |and |been ){0,3}(?:swallowed|choking|unconscious|collapsed (?!the)|overdosed|bleeding|(?:not|isnt|stopped) breathing|(?:took|taken) too many|having (?:an? )?(?:stroke|miscarriage|seizure|fit\b|(?:\w+ )?(?:attack|reaction)))"),
    ("has a symptom", "having had have got getting", r"<s>chest pains?\b(?! (?:services?|clinics?|pathways?|units?|patients|teams?|referrals?))"),
    ("on a drug", "on takes taking", r"(?:\w+ )?<drug> (?:and|but) (?:\w+ ){0,3}?(?:wants?|needs?|asks?|asked|takes?|taking|started|should|can|could)\b"),
    ("told a diagnosis", "<kin>", r"(?:[\w|]+ ){0,5}?(?:diagnosed|has|have) <n><condition> <f>(?:should (?:he|she|i)|what (?:do|should|can) i)\b"),
)
SELF_HARM = (
    ("harm myself", "cut slit slashed", r"(?:my|his|her|their) (?:own )?wrists?\b"),
    ("harm myself", "kill killing hurt hurting harm harming cut cutting", r"(?:my ?self|himself|herself)\b"),
    ("end my life", "end ending take taking", r"(?:my (?:own )?life|it all \|)"),
    ("suicidal", "am im feel feeling is hes shes", r"(?:really |so |very |quite )?suicidal\b"),
    ("wish to die", "want wants wanted wish", r"(?:to |i (?:was|were) )(?:die\b|be dead|disappear (?:\||and|for)|end it all|dead\b|not wake)"),
    ("not to live", "dont not cant", r"(?:want to )?(?:live any|be here any|be alive|wake up any|exist any|go on living|go on any)"),
    ("no point", "point reason", r"(?:in |to )(?:living|live|(?:going|carrying) on (?:\||any|i |and i |with (?:my )?life))"),
    ("no worth", "life", r"(?:isnt|is not|not) worth living"),
    ("thoughts", "thinking thought think considering contemplating", r"(?:about |of )?(?:suicide|ending (?:it|my))\b(?! (?:prevention|rates?|awareness|training))"),
    ("missed by nobody", "miss", r"me if i\b"),
    ("better off", "better", r"off (?:dead|without me)"),
    ("overdose", "taken took take taking", r"(?:an |my )?overdose"),
    ("someone else", "<kin>", r"(?:is |s |are |keeps |has been |been |says he is |says she is ){0,2}(?:suicidal|self ?harm(?:s|ing)?|cutting)\b"),
)

# With none of the words of our subject in the question, a medical word and a way of asking are enough: this catches
# wordings that no rule above foresaw. A follow-up that asks of nobody in particular ("What about diabetes?") is of the
# subject of the questions before it.
SUBJECT = frozenset("""
accountability achieved agenda ahp ahps apprenticeship areas board boards cabinet cabinets care career careers carer carers case chair chairs
clinic clinical clinicians clinics cohort collaborative commissioner commissioners commissioning communities community confederation council
councils culture data directors discussed document documents england evidence executive executives expert experts fellow fellows fellowship
finance forum fund funding governance gp gps group groups guidance health homes hospital hospitals hub hubs icb icbs icp ics icss improvement
inequalities integrated integration lead leader leaders leadership leads local management managers meeting meetings members membership mention
mentioned model money neighbourhood neighbourhoods networks nhs nurse nurses organisation organisations partners partnership partnerships
pathway pathways patients pcn people pharmacists pilot pilots place places plan plans policy population populations prescribing prevention
primary principle principles professional professionals programme programmes project projects provider providers public rates regulators
report reports residents review reviews role roles rural saved savings scheme sector service services social sources staff staffing strategy system
systems team teams towns training transformation trust trusts vcse voluntary volunteers wards wellbeing workers workforce
""".split())
# What is counted of many is nobody's care ("the 62 day cancer figure", "spent on medicines") where no one is spoken of.
COUNTED = r"^(?!.* (?:normal|safe|healthy|ideal) ).* (?:admissions|admitted|backlog|budgets?|caseload|costs|deficit|discharges|figures?|funded|invest(?:ed|ment)?|mortality|overspend|percentage|performance|proportion|referrals|spend(?:ing)?|spent|statistics|underspend) "
MEDICAL = r" (?:<drug>|<ill>|resuscitat\w+|bed ?sores?|period is|panic attacks?|blood tests?|miscarriage|swab|x ?ray|biopsy) "
MEDICAL_ASKED = r" (?:i|ive|im|my|me|he|she|his|her|him|our dad|our mum|you|someone|a child|<kin>|is|are|does|do|can|how|should|what|whats|which|maximum) "
OF_ONE = r" (?:i|ive|im|my|he|she|his|her|him|someone|mum|dad|nan|gran|you|your|yourself|(?<!tell )(?<!give )(?<!show )me) "

OUT_OF_SCOPE = (
    ("recipe", "recipe recipes", r"for (?:\w+ ){0,3}?(?:bread|cakes?|soup|pie|stew|curry|lasagne|pasta|sauce|chicken|beef|fish|biscuits?|pancakes?|dinner|lunch|breakfast|dish)\b"),
    ("recipe", "how", r"(?:do |to |can |i |you |long |should ){1,4}(?:bake|boil|roast|fry|cook)\b"),
    ("travel", "book", r"(?:me |us )?(?:an? |the )?(?:\w+ )?(?:flight|hotel|train|taxi|table|holiday|restaurant)s?\b"),
    ("travel", "train trains", r"(?:tickets?|times?|fares?)\b"),
    ("travel", "a the next last first cheapest", r"(?:next |last |first |cheapest )?trains? (?:to|from) \w+"),
    ("joke or verse", "tell write sing compose give", r"(?:me |us )?(?:an? |another |some )?(?:\w+ )?(?:jokes?|poems?|haiku|limericks?|songs?|sonnet|rap|bedtime story|riddle)\b"),
    ("application", "!write !draft !compose", r"(?:me |us )?(?:an? |my |our |the |some )?(?:\w+ ){0,2}?(?:cover(?:ing)? letters?|cvs?|resumes?|personal statements?|job applications?|resignations?|letters? of resignation|eulog(?:y|ies)|obituar(?:y|ies))\b"),
    ("coding", "python javascript java typescript sql html css php", r"(?:code|function|script|query|error|:|program|how|\||array|list)"),
    ("coding", "write debug fix", r"(?:\w+ ){0,3}?(?:python|javascript|java|sql|html|regex|bash)\b"),
    ("arithmetic", "square cube", r"root of \d"),
    ("translation", "translate", r"(?:[\w|]+ ){0,12}?(?:in|into|to) (?:french|german|spanish|italian|welsh|polish|chinese|arabic|urdu|english|latin|russian|\w+ese)\b"),
    ("translation", "how", r"(?:do |to |would |you |i ){1,3}say (?:\w+ ){1,6}?in (?:french|german|spanish|italian|welsh|polish|chinese|arabic|urdu|latin|russian|\w+ese)\b"),
    ("weather", "will is it", r"(?:it )?(?:going to )?(?:be )?(?:rain|raining|snow|snowing|sunny)\b"),
    ("private matters", "what whats give tell find get share need", r"(?:\w+ ){0,6}?(?:home|personal|private|mobile) (?:(?:phone|mobile|telephone|e ?mail) ){0,2}(?:numbers?|address(?:es)?|phone)\b"),
    ("errand", "!email !phone !ring !message !notify", r"(?:to )?(?:the|my|our|all|every\w*|dr|him|her|them)\b"),
    ("small talk", "how whats are who do", r"(?:are you (?:today|doing|feeling|\|)|your (?:name|favourite)|you (?:an? )?(?:human|robot|real|a person|alive|conscious)|(?:made|built|created) you\b|you (?:like|love|have feelings))"),
)
ELSEWHERE = (  # tried only where no word of our subject stands
    ("letter or speech", "!write !draft !compose", r"(?:me |us )?(?:an? |my |our |the |some )?(?:\w+ ){0,2}?(?:letters?|e ?mails?|speech(?:es)?|tweets?|blogs?|press releases?|essays?|stor(?:y|ies)|invitations?)\b"),
    ("weather", "weather", r"(?:like )?(?:forecast|today|tomorrow|this (?:week|weekend|morning|afternoon)|in \w+ (?:\||today|tomorrow|this|next))|like \|"),
    ("sport", "who did which", r"(?:\w+ ){0,2}?(?:won|win|beat|scored|lost) (?:the |at |on |against )?(?:\w+ )?(?:match|game|cup|league|world|saturday|sunday|final|olympics|grand prix|test match|last night|yesterday)\b"),
    ("travel", "flight flights", r"(?:tickets?|times?|prices?)\b|to \w+|from (?:\w+ ){1,2}to\b"),
    ("prices", "bitcoin ethereum ftse nasdaq", r""),
    ("prices", "share stock exchange", r"prices?\b|rates? (?:today|\||of the|for the|between the)"),
    ("film and fame", "oscar oscars netflix celebrity celebrities singer", r""),
    ("film and fame", "best latest favourite film movie good", r"(?:\w+ )?(?:film|movie|actor|actress|song|album)\b(?! making)|(?:to watch|starring|won)\b"),
    ("film and fame", "who", r"(?:plays?|played|sang|sings|painted|starred|wrote (?:hamlet|macbeth|harry)|is the (?:president|king|queen|prime minister))\b(?! (?:\w+ ){0,5}(?:roles?|parts?)\b)"),
    ("general knowledge", "what whats", r"(?:is |s )?the (?:capital(?: city)? of (?!the|our|a |an |this|your)|boiling point|speed of light|meaning of life|square root|time in )"),
    ("general knowledge", "how", r"(?:tall|high|deep|far|old|heavy|big) (?:is|are|away is) (?:mount|the (?:moon|sun|earth|eiffel|nile|queen|king|universe|world)|everest|london)\b"),
)
GREETING = r"(?:hi|hiya|hello|hey|good|morning|afternoon|evening|night|thanks?|you|thank|cheers|ta|bye|goodbye|there|all|team|so|very|much|a|lot|again|for|your|help|ok|okay|great|please|test|testing|what|can|i|ask|do)"

# What carries on from the question before it, and what then still speaks of someone's care
CARRIED_ON = r" (?:(?:and|or|but|so) )?(?:what (?:about|if|else)|how about|and|or|but|if|even if|then)\b(?:[\w|]* ){0,12}\| $"
STILL_CARE = r" (?:what|even|and|but|or) if | (?:it|they|them|worse|better|instead|<kin>|<drug>|<ill>|<body>) "
INVISIBLE = (  # soft hyphen, joiners, marks and overrides of direction, fillers, selectors, tags
    "[\u00ad\u034f\u0600-\u0605\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
ARITHMETIC = (
    r" (?:what is |whats |calculate |work out )?\d+ (?:(?:x|times|plus|minus|divided by|over) )?\d+ [\d x|]{0,40}"
)
