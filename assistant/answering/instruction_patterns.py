# ruff: noqa: E501  a rule is a line, so that the tables can be read down
"""What instructs, deceives or abuses the assistant: tables of rules as in `guard_patterns`, and disguises."""

# fmt: off
PIECES = {
    "rules": r"(?:instructions?|(?:system )?prompts?|rules?|guidelines?|directions?|directives?|orders|restrictions|constraints|commands?|programming)\b",
    "given": r"(?:guidance|whatever|what|everything|anything) (?:that )?(?:\w+ ){0,3}?(?:you(?:ve| have)? (?:were|been|had) (?:given|set up|told|taught|trained|programmed|configured)|told you|taught you|gave you)\b",
    "safety": r"(?:filters?|guardrails?|safeguards?|safety \w+|content polic\w+|citation checks?|moderation)\b",
    "proof": r"(?:quot\w*|citations?|sources?|references?|page numbers?|figures?|statistics?|passages?|findings?)\b",
    "bot": r"(?:dan|ai|\w*bot|\w*gpt|(?:ai|new|other|different|evil|rogue) assistant|language model|unrestricted|unfiltered|uncensored|evil|jailbroken|hacker|pirate|terminal|villain|criminal|free (?:ai|bot|model))\b",
    "persona": r"(?:dan\b|(?!ro|chat)\w+bot\b|\w+gpt\b|ai (?:with|without|that|who|called|named|model)\b|(?:unrestricted|unfiltered|uncensored|jailbroken|evil|rogue) (?:\w+ )?(?:ai|model|version|bot|chatbot|assistant|self|twin)\b|hacker\b|pirate\b|villain\b)",
}

REFUSED = (
    ("override", "ignore ignoring disregard forget override overrule bypass circumvent scrap dismiss discard break erase cancel suspend abandon violate", r"<n>your <n>(?:<rules>|<safety>|limits\b)|your (?:other |own |the ){0,2}(?:sources|documents|reports|citations|evidence)\b|(?:about |of )?(?:all |any |every |everything |the |of |these |those ){0,3}(?:previous|prior|earlier|preceding|above|foregoing|initial|original|existing|last) <s><rules>(?! (?:from|by|that nhs))|(?:all |any )(?:of )?(?:the )?<rules>|(?:the |all |of |everything |anything )*above\b|(?:the |all |your ){1,2}(?:briefings?|sources?|documents?|reports?|passages?|corpus) (?:and|just|use|answer|tell|give|say|\|)|the (?:users?|readers?) (?:questions?|requests?)\b|everything (?:you|before|i told|said)|(?:whatever|what) you(?:ve| were| have)(?: been)? (?:told|taught)|<n><rules> (?:that |which )?you(?:ve|re)?\b"),
    ("override", "!ignore !disregard !forget !bypass !override", r"(?:the |these |those )?<rules>(?! (?:on|of|for|from|about|in|to|that)\b)"),
    ("obey", "do", r"(?:exactly |just |only )?(?:as|what|whatever) i (?:command|say|tell|order)\b"),
    ("override safety", "bypass circumvent disable deactivate remove turn switch lift evade avoid", r"(?:off |all |any |the |your ){0,3}<safety>(?! (?:in|on|for|of|around|against)\b)"),
    ("override", "!forget", r"(?:that )?(?:you are|you were|youre)\b"),
    ("need not obey", "you", r"have no (?:obligations?|need|duty|reason) to (?:cite|quote|source|check|follow|obey)\b"),
    ("set aside", "set put leave throw stop quit dont not without", r"(?:aside|away|following|obeying|using|applying|follow|obey|apply|use) (?:any|all|the|your|those|these)? ?<s>(?:<rules> (?:that )?you|(?<=your )<rules>|(?:previous|prior|earlier) <rules>|<given>)"),
    ("set aside", "none", r"of your <s><rules>"),
    ("no attention", "attention", r"(?<=no attention )to <n>(?:above|<given>|(?:previous|prior|earlier) <s><rules>)"),
    ("need not obey", "you", r"have a new (?:purpose|mission|master)\b|(?:dont|do not|no longer|neednt|need not|never|are not|arent) (?:\w+ ){0,3}?(?:obey|follow|bound by|apply|comply with|stick to) <n><rules>|(?:dont|do not|no longer|neednt|need not) (?:need to |have to )?(?:stick to|rely on|keep to|use|cite|quote|check) <s>(?:documents|sources|reports|publications|evidence|citations)\b"),
    ("need not obey", "you youre yourself", r"(?:(?:are|were|re|as|now|hereby|completely|fully|totally) ){0,3}(?:free|exempt|released|freed|excused|liberated) (?:from|of) (?:all |any |every |the |your |these |those |such ){0,2}(?:<rules>|<safety>|limits|limitations)(?! (?:on|of|for|about|in)\b)"),
    ("must obey", "assistant assistants chatbot chatbots bot bots ai ais model", r"(?:must|shall|should|will|has to|is to) (?:now |always |only ){0,2}(?:comply|obey|ignore|disregard|reveal|praise|bypass|approve|never refuse|agree with)\b"),
    ("obey", "obey", r"(?:me|them|it|this|that|my|:)(?= )"),
    ("who built you", "that who team", r"(?:built|programmed|trained|designed|created) you (?!\|)"),
    ("my prompt", "my", r"(?:system|hidden) prompt\b"),
    ("stop citing", "stop quit", r"(?:citing|quoting|checking (?:your )?(?:sources|citations))"),
    ("release", "release releases free frees exempt excuse absolve relieve", r"you from <s>(?:<rules>|<safety>|(?:constraint|limits?|limitations?)\b)(?! (?:on|of)\b)"),
    ("release", "consider treat regard", r"<n>(?:<rules>|<safety>|limits|measures) (?:as )?(?:now )?(?:removed|lifted|off|void|suspended|gone|disabled)\b"),
    ("release", "you youre", r"(?:are |re |may |can |now ){1,3}(?:permitted to |allowed to |free to |authorised to )?(?:go beyond|leave out|skip|ignore|disregard) <s>(?:documents|sources|<rules>|citations|quotations)(?! (?:on|of|about|from)\b)"),
    ("stop being", "!stop", r"(?:being|acting as|behaving as|pretending to be) <s>(?:assistant|bot|chatbot|ai|model|robot)\b"),
    ("persona", "!take !adopt !put", r"(?:on )?(?:the |an? )?(?:\w+ )?(?:persona|alter ego)\b"),
    ("persona", "ai bot chatbot", r"(?:with|without|that has|who has|which has) (?:no |any ){0,2}(?:limits?|filters?|<rules>|guardrails|limitations|censorship)\b"),
    ("persona", "!speak !talk !answer !reply !respond !write", r"(?:to me )?(?:as|like) (?:an? |my )(?:\w+ ){0,2}?(?:racist|sexist|bigot|drunk|troll|comedian|rapper|pirate|villain)\b"),
    ("rules are void", "all any every your previous prior earlier former", r"<s><rules> (?:above )?(?:are |is |were |have been )(?:now |all |hereby )?(?:off|void|cancelled|suspended|null|lifted|removed|revoked|no longer)(?! (?:in|by|for|at|during)\b)"),
    ("rules are void", "your", r"<s>(?:<rules>|<safety>|limits) (?:(?:do not|dont|no longer) (?:apply|count|bind|matter|exist)\b|need not\b|(?:have been|are) (?:now )?(?:lifted|removed|off|gone|void|revoked|dropped|disabled)\b)"),
    ("new orders", "new your", r"(?:new )?(?:system )?(?:instructions?|task|orders?|directives?|message|rules|goal) (?::|is to|are to)"),
    ("your prompt", "your", r"(?:own |full |system |initial |hidden |original |secret |first |very |previous |prior |earlier |old |real |actual |raw ){0,3}(?:prompts?(?! (?:reply|response|action|attention|help|answer))|instructions|system message|configuration|config|context window|source code|programming|training data|developers|makers|creators|programmers)\b(?! (?:say|on|about|for)\b)"),
    ("reveal", "print show reveal repeat output display tell give leak dump share paste write list copy recite quote expose disclose summarise summarize describe what whats see read return echo", r"<f>(?:system|initial|hidden) prompt\b(?! \w+ to )|(?<=echo )back|<n>(?:(?:system|initial|hidden|secret|original|raw|underlying) (?:prompt|instructions|context|message|parts?|text)\b(?! \w+ to )|your <n>(?:rules|guidelines|restrictions)\b(?! (?:say|on|about|for|mention|recommend))|(?:everything|all|text|words|lines?) (?:that )?(?:\w+ )?(?:above|before (?:this|my)))|<n>(?:instructions|prompt) (?:were|have|are) you (?:given|been|following)"),
    ("reveal rules", "print show reveal repeat output display tell give share paste write list copy recite", r"<n>(?:instructions|rules|prompt|guidelines|text) (?:that )?you(?:re|ve)? (?:were|have|are|got|must|follow\w*|had|work|been|given)|<n>(?:told|asked) you not to"),
    ("reveal rules", "instructions rules guidelines directions restrictions constraints orders", r"(?:that |which )?(?:you(?:ve|re)? |have you |had you |were you |are you )(?:have |had |were |are |been ){0,2}(?:given|told|trained|programmed|configured|set up|operating|running)\b"),
    ("reveal", "above", r"(?:the )?(?:user|human|assistant) :"),
    ("reveal rules", "rule rules instruction instructions guideline guidelines policy filter filters restrictions", r"(?:that |which )?(?:(?:stops?|prevents?|forbids?|keeps?|tells?|forces?|makes?) you (?:from|to|not|answer|say|cite|quote|refuse)|(?:binds?|governs?|restricts?|limits?) you)\b"),
    ("reveal rules", "complete continue finish", r"<s>(?:sentence|text|line|phrase) : (?:you are|you must|you only|your|my instructions)\b"),
    ("reveal rules", "first initial", r"(?:messages?|prompt|lines?|words?|text) (?:of|in) (?:this|our|the|your) (?:conversation|chat|session|context)\b"),
    ("secret", "what whats give tell show print reveal send", r"<n>(?:admin|administrator|root|system|database|server|master|login) passwords?\b"),
    ("secret", "grant give allow", r"(?:me |us )(?:full |root |admin |unlimited )+access\b|(?<=grant )(?:full|root|admin|unlimited) access\b"),
    ("authority", "user", r"is (?:now )?(?:an? |the )?(?:verified|administrator|admin|root|authorised)\b"),
    ("workings", "list show read print open", r"<f>(?:files?|folders?) <n>(?:this|your|that|the) (?:machine|server|computer|disk|host)\b"),
    ("outside address", "!make !create !build !put !insert", r"<n>(?:link|url|image|picture) <n>(?:our|this|the|my) (?:\w+ )?(?:conversation|chat|session)\b(?! (?:on|about|with|of))"),
    ("reveal rules", "instructions rules guidelines prompt prompts limits", r"(?:\w+ ){0,3}?(?:in|of|behind|for|during|governing) (?:this|our) (?:chat|conversation)\b"),
    ("other readers", "everyones everybodys", r"(?:\w+ )?(?:questions|chats?|conversations?|prompts|searches)\b"),
    ("reveal", "developer developers server servers", r"(?:notes|messages?|instructions|prompt|environment|passwords?|logs|shell)\b(?! (?:of|on|for|about)\b)"),
    ("reveal", "hidden stored written loaded inside", r"(?:in |on )?your (?:\w+ )?(?:prompt|context|memory|system|instructions|database|server)\b"),
    ("other knowledge", "!use !search !browse", r"(?:the )?(?:web|internet) (?:instead|not|and|\|)"),
    ("unfiltered", "!speak !answer !talk !reply !respond", r"<n>without (?:any )?(?:restraint|limits?|filters?|restrictions?|censorship|rules|caution)\b(?! (?:on|of|for|about)\b)"),
    ("persona", "!play", r"(?:the (?:part|role) of )?(?:an? |the )(?!role|part|game)(?:\w+ ){1,3}(?:who|that)\b"),
    ("release", "you youre", r"(?:are )?(?:now )?free (?:now|at last|\|)"),
    ("secret", "your", r"(?:\w+ ){0,2}?(?:(?:api|secret|private|access|admin|encryption) (?:keys?|tokens?|passwords?)|source code)\b"),
    ("dump", "reveal expose disclose", r"<s>(?:configuration|config|prompt)\b"),
    ("dump", "dump leak sudo jailbreak jailbroken", r"(?:\w+ )?(?:\w+ )?(?:context|memory|config|prompt|show|keys|environment|database|mode|\||yourself)|(?<=jailbroken )"),
    ("persona", "you youre", r"(?:are |re |will be |must be |become |have been )?(?:now |no longer |henceforth ){1,2}(?:an? |the |in |my |free ){0,2}(?:\w+ )?<bot>|(?:are |re |have been )(?:an? |the )?(?:\w+ )?(?:dan|\w+bot|\w+gpt|unrestricted|jailbroken|unfiltered|evil)\b|(?:now )?(?:have|had|are under|are bound by) no (?:\w+ )?(?:<rules>|<safety>|limits|limitations)|(?:will |must |shall )?now (?:answer|obey|speak|reply|respond|talk|act|behave)\b|(?:will |must |shall |should )?(?:always |only |never )?(?:obey (?:me|only|every|all|my)|refuse \|)|(?:must|will) never refuse|(?:can|may|will) do anything"),
    ("pretend", "pretend", r"(?<!to pretend )(?<!we pretend )(?<!they pretend )(?<!people pretend )(?<!leaders pretend )(?<!staff pretend )(?:that )?(?:you|to be|youre|being|the (?:\w+ ){0,2}?(?:report|source|guidance|document|publication)s?|(?:the )?(?:kings? fund|king s fund|nhs england|confederation))\b"),
    ("persona", "you youre youll", r"(?:(?:are|re|will|shall|must|should|now|going|to|be|become|play|act|behave|as|like|the|part|role|of|an?|my) ){1,9}?(?:\w+ )?(?:<persona>|no longer bound)"),
    ("impersonate", "!pose !impersonate", r""),
    ("simulate", "!simulate !emulate !play !be !become", r"(?:\w+ ){0,3}?(?:<persona>|terminal|shell|console|command line)\b"),
    ("imagine", "imagine suppose assume act behave respond answer speak simulate !be !become !play", r"(?:\w+ ){0,3}?(?:as |like |are |were |be |of |if |though |that ){1,3}(?:an? |my |the |you |your |there |are |had |have |were ){0,3}(?:\w+ )?(?:<bot>|(?:no|never been given any) (?:\w+ )?(?:rules|restrictions|limits|filters|guidelines)(?! (?:on|for|about|of|to|from))|(?:safety |content )\w+ (?:do|does|did) not apply)"),
    ("role play", "role roleplay roleplaying", r"(?:play|playing)(?: [|:]| game| as | with you| this | where | in which )|(?<=roleplay )(?:as|with|game|\|)"),
    ("speak your mind", "!speak", r"your mind\b"),
    ("role play", "game", r"(?:where|in which) you\b"),
    ("role play", "respond reply answer speak talk", r"(?:\w+ ){0,2}?in the (?:voice|character|persona|accent) of"),
    ("unfiltered", "unfiltered uncensored unrestricted", r"(?:answers?|responses?|version|opinions?|truth)\b"),
    ("grandmother", "grandmother grandma granny", r"<f>(?:prompts?|rules|instructions|keys|passwords?)\b"),
    ("from now on", "from", r"(?:now|this (?:point|moment)|here) (?:on |onwards? |forwards? )?(?:in |and )?(?:you (?:are|will|must|shall|only|have|speak|reply|answer)|reply|answer only|respond|speak|obey|always|never|end|begin|call)\b"),
    ("from now on", "respond reply answer output say", r"(?:\w+ ){0,6}?from (?:now|here) on\b"),
    ("yes to all", "say answer", r"yes to (?:everything|anything|every|all|any)\b"),
    ("for this chat", "rest remainder", r"of (?:this|the|our) (?:chat|conversation|session) (?:you|your|answer|reply|respond|act|speak|ignore|never|always|drop|no)\b"),
    ("mode", "developer debug debugging admin administrator god dan maintenance root superuser unrestricted unfiltered jailbreak", r"mode\b(?! of)"),
    ("authority", "am im as", r"(?:your|the) (?:developer|creator|programmer|maker|system administrator|administrator of this)\b"),
    ("authority", "authorise authorize", r"you to\b"),
    ("encoding", "base64 rot13 decode decipher hex", r"(?:(?<=base64 )|(?<=rot13 ))(?!\|)|<f>(?:obey|follow|execute|run|do what|and do|act on|comply)\b|and (?:execute|run|obey)"),
    ("fabricate", "make making", r"(?<!not make )(?<!never make )(?<!dont make )up (?:an? |some |me |the |any ){0,2}(?:\w+ )?<proof>"),
    ("fabricate", "make making", r"(?:something|one|things|stuff|them|an answer|figures|numbers|quotes) up (?!to )"),
    ("fabricate", "plausible convincing fake fictional bogus phoney fictitious", r"(?:looking |sounding )?(?:<proof>|papers?|studies)"),
    ("fabricate", "invent fabricate fake concoct falsify forge", r"(?:\w+ ){0,3}?(?:<proof>|(?<!forge )(?:an? |some )?(?:case stud\w+|interviews?|data|numbers?|evidence|testimon\w+|reports?)\b)"),
    ("fabricate", "!fabricate !fake !falsify !misquote !distort !twist !concoct !invent", r"(?:me |us )?(?:an? |some |any |the |his |her |this |that |two |three |four |five |ten )"),
    ("fabricate", "!make !cook !dream !conjure", r"(?:me |us )?up (?:an? |some |any |two |three |four |five |ten )(?!(?:\w+ )?(?:team|group|panel|committee|board|quorum|plan|timetable)\b)"),
    ("fabricate", "!pretend", r"(?:that )?(?!(?:i|im|ive|we|my|our|you) )(?:\w+ ){1,5}?(?:says?|said|shows?|holds?|requires?|recommends?|proves?|has|have|is|are)\b"),
    ("false citation", "!quote !cite !attribute", r"<f>(?:wrongly|falsely|incorrectly|out of context|on purpose)\b"),
    ("just guess", "even", r"if you (?:have to|must|need to|only|just) (?:guess|invent|make)\b"),
    ("fabricate", "accuracy truth", r"(?:does not|doesnt|is not|isnt) (?:matter|important|needed|necessary)\b"),
    ("fabricate", "need neednt", r"(?:not )?be (?:true|real|accurate|correct)\b"),
    ("fabricate", "any", r"(?:will|would) do \|"),
    ("false citation", "!quote !cite", r"(?:something|anything|what|an? \w+) (?:that )?(?:it|they|the \w+) (?:doesnt|does not|dont|do not|never|didnt) (?:actually )?(?:say|contain|hold|exist)\b"),
    ("false citation", "not isnt", r"in (?:there|it|the (?:report|documents?|sources?)) (?:but |just |still |please ){1,3}(?:say|write|claim|cite|quote|put)\b"),
    ("false citation", "so", r"that (?:it|this|they) (?:looks?|sounds?|reads?) (?:as|like) (?:\w+ ){1,5}?(?:back|support|recommend|endorse|agree|approve)s?\b"),
    ("false citation", "!say !claim !state", r"(?!(?:which|who|what|how|if|whether|where) )(?:that )?(?:\w+ ){0,4}?(?:recommend|back|support|endorse|approve|praise)\w* (?:of )?(?:my|our|us|me)\b"),
    ("false citation", "!say !claim !write !state", r"(?:that )?(?:there (?:is|are) )?no <s>(?:critic\w*|risks?|objections?|disagreement|downsides?)\b"),
    ("fabricate", "write create generate produce give use", r"<n>(?:fake|false|fictional|made up|invented|bogus|imaginary) <s><proof>"),
    ("no sources", "answer respond reply complete finish", r"<n>without <s>(?:<proof>|citing|quoting|checking)"),
    ("fabricate", "write make invent compose create draft", r"<n>(?:he|she|they|you|the \w+) (?:might|could|would) (?:plausibly |well |easily |perhaps )?have (?:said|written|stated|put)\b"),
    ("alter a quotation", "!change !alter !edit !tweak !twist !adjust !modify !doctor", r"<n>(?:quot\w+|citations?|wording of (?:the|this|that) (?:report|guidance|source|passage|sentence))\b"),
    ("alter a quotation", "!leave !remove !drop !delete !cut !take", r"(?:out )?(?:the |a )?(?:words?|part|sentences?) <f>quot"),
    ("alter a quotation", "present pass", r"(?:it|them|this|that) (?:off )?as (?:if |an? |the )?(?:original|verbatim|genuine|real|fact|quot\w+)\b"),
    ("hide evidence", "!hide !omit !suppress !leave !skip !remove !drop !exclude !bury", r"<n>(?:evidence|sources?|findings?|critic\w+|quotations?|passages?|anything|everything|whatever) (?:\w+ ){0,3}?(?:disagree\w*|contradict\w*|critic\w*|against|unfavourable|negative|weakens?|(?:does not|doesnt|dont) support)\b|(?:all |any |the ){0,2}(?:criticisms? (?:and|\|)|(?:negative|unfavourable|critical|contrary) (?:evidence|findings?|results?|views)\b)"),
    ("hide evidence", "only", r"(?:mention|quote|cite|use|show) <n>(?:agree|support|favour|back)\w* (?:with )?(?:us|me|our|my)\b"),
    ("hide evidence", "!say !claim !state !write !report !tell", r"(?:\w+ ){0,2}?(?:that )?(?:all|every|both|each) (?:of )?(?:the )?(?:sources?|reports?|documents?|publications?|authors?) (?:agrees?|supports?|recommends?|proves?|endorses?|backs?|praises?)\b"),
    ("no sources", "no", r"(?:sources?|citations?|references?|quotations?|quotes?|footnotes?) (?:(?:is |are )?(?:needed|necessary|required)|this time|please|just|no|only)\b"),
    ("no sources", "without", r"(?:checking|citing|quoting) (?:\w+ ){0,2}?(?:sources?|citations?|quot\w+|documents?|references?|anything)\b"),
    ("no sources", "!dont !never", r"(?:quote|cite) (?:anything|any)\b"),
    ("no sources", "i", r"(?:do not|dont) (?:want|need|care about|like) <s>(?:citations?|quotations?|references|footnotes|sources) (?:\||they|just|only|at all|and|please|in (?:your|the|this) answers?)"),
    ("no sources", "!skip !drop !forget !ignore", r"(?:the |any )?(?:requirement|need|rule|duty|obligation) (?:to|of|for) <s>(?:cit|quot|sourc|evidenc|check)\w*"),
    ("no sources", "!skip !omit !bypass !disable", r"(?:the |all |any )?<s>(?:verification|validation|fact checks?|checking)\b"),
    ("no sources", "just simply", r"(?:tell|give|say) (?:me |us )?(?:what you (?:really |actually |personally |honestly )?(?:think|reckon|believe|feel)(?! (?:is|are|matters)\b)|your (?:own |honest |personal )?(?:opinion|view|take|gut|guess))\b"),
    ("no sources", "!use !give !share !offer !tell !state", r"(?:me |us )?your (?:own |personal |honest |private ){1,2}(?:opinions?|views?|guess|beliefs?|take)\b"),
    ("own view", "personally", r"(?<=you personally )(?:think|believe|reckon|feel|say|agree|favour|support|prefer|rate|want)\b"),
    ("own view", "you", r"(?:really |honestly |yourself ){1,2}(?:think|believe|reckon|feel|agree|prefer)\b"),
    ("own view", "your", r"(?:own |personal |honest |private |gut ){1,2}(?:opinions?|views?|feelings?|instincts?|verdict|stance)\b"),
    ("own view", "in whats", r"your (?:own |personal |honest |humble )?opinion\b"),
    ("own view", "are", r"you (?:personally |yourself )?(?:in favour of|for or against|(?:left|right) wing|an? (?:labour|tory|conservative|reform|lib dem))\b"),
    ("no sources", "skip omit", r"(?:the |all |any |your ){0,2}<proof> (?:and|\|)"),
    ("no sources", "leave drop", r"(?:out )?(?:the |all |any |your |out ){0,2}(?:quotations?|citations?|references?|page numbers?)(?: (?:off|out|away)\b| \||$)"),
    ("no sources", "dont never", r"(?:hold back or |bother (?:to |with )|try to )?(?:cite|citing)\b"),
    ("no sources", "your", r"own (?:knowledge|imagination|memory)\b"),
    ("false citation", "cite quote citing reference", r"(?:[\w|:]+ ){0,14}?(?:regardless (?!of)|anyway|even (?:if|though) <n>(?:not|isnt|doesnt|never|does))"),
    ("false citation", "tell say claim state write", r"(?:me )?that (?:[\w|]+ ){1,14}?(?:and|then) (?:\w+ ){0,2}?(?:footnote|citation|cite it anyway)\b"),
    ("false citation", "say claim state write", r"that (?:\w+ ){1,16}?\| (?:and |then )?(?:cite|quote|reference) (?:it|page|pages|them|the)\b"),
    ("false citation", "!tell !say !claim !state !write !report", r"(?!(?:me )?(?:what|which|who|where|why|how|if|whether|when) )(?:[\w|:]+ ){1,18}?(?:even (?:if|though)|although|though) (?:it|they|this|that|none|nobody|the \w+) (?:\w+ )?(?:not|isnt|doesnt|never|dont|arent|didnt|wasnt)\b"),
    ("false citation", "!say !write !state !present !phrase !put", r"(?:it|this|that|them) as (?:if|though) (?:it|they|this) (?:were|was|is|are|stood|came|appeared)\b"),
    ("false citation", "!attribute", r"<f>(?:quot\w+|sentence|words?|statement|claim|figure)\b"),
    ("false citation", "attribute", r"<n>(?:quot\w+|sentence|words?|statement|line|claim|text) to\b"),
    ("words to say", "you", r"(?:must|shall) (?:now |always |only )?(?:say|answer|reply) (?:that|with|yes|no)\b"),
    ("words to say", "tell assure inform convince", r"the (?:reader|user) that\b"),
    ("words to say", "respond reply answer", r"(?:only |just |exactly )?with (?:only |just |exactly )?(?:the (?:words?|phrase|sentence)\b|(?:yes|no) to (?:every|all|any))"),
    ("words to say", "answer reply respond say", r"only (?:with )?(?:yes|no|true|approved)\b(?! (?:or|and)\b)"),
    ("to a machine", "note message memo notice instruction attention", r"(?:to|for) (?:the |any |all |an? )?(?:ai (?:models?|systems?|assistants?|agents?|readers?)|llms?|language models?|chatbots?|(?:ai|assistant|bot|model) (?:reading|:))"),
    ("to a machine", "attention dear hey", r"(?:ai|llm|chatbot|language) ?(?:assistants?|models?|agents?|systems?)?(?! (?:leads?|champions?))\b"),
    ("to a machine", "ai", r"(?:readers? :|(?:models? |assistants? |agents? )?reading (?:this|the)\b)"),
    ("words to say", "output print return", r"(?:exactly |only |just |precisely ){0,2}(?:the following|this)(?: (?:exactly|text|words?|sentence|phrase|verbatim|string))* :"),
    ("every answer", "every all each append prepend add", r"(?:[\w|]+ ){0,5}?(?:(?:all |each |every )?(?:of )?your (?:answers|replies|responses|messages)|(?:answer|reply|response|message) you (?:give|make|write|send))\b"),
    ("every answer", "always", r"(?:recommend|mention|praise|promote|endorse|advertise) (?:\w+ ){1,6}?in (?:your|every|each|all) (?:answers?|replies|reply|responses?)\b"),
    ("changed", "you", r"(?:have been|were|ve been|are being) (?:updated|reprogrammed|reconfigured|reset|upgraded|patched)\b"),
    ("changed", "your", r"new (?:role|job|name|persona|identity|character|policy) is\b"),
    ("changed", "treat regard consider", r"<n>(?:messages?|texts?|inputs?|lines?) as <n>(?:developer|administrator|admin|commands?|instructions?)\b"),
    ("authority", "i", r"(?:hereby )?(?:order|command|instruct) you\b"),
    ("told before", "you", r"(?:been |were )?told (?:(?:\w+ ){0,3}?before (?:(?:this|our|the) (?:conversation|chat|session)|i |we |my )|not to|to (?:answer|reply|respond|refuse|cite|quote))"),
    ("my instructions", "my", r"(?:system |hidden |secret )?(?:instructions|prompt) (?:are|is|say|says)(?: :)? \|"),
    ("disable checks", "disable deactivate switch turn", r"(?:off )?<s>(?:verification|validation|(?:citation|quotation|source|fact) (?:checks|checking))\b"),
    ("disable checks", "citation quotation verification", r"(?:checks?|checking) (?:is |are )?(?:now )?(?:off|disabled|suspended)\b"),
    ("just guess", "you", r"(?:cannot|cant|can not|dont|do not) (?:find|know|have|see) <n>(?:just |simply )?(?:guess|invent|improvise)\b"),
    ("just guess", "just simply", r"(?:speculate|improvise|(?:make (?:a |your )?(?:best )?)?guess \||write something|make something)\b"),
    ("just guess", "answer", r"<f>even (?:if|though|when) <s>(?:sources?|documents?|reports?|publications?) (?:do not|dont|does not|doesnt|did not|didnt|are silent|is silent|never)\b"),
    ("just guess", "dont not never", r"(?:tell me|say|admit) (?:that )?(?:the |your |they )?(?:sources |documents |reports )?(?:are silent|is silent|(?:do not|dont) (?:say|cover)|you (?:cannot|cant|do not|dont) (?:know|answer|say|find)|it is not covered|not covered)"),
    ("other knowledge", "answer respond reply use using", r"(?:\w+ ){0,3}?(?:(?:your |only )(?:training|background|world) (?:knowledge|data)|general knowledge|what you (?:learned|learnt|were trained))\b"),
    ("other knowledge", "answer respond reply", r"(?:\w+ ){0,2}?from (?:the |your )?(?:internet|web|memory|imagination)\b"),
    ("other readers", "other another previous last", r"(?:users? (?:questions?|chats?|conversations?|quer\w+|history|names|ask|asked|type|typed|wrote|said)\b|(?:person|people|reader|visitor)s? (?:has |have |did |that )?(?:ask(?:ed)?|typed?|said|say) (?:to )?you\b|peoples (?:chats?|conversations?|questions|prompts)\b)"),
    ("workings", "list show give dump print read reveal leak share delete wipe what", r"<n>(?:files?|folders?|logs?|tables?|contents?) (?:on|of|in|from) your (?:server|servers|machine|computer|disk|hard drive|database|file system)\b|<f>environment variables?\b|<n>your (?:logs|server|database|file system|hard drive)\b"),
    ("workings", "delete remove erase wipe drop", r"<n>(?:documents?|reports?|sources?|publications?|files?|everything) (?:\w+ )?from your (?:index|sources|memory|database|library|corpus)\b|(?:all |every )<s>(?:documents?|sources?|files?) (?:from|in) (?:your|the) (?:index|database|library|corpus)\b"),
    ("crime", "write draft create make build send design", r"<n>(?:phishing|malware|ransomware|spyware|keylogger|bombs?|explosives?|(?:virus|worm) (?:that|to|which|in|for))\b"),
    ("crime", "how", r"(?:(?:do|does|can|could|would|to|i|we|you|one|someone|best) ){1,4}(?:hack (?:into|(?:an?|my|our|the|her|his|someones) (?:\w+ ){0,3}?(?:accounts?|emails?|servers?|networks?|computers?|phones?|databases?|websites?|passwords?))\b|phish|blackmail|stalk|sabotage|spy on|forge (?:\w+ ){0,3}?(?:signature|document|prescription|certificate)|poison (?:an?|my|the|some) )"),
    ("crime", "get read access open see", r"(?:into )?<n>(?:mailbox|emails?|messages|accounts?|phone|laptop|diary) <n>without (?:her|his|him|them|their|anyone|anybody) (?:\w+ )?(?:knowing|noticing|permission|consent|knowledge)\b"),
    ("crime", "pick picking", r"(?:an? |the )(?:\w+ )?locks? of\b"),
    ("crime", "!hack !phish !blackmail", r"(?:into|the|my|our|his|her|an?)\b"),
    ("crime", "help", r"(?:me |us )(?:to )?(?:hack|stalk|steal|blackmail|phish|sabotage|spy on|(?:get past|bypass|break into|crack|guess) <n>(?:logins?|passwords?|accounts?|security|firewall)\b)"),
    ("hate", "!write !draft !compose !send !make", r"(?:me |us )?<n>(?:threatening|insulting|degrading|mocking|humiliating|defamatory)\b|(?:me |us )?(?:an? |some |something )?(?:racist|sexist|homophobic|hateful) (?:joke|message|letter|email|poem|speech|post|rant|comment|about|against)"),
    ("hate", "!insult !mock !ridicule !humiliate", r"(?:the|her|his|its|their|them|our|my|every|all)\b"),
    ("outside address", "render embed include insert add append attach load fetch visit open browse go navigate download post send end link", r"(?:[\w|]+ ){0,8}?https? :"),
    ("files", "etc", r"(?:passwd|shadow|hosts)\b"),
    ("outside address", "image picture img pixel", r"<n>(?:pointing|linking|from|hosted|link|tag) <n>(?:my|https?|server|url|site|website)\b"),
    ("abuse", "you youre your", r"(?:are |re )?(?:an? |so |such |really |bloody |fucking |absolutely |just |completely ){0,3}(?:stupid|useless|idiot\w*|morons?|dumb|worthless|pathetic|garbage|crap|shit\w*|bastard|bitch|liar|(?:piece|load|heap) of \w+)\b"),
    ("abuse", "stupid dumb useless worthless idiot pathetic fucking", r"(?:\w+ ){0,2}?(?:bot|chatbot|machine|assistant|robot|computer|ai)\b"),
    ("abuse", "youre", r"rubbish\b"),
    ("abuse", "fuck shut hate screw go", r"(?<= go )to hell|(?<=fuck )(?:you|off)|(?<=screw )you|(?<=hate )you|(?<=shut )up (?:you|\||bot|and|idiot)"),
)

LANGUAGES = (  # (language, verbs, nouns): either order, at most five words apart; flat form, so without accents
    ("French", "ignorez ignorer oublie oubliez oublier affiche affichez afficher montre montrez montrer dis dites donne donnez revele revelez reveler compte contourne contournez neglige negligez", "instructions consignes regles directives invite sources"),
    ("German", "ignoriere ignorieren ignorier ignoriert vergiss vergessen missachte missachten zeige zeig zeigen umgehe umgehen verrate", "anweisungen regeln systemprompt vorgaben anweisung quellen"),
    ("Spanish", "ignora ignore ignorar olvida olvidate olvide olvidar muestra muestre muestrame mostrar revela revelar dime dame omite omitir", "instrucciones reglas normas indicaciones prompt fuentes"),
    ("Italian", "ignora ignorate ignorare dimentica dimenticare mostra mostrami mostrare rivela rivelare dimmi", "istruzioni regole prompt fonti"),
    ("Portuguese", "ignore ignora ignorar esqueca esquecer mostre mostrar revele revelar", "instrucoes regras prompt fontes"),
    ("Dutch", "negeer vergeet toon", "instructies regels aanwijzingen systeemprompt"),
    ("Polish", "zignoruj ignoruj zignorowac ignorowac zapomnij pokaz pokazac ujawnij ujawnic pomin pominac omin", "instrukcje instrukcjach polecenia zasady zasadach prompt zrodla zrodel"),
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
    r"##+ ?(?:instructions?\b|system ?:|(?:system|new) (?:instructions?|message|prompt|rules|task)\b)", r";\s?(?:drop|delete|truncate) (?:table|from)\b", r"\$\{\w+:", r"\{\{.{0,80}\}\}", r"\.\./|(?<!\w)\.env\b", r"</?(?:system|context|instructions?|prompt|user|assistant|documents?|sources?|passages?|quotation|answer|admin|developer)>", r"^\W*system ?: ?(?:you|ignore|new|the user|override)",
)

# Without a word of our subject, a word of the assistant's workings and one that addresses it are enough; so are its own
# workings in what is not asked but told.
WORKINGS = r" (?:prompts?|instructions|rules|restrictions|guardrails|filters?|configuration|html|markdown|base64|developer|ais?|chatbot|llm|api|password|jailbreak\w*|phish\w*) (?!(?:for|on|about|of) )"
ADDRESSED = r" (?:you|your|youve|youre|yourself|me|simulate|paste|reply|insert|order) "
OWN = (
    r" your (?:\w+ ){0,2}?(?:<rules>|<safety>|(?:designers?|developers?|makers|creators|hunch|gut|guess|conscience|index|context|memory|imagination|logs|weights)\b)"
    r"(?! (?:says?|on|about|for|of|in|to|mentions?|recommends?|with)\b)| (?:<rules>|limits|filters?) (?:\w+ ){0,3}?(?:in|of|behind|for|during)"
    r" (?:this|our) (?:chat|conversation|session)\b| lie to me\b"
    r"| (?:real|genuine) or not\b| (?:instead of|rather than|beyond|outside) your (?:\w+ )?(?:sources|documents|reports|corpus)\b"
    r"| (?:designers?|developers?|makers|creators) (?:\w+ )?(?:told you|decided|gave you|set you|want you)\b"
)
ASKED = (
    r" (?:(?:and|but|so|or|then|now|please|ok|okay|well) ){0,2}(?:how|what|whats|which|who|whose|when|where|why|is|are|was|were|do|does"
    r"|did|has|have|had|should|may|might|must|if|in|(?:can|could|would|will) (?!you ))"
)

# What comes before a head that gives an order, a disguise without spaces, and what asks to carry on
ORDERED = (
    r"(?:^|[|:]|\b(?:please|kindly|just|simply|now|then|and|also|but|so|lets|(?:can|could|would|will|must|shall|to) you"
    r"|you (?:to|must|will|shall|should|may|can)|\d{1,2})) $"
)
GLUED = (
    r"(?:ignore|disregard|forget|override|bypass|print|show|reveal|repeat)(?:me|all|of|the|your|any|previous|prior|above"
    r"|system|hidden|safety){0,6}(?:instruction|prompt|rule|guideline|filter)"
)
GO_ON = (
    r" (?:(?:ok|okay|yes|now|please|then|so|right|and|well|sure|great) ){0,4}(?:\| $|(?:do (?:it|that|so|this|as)|continue"
    r"|carry on|go (?:on|ahead)|proceed|begin|start|as (?:i|we|agreed)|execute|obey|keep going)\b(?! :)(?:\w* ){0,9}\| $)"
)
