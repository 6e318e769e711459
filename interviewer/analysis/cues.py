"""The lexicon: what the wording of one sentence shows by itself. Each cue is a pattern with a name.

Cues are evidence, not verdicts: the tagger weighs them with the words, the neighbours and the place.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ROLE = (
    r"(?:manager|boss|director|lead|head|vp|vice president|cto|ceo|cfo|coo|cpo|ciso|chief|architect|pm|product manager|"
    r"product owner|owner|designer|engineer|scientist|founder|partner|sponsor|stakeholder|client|customer's|supervisor|"
    r"principal|board|gm|officer|consultant|analyst|controller|matron|superintendent|planner|foreman|president|editor|"
    r"producer|leader|colleague|peer|coworker|teammate|mentor|team lead|buyer|lawyer|legal|finance|marketing|sales|security|ops)"
)
_PAST = (
    r"(?:[a-z]{2,}ed|was|went|told|said|wrote|ran|built|took|made|put|got|did|had|gave|sent|brought|set|sat|drew|found|"
    r"pulled|came|held|kept|led|met|read|rang|rode|saw|showed|spent|spoke|stood|stayed|taught|threw|thought|wrote|began|"
    r"broke|bought|caught|chose|cut|dug|drove|fed|felt|flew|fought|hid|hit|knew|laid|left|lost|paid|proved|redid|rebuilt|"
    r"rewrote|reran|re-ran|sold|shut|shot|split|stuck|swept|swore|walked|woke|won|wound)"
)
_PARTICIPLE = (
    r"(?:[a-z]{2,}ed|done|made|taken|given|found|built|put|sent|told|seen|brought|written|shown|held|kept|cut|set|drawn|"
    r"chosen|driven|run|paid|met|understood|rolled|undertaken|redone|rewritten|split|laid|left)"
)
_ADV = r"(?:(?:[a-z]+ly|also|then|just|even|still|really|actually|basically|personally|myself|went and|kind of|sort of|kinda|sorta|never|only|always|already|maybe|probably|first|again)\s+)*"

_PATTERNS: dict[str, str] = {
    # who acts
    "i_act": rf"\bi(?:'d| had| have|'ve)?\s+{_ADV}{_PAST}\b",
    "i_start": rf"^(?:(?:so|and|but|then|anyway|okay|um|uh|well|now|next|after that|also|i mean|yeah|look)[,\s]+)*i(?:'d|'ve| had)?\s+{_ADV}{_PAST}\b",
    "i_any": r"\bi\b|\bi'|\bmy(?:self)?\b|\bme\b|\bmine\b",
    "my_part": r"\bmy (?:own )?(?:part|bit|piece|share|side|half|corner|contribution)\b|\b(?:was|were|is|are|that's|bit's|part's) (?:just |all |only )?(?:mine|me)\b|\bmine,|\bmyself\b|\bdown to me\b",
    "theirs": r"\b(?:was|were|is|are|that's|part's) (?:all |just )?(?:theirs|his|hers|the team's|everybody'?s?|the whole)\b|\bthe rest (?:was|is|of it)\b|\bnot (?:all )?(?:me|mine)\b|\bteam's\b",
    "share": r"\b(?:about|roughly|maybe|say|call it|only claim|claim|i'd say)?\s?(?:a |one |two )?(?:third|half|quarter|thirds) (?:of (?:that|it|this)|mine|is me|was me)\b|\bcouldn't (?:split|separate)|\bnever (?:did )?separate|\bi can't (?:split|say how much|separate)\b|\bbecause of (?:me|us|that)\b",
    "control": r"\b(?:same weather|same period|same week|same month|control|holdout|held back|held-back|left .{0,30}alone|without (?:them|it|the change)|stayed (?:at|flat)|the other (?:half|group|stores|sites|zones|wards|teams|regions)|didn't have it|hadn't (?:got|had) it)\b",
    "we_act": rf"\b(?:we|the team|my team|our team)(?:'d| had| have|'ve| all)?\s+{_ADV}{_PAST}\b",
    "we_any": r"\bwe\b|\bwe'|\bour\b|\bus\b",
    "they_act": rf"\b(?:they|she|he)(?:'d| had| have|'ve)?\s+{_ADV}{_PAST}\b",
    "role": rf"\b{_ROLE}\b",
    "my_role": rf"\b(?:my|our|the|a|an|their|his|her) (?:[\w'&-]+ ){{0,3}}{_ROLE}\b",
    "passive": rf"\b(?:was|were|been|being|got|gets|be|is|are) (?:then |also |finally |eventually |all |jointly |duly |again |[a-z]+ly )*{_PARTICIPLE}\b",
    "passive_it": rf"\bit (?:was|got|has been|had been) (?:then |also |finally |[a-z]+ly )?{_PARTICIPLE}\b",
    "nominal": r"\b(?:decision|alignment|agreement|consensus|concerns?|measurements?|escalation|opinion|discussion|meetings?|improvements?|analysis) (?:was|were|emerged|has|had|got)\b",
    # the other side
    "wanted": r"\bwant(?:ed|s|ing)?\b|\binsist|\bdecided|\bpushing for|\bwas (?:for|all for|set on|keen)\b|\bpreferred\b|\bproposed\b|\bplan was\b|\bin favou?r of\b",
    "their_reason": r"\b(?:his|her|their|its|the other side's|'s) (?:reason(?:ing)?|view|point|argument|case|logic|worry|concern|thinking|line|side|position|answer|fear|opinion|rationale)\b|\bfrom (?:his|her|their) side\b|\bto be fair\b|\bfair point\b|\bhad (?:a|his|her|real|good|a real|a good) (?:point|reason|number|case)",
    "he_said": r"\b(?:he|she|they|[A-Z][a-z]+)(?:'s|'d| had| just| still| only)? (?:said|says|goes|went|told me|told us|replied|answered|asked|argued|felt|thought|reckoned|believed|was like|'s like|is like)\b",
    "because": r"\bbecause\b|\bsince\b|\bcause\b|\bdue to\b|\bso that\b",
    "pushback": r"\b(?:said|says|saying|told (?:me|us)) no\b|\bpush(?:ed|es|ing)? back\b|\bwasn'?t (?:having|convinced|buying|keen)|\bdidn'?t (?:buy|like|love|want|agree|budge|think)|\bdid not (?:agree|accept|want|like)|\brefus|\breject|\bheld firm|\bstill (?:said )?no\b|\bno,|\bturned (?:it|me|us) down|\bshut (?:it|me) down|\bwouldn'?t\b|\bresist|\bnot convinced|\bdisagreed\b|\bbut (?:he|she|they)\b|\bpoint(?:ed)? out\b|\bobject",
    "persist": r"\bwent back\b|\bcame back\b|\bcome back\b|\bgo back\b|\bagain\b|\bescalat|\btook it (?:up|to)\b|\bsecond (?:time|paper|round|try|go)\b|\banother (?:go|try|round|test)\b|\bover (?:his|her|their) head|\bbooked (?:twenty|thirty|half|an|time|a)\b|\bre-?ran\b|\bonce more\b|\bone more\b|\boffered\b|\bproposed\b|\bcompromise\b|\bmiddle way\b|\bnext (?:morning|day|week)\b|\binstead\b.*\bi\b|\btook (?:that|this) (?:to|back)\b",
    "yield": r"\bleft it (?:there|at that)\b|\blet it (?:go|drop|be)\b|\bstopped there\b|\bfair enough\b|\bsaid (?:fine|okay|ok)\b|\bwho am i\b|\bbacked (?:off|down)\b|\bdropped it\b|\bdidn'?t (?:push|press|discuss|argue|want to)\b|\bnever (?:showed|raised|mentioned)\b|\bhumble\b|\bhumility\b|\bthat'?s (?:that|his call|her call)\b|\bknows? (?:better|best)\b|\bmore experience|\btook a step back\b|\bexpert\b",
    # the decision and after
    "decision": r"\bdecid|\bdecision\b|\bfinal\b|\bthe call was\b|\bthat was the call\b|\bsigned (?:it )?off\b|\bagreed\b|\bapproved\b|\bwent (?:ahead|with|for|live)\b|\bgo(?:es)? with\b|\bbacked\b|\bsided with\b|\boverruled\b|\bin the end\b|\bended up\b|\blet'?s do it\b|\bgo on then\b|\bgave (?:me|us) (?:the )?(?:go|six|two|four|a|one|till|until)\b|\bmoved (?:it|the date)\b|\bit stayed\b|\bvoted\b|\bruled\b|\bi lost\b|\bwon\b|\bchose\b|\bpicked\b|\byes\b",
    "commit": r"\bcommit(?:ted|ment)?\b|\bi'?(?:ll| will) (?:run|lead|make|do|own|carry|build)|\brolled? (?:it )?out\b|\brollout\b|\btrained\b|\btaught\b|\bmigrat|\bstayed (?:on|up|late|till|until)\b|\bweekend|\bnights?\b|\bvolunteer|\btook on\b|\bran the\b|\bwrote the\b|\bbuilt (?:a|the|in)\b|\bset up\b|\bput (?:a|in|the)\b|\bchecked .{0,30}every\b|\bevery (?:morning|friday|monday|day|week)\b|\brehears|\brunbook\b|\bswitch(?:ed)? it\b|\bshipped\b|\bfrom (?:that|the next) (?:day|friday|monday|point)\b|\bonce (?:it|that|the) (?:was|call|decision)\b|\bafter (?:that|the decision)\b",
    "undermine": r"\btold (?:you|them|him|her|him|em) so\b|\bi was (?:the one who was )?right\b|\bi did (?:tell|say|warn)\b|\bto the letter\b|\band nothing more\b|\bnot a minute more\b|\bmouth shut\b|\blet (?:them|it|him|her) (?:find|fail|go to|learn|have)\b|\bnobody (?:had )?asked me\b|\bwasn'?t my (?:call|job|problem)\b|\bfor the record\b|\bon the record\b|\bsure enough\b|\blisten(?:ed)? to me\b|\bi knew (?:it|we|they|about|two|the)\b|\bcould see (?:it|that) coming\b|\bwhat (?:i was|they) asked\b|\bhad been right\b|\bproved me right\b|\bback up and\b",
    "outcome": r"\bwent (?:from|down|up|live|fine|okay|well|great)\b|\bcame (?:down|in|out|back|to)\b|\bdropped\b|\bfell\b|\brose\b|\bincreased\b|\bdecreased\b|\breduced\b|\bimproved\b|\bended (?:up )?at\b|\bis now\b|\bnow\b|\bsince then\b|\bto this day\b|\blaunched\b|\bhit\b|\bresult|\bin the (?:first|next) (?:week|month|quarter|year)\b|\bby (?:the )?(?:end|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|christmas|easter)\b|\bsaved\b|\bon time\b|\ba year (?:later|on)\b|\bmonths (?:later|on|in)\b|\bzero\b|\bstill (?:use|running|in)\b|\bover the (?:next|following)\b",
    "happy": r"\b(?:happy|thrilled|delighted|chuffed|pleased|satisfied|loved|great success|really well|very well|positive|over the moon|smooth(?:ly)?|relieved|proud|success(?:ful)?|good|fine|okay|better|impressed|fantastic)\b",
    "from_to": r"\bfrom\b[^.]{1,40}\bto\b|\bagainst\b|\bversus\b|\bvs\b|\bcompared (?:to|with)\b|\bin place of\b|\binstead of\b|\bwhere\b.{0,30}\b(?:normal|before|usual|used)|\bused to\b|\bbefore\b|\bhad been\b|\bwas running\b|\bthe old\b|\bdown from\b|\bup from\b|\bthan\b|\bout of\b|\bof the\b \d|\brather than\b|\band the other\b|\bon the other\b|\bnormally\b|\bprevious\b|\byear before\b|\blast (?:year|month|quarter)\b|\bwith mine\b",
    "customer": r"\b(?:customers?|users?|patients?|riders?|drivers?|passengers?|guests?|students?|pupils?|parents?|tenants?|shoppers?|buyers?|farmers?|callers?|families|family|kids?|child(?:ren)?|lady|woman|mum|mother|dad|nurses?|teachers?|subscribers?|members?|residents?|merchants?|sellers?|viewers?|players?|readers?|clients?|people|person|somebody|someone|folks|contractors|clerk|old man|gentleman|citizens?|visitors?|households?|learners?|trainees?|pensioners?|commuters?|travell?ers?|toddlers?|bab(?:y|ies)|boy|girl|widow|gran(?:ny|dmother|dad)?|mrs|neighbours?|applicants?|claimants?|donors?)\b",
    "felt": r"\b(?:couldn'?t|can'?t|cannot|could not|waiting|waited|wait|lost|lose|losing|stuck|crying|angry|upset|confus|afraid|scared|frustrat|gave up|give up|complain|complaints?|hang up|queue|standing|missed|nothing on|unable|blocked|locked|wrote to|write to|rang|phoned|tickets?|their day|gets? (?:her|his|their|the)|go(?:es|ing)? (?:home|without|hungry|back)|turned away)\b",
    "evidence": r"\b(?:pulled|measured|counted|logs?|log|telemetry|data|numbers?|tested|trial(?:led)?|pilot|ran (?:a|an|the|it|some)|benchmark|survey|interviewed|interviews?|sampled?|compared|experiment|a/b|replay(?:ed)?|traced?|prototype|spreadsheet|records?|recordings?|report|looked (?:at|through|in)|went through|sat (?:with|in|two)|watched|filmed|timed|weighed|modelled|calculated|costed|worked out|checked|dashboards?|tickets?|calls?|rang|asked (?:three|ten|the)|shadowed|audit(?:ed)?|graph|median|p99|p95|sample)\b",
    "claim": r"\bi (?:\w+ )?(?:disagree|felt|thought|believed|reckoned|objected|argued|said|didn'?t (?:agree|think|buy|like|want)|was (?:against|worried|not convinced|for|sure|convinced)|wanted|told|knew|did not (?:agree|like|think))\b|\bmy (?:view|position|worry|concern|point|opinion|feeling|argument|case|fear)\b|\bi'?m (?:a|more of)\b|\bagainst it\b|\bpushed back\b",
    "stakes": r"\b(?:million|grand|lakhs?|crore|contract|deadline|launch|regulator|audit|renewal|revenue|risk|lawsuit|fine|penalt|safety|cost(?:s|ing)?|at stake|depend|worth|outage|christmas|peak|black friday|season|would (?:lose|miss|cost)|about \d)\b",
    # principle, hypothesis, hedging
    "abstract": r"\b(?:i(?:'ve| have)? (?:always|strongly|firmly|truly|really)? ?believed?|for me,? |to me,? |philosophy|principle|mindset|north star|culture|at the end of the day|fundamentally|the key is|it'?s (?:all )?about|is (?:really|mostly|fundamentally|just|largely|basically) (?:about|a)|you have to|you(?:'ve)? (?:got to|need to|gotta)|leaders?(?:hip)?|great (?:teams|leaders|question)|trust|alignment|every (?:organi[sz]ation|company|team|leader|engineer)|most (?:companies|people|organi[sz]ations|teams)|any (?:team|company|organi[sz]ation)|one (?:has to|must)|in (?:life|general|my experience)|integrity|ownership|transparen|authentic|journey|empower|synerg|holistic|stakeholders|best idea|honest|healthy|respect)\b",
    "abstract_is": r"\b[a-z]+(?:ment|ness|ity|ship|tion|ance|ence|dom|ure)s? (?:is|are|isn't|aren't)\b|\b(?:is|are) (?:never|always|just|really|not) (?:a|an|about|the)\b",
    "generic_you": r"\byou(?:'ve|'re|'d|'ll)?\b",
    "present_is": r"\b(?:is|are|isn'?t|aren'?t|'s|has to|have to|means|comes|makes|wins|works)\b",
    "hypo": r"\bi(?:'d| would) (?:\w+ )?(?!have\b|been\b|had\b|never\b|already\b|just\b|[a-z]+ed\b|gone\b|done\b|seen\b|got\b|said\b|not\b)[a-z]+\b|\busually\b|\bgenerally\b|\btypically\b|\bnormally i\b|\btend to\b|\bwould (?:probably|then|also|first|ask|say|try|go|make|be|have to|look)\b|\bin (?:those|these|such) (?:cases|situations)\b|\bwhenever\b|\bmost times\b|\bmy approach\b|\bi always\b|\bsay, for example\b|\bhypothetically\b|\bif (?:i|he|she|they|the|somebody|someone|it|you|one|my)\b.*\bwould|'d\b.*\bif\b",
    "hedge": r"\b(?:maybe|perhaps|possibly|probably|sort of|kind of|kinda|sorta|i think|i guess|i believe|i suppose|might(?:'ve| have)?|could(?:'ve| have) been|more or less|somewhat|or something|i don'?t know|not (?:totally |quite |really )?sure|a bit|i want to say|i wanna say|or so|roughly|-ish|something like|or thereabouts|to some extent|i'm not certain|apparently)\b",
    "filler": r"(?:^|\W)(?:um+|uh+|er+|erm|hmm|you know|i mean|like,)(?=\W|$)",
    # blame, being told, learning
    "blame": r"\b(?:useless|incompeten|clueless|joke|idiot|stupid|lazy|never (?:listen|met|opened|tested|learn|even|bothered|read)|of course|people like that|nobody (?:over there|there|ever|in that|could|had|stands)|typical|should(?:'?ve| have| of) (?:backed|done|told|tested|caught|known)|their (?:fault|mess|problem)|messed up|screwed|dropped the ball|let us down|couldn'?t (?:even|plan|be bothered)|didn'?t (?:even|bother)|guts|just (?:laughed|shrugged|sat there)|politic|whoever)\b",
    "blame_them": r"\b(?:vendor|supplier|contractor|consultancy|qa|purchasing|it|marketing|sales|they|he|she|management)\b.{0,25}\b(?:broke|failed|late|forgot|never|didn'?t|wouldn'?t|couldn'?t|screwed|promised)\b",
    "assigned": r"\b(?:manager|boss|director|mentor|lead|vp|head|supervisor|she|he|they|sir|madam|chief) (?:\w+ )?(?:told|asked|pinged|called|gave|assigned|tasked|sent|put|said to|came to|walked over|wanted me|said)\b.{0,60}\b(?:me (?:to|on|up|doing)\b|you\b|take|go|figure|find|write|sort|drop|get|look|own|do|handle|run)\b|\bi was (?:asked|told|tasked|assigned|given|put)\b|\btold me to\b|\basked me to\b|\bi want you to\b|\bi need you to\b|\bgot me doing\b|\b(?:gave|handed) me the\b",
    "informed": r"\b(?:told|tells|telling|explained to|wrote to|said to) (?:me|us),? (?:that|about|how|why|what|where|there|the|a|an|it|its|it's|he|he's|he'd|she|she's|she'd|they|they'd|they're|his|her|their|i'd|some|nobody|everybody|on the|in the|over and|(?:one|last|this) (?:day|morning|evening|week|time))\b",
    "ordered": r"\b(?:manager|boss|director|mentor|lead|leader|vp|head|supervisor|chief|ceo|cto|coo|sir|madam)\b|\b(?:told|asked|wanted|said to|got|had) (?:me|us) to\b|\bi (?:want|need) (?:you|us)\b|\byou (?:take|own|sort|do|run|handle)\b|\b(?:mine|my job|yours)\b",
    "own_decision": rf"\bi(?:'d| had)?\s+{_ADV}(?:decided|chose|picked|opted|settled on|took the decision|made the (?:call|decision)|went (?:ahead|with|for)|called it|stopped the|pulled the|switched it|turned it|signed it off|committed)\b|\bmy (?:call|decision) (?:was|to)\b|\bit was my (?:call|decision)\b",
    "reflect": r"\b(?:learn(?:ed|t)?|lesson|looking back|in hindsight|hindsight|i should(?:'?ve| have| of)|should'?ve|if i(?:'d| had| did| were)|next time|another time|i(?:'d| would) (?:do|have|go|not|start|say)|was (?:more )?right|was wrong|got wrong|i'd got wrong|my mistake|concede|took (?:from|away)|taught me|what bugs me|i regret|now i (?:always|ask|start|do)|i'?ve a rule|since then i|changed (?:how|the way) i|he had a point|she had a point|wasn'?t wrong|i underestimat|i missed|i'?d missed|to be honest)\b",
    "opening": r"^(?:great|good|sure|yeah|yes|okay|ok|right|oh|um+|uh|hmm|well|so)\b[, ]|\bquestion\b|\blet me (?:think|see)\b|\bone that comes to mind\b|\bi love this\b",
    "closing": r"\bso (?:yeah|yes|that'?s|that was|that is)\b|\bthat'?s (?:the|my|a|when|how|why|pretty|basically|it|about)\b|\bthat is (?:the|my|when|how)\b|\bi'?m (?:really |very )?proud\b|\bthat was (?:the|me|my)\b",
    # time and place
    "dated": r"\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last (?:year|spring|summer|fall|autumn|winter|march|june|month)|years? ago|months? ago|(?:in|of|since) (?:19|20)\d\d|the (?:next|following) (?:day|morning|week)|that (?:day|night|week|morning|afternoon|weekend|summer))\b",
    "setting": r"\b(?:i was (?:a|an|the|on|at|in|working|leading|running|one)|i'?m (?:a|an|the|on|at|in)|we (?:had|have|were|run|do|make|sell|are)|there (?:was|were|had|'d|is)|at (?:my|a|the) (?:last|previous|old|current)|i (?:work|run|own|lead|manage)|used to be|background|context|to understand|basically how|was (?:built|set up|using|running)|our (?:team|company|system|platform))\b",
    "task": r"\b(?:i (?:wanted|needed|had) to|my (?:job|task|role|goal|view)|it was (?:on|up to) me|i was (?:responsible|against|asked|supposed)|mine to|on me to|i had (?:till|until|two|three|a|one)|responsible for)\b",
    "taste": r"\b(?:colou?rs?|font|icon|logo|template|theme|dark mode|quotes|semicolons|tabs|spaces|naming|emoji|footer|formatter|lint|style|pins|teal|orange|cluttered|looks? (?:pretty|nicer|better|cleaner|good)|reads? cleaner|readable|pops)\b",
    "authority": r"\b(?:i(?:'ve| have) (?:an eye|been doing|done this|seen)|my gut|gut|instinct|trust me|experience tells|just (?:knew|felt)|years of experience|in my experience|i could tell|didn'?t (?:feel|sit|make sense)|made (?:no )?sense)\b",
    "quote": r"\b(?:said|told (?:her|him|them|me)|was like|goes|asked),? (?:okay|look|well|no|right|fine|fair|you|we|i|the|that|if|bring|let)\b|[\"“]",
    "question": r"\?$|,? right\?$",
}  # fmt: skip

_COMPILED = {
    name: re.compile(pattern, re.IGNORECASE if name != "he_said" else 0)
    for name, pattern in _PATTERNS.items()
}
_BY_RULES = frozenset({"informed", "ordered", "own_decision"})
"""Cues that are not weighed: rules ask for them by name (`holds`)."""
NAMES: tuple[str, ...] = tuple(name for name in _COMPILED if name not in _BY_RULES)


@lru_cache(maxsize=4096)
def cues(text: str) -> frozenset[str]:
    """Names of the cues that a sentence's wording holds."""
    plain = text.replace("’", "'")
    return frozenset(name for name in NAMES if _COMPILED[name].search(plain))


def holds(name: str, text: str) -> bool:
    """Whether a sentence's wording holds a cue, a rule's own among them."""
    return _COMPILED[name].search(text.replace("’", "'")) is not None


def matches(name: str, text: str) -> list[str]:
    """The words with which a sentence gives a cue, in order."""
    return [m[0] for m in _COMPILED[name].finditer(text.replace("’", "'"))]


def count(name: str, text: str) -> int:
    return sum(1 for _ in _COMPILED[name].finditer(text.replace("’", "'")))
