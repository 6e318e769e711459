"""What a sentence of a story does, told by its words: noticing, counting, objecting, teaching. Pure and readable.

The same table reads the signals of a guide ("You went and got evidence") and the sentences of a story ("I pulled nine
days of logs"), so that one can be held against the other and every match can say why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Move:
    """One thing a sentence can do."""

    name: str
    says: str
    """Ends "it says ...": "what was counted"."""
    words: re.Pattern[str]


def _move(name: str, says: str, words: str) -> Move:
    return Move(name, says, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


MOVES: tuple[Move, ...] = (
    _move(
        "noticed",
        "what you noticed yourself",
        r"notic\w+|spotted|saw (?:that|the|a|how)|came across|caught (?:it|my)|didn.t (?:match|add up)|looked odd|"
        r"stumbled|flaw|overlooked|left out|unseen|while (?:reading|looking|checking)|was reading|happened to",
    ),
    _move(
        "unasked",
        "that nobody had asked for it",
        r"nobody (?:had )?(?:asked|been asked|owned|was looking|would have)|no (?:one|ticket|alarm|owner)|unasked|not my|"
        r"wasn.t (?:my|mine|in my|on my)|(?:lay )?outside (?:what|my|your)|another team(?:.s)?|belonged to|somebody else.s|"
        r"on my own account|nobody.s|answerable for|without being (?:asked|told)|had been asked",
    ),
    _move(
        "customer",
        "what it meant for a customer",
        r"customers?|users?|shoppers?|passengers?|patients?|clients?|guests?|buyers?|sellers?|drivers?|callers?|readers?|"
        r"visitors?|members?|tenants?|students?|families|family|parents?|people (?:who|waited|stood)|complaints?|refunds?|"
        r"the far end",
    ),
    _move(
        "counted",
        "what was counted or measured",
        r"count\w*|measur\w+|timed|sampled|pulled|logs?|records?|figures?|numbers?|evidence|data|benchmark\w*|compared?|"
        r"side by side|tickets|traces?|analys\w+|ran the|ran a|replayed|priced|weighed|percent|per cent|in a hundred|"
        r"show(?:ed|s)? (?:that|two|three|four|it)|at random|dashboard|spreadsheet",
    ),
    _move(
        "changed",
        "what the result was before and after",
        r"(?:went|fell|dropped|rose|came down|cut|grew|down|up) (?:\w+ ){0,3}(?:from|to|by)|from [\w.]+%? ?(?:\w+ ){0,3}to|"
        r"halved|doubled|beginning and an end|before and after|what it came to|saved|fewer|outcome|result\w*|down from|"
        r"against (?:\w+ ){0,3}(?:before|last|april|march)|instead of \d+",
    ),
    _move(
        "dug",
        "how far below the surface you went",
        r"root|cause[sd]?|traced?|dug|drilled|split (?:it|them|by)|broke (?:it )?down|line by line|one by one|raw|underneath|"
        r"layers?|instrument\w*|reproduced?|hypothes\w+|narrowed|audit\w*|below|went through|by hand|step by step|why it",
    ),
    _move(
        "objected",
        "that you argued against it",
        r"disagre\w+|objected|argued|against (?:it|the|her|his|their)|push\w* back|wrong (?:about|for|to)|too early|"
        r"said no|refused|would(?:n.t| not) (?:sign|ship)|changed? (?:her|his|their|a|your|my) minds?|challenged?|"
        r"bad idea|convinc\w+|persuad\w+|no from|told (?:him|her|them) (?:that )?(?:it|the)|wanted .{0,30}first|dispute\w*",
    ),
    _move(
        "again",
        "that you came back with something new",
        r"again|second (?:time|try|attempt|round)|came back|went back|another (?:week|try|sample|look)|twice|after the first no|"
        r"so I (?:doubled|redid|repeated)|once more|kept (?:at|asking)|third time|larger sample",
    ),
    _move(
        "listened",
        "that you asked and listened",
        r"listen\w*|asked (?:her|him|them|what|why|how|each|every|if)|sat (?:with|down|beside)|rang|called|visited|spent .{0,20}with|"
        r"interview\w*|heard|fair(?:ly)?|understood|their (?:reason|side|view|objection|worr)\w*|that was fair|"
        r"did know something|had a point|was right|easy to listen",
    ),
    _move(
        "quoted",
        "what was said, in its own words",
        r"(?:s?he|they|I|who|and) said|said to|told me|in (?:her|his|their) words|[“\"]|asked me|wrote to me|repeat what",
    ),
    _move(
        "reached_up",
        "whom you took it to",
        r"director|vice president|head of|my manager|boss|senior|leadership|steering|the board|executive\w*|escalat\w+|"
        r"took it to|who could decide|in (?:her|his) office|one page|fifteen minutes|before the (?:meeting|review)",
    ),
    _move(
        "decided",
        "when and how it was decided",
        r"decided|decision|settled|closed|chose|approved|signed off|it was a no|he said no|she said no|went ahead|overruled|"
        r"the call|made the call|moment it",
    ),
    _move(
        "committed",
        "what you did for it once it was decided",
        r"that (?:same )?(?:afternoon|evening|day)|asked to (?:run|own|lead)|took (?:on|the|over)|volunteer\w*|behind it|"
        r"carried (?:it|the|out)|told (?:my|the) (?:team|two|three|colleagues)|made it work|as if it were|offered to|"
        r"wrote the (?:runbook|rule|plan|fallback|stop)|I ran the|succeed|full effort",
    ),
    _move(
        "risk",
        "which risk you took, and the way back",
        r"risk\w*|bet|before (?:I|we) (?:knew|had)|incomplete|without (?:waiting|all|knowing)|reversible|roll\w* back|undo|"
        r"fallback|stop rule|way back|switch(?:ed)? (?:it )?off|worst case|if (?:it|that) (?:failed|went wrong)|canary|"
        r"didn.t know yet|not certain|seventy per ?cent|guess\w*",
    ),
    _move(
        "fast",
        "how quickly you moved",
        r"within (?:an|a|two|three|the|\d+) (?:hours?|days?|minutes?|morning)|the same (?:day|morning|afternoon|evening)|"
        r"right away|at once|immediately|overnight|by (?:noon|lunch|morning|the evening)|did(?:n.t| not) wait|waiting|tonight|"
        r"in one (?:night|day|afternoon)|quick\w*|sooner",
    ),
    _move(
        "built",
        "what you built or made simpler",
        r"built|wrote|designed|automated?|script|tool|removed|replaced|simpl\w+|invent\w*|prototype\w*|merged|one step|"
        r"fewer steps|threw out|rewrote|new way|cut out|template|from scratch|made the|rule that",
    ),
    _move(
        "thrift",
        "what you did without",
        r"budget\w*|cheap\w*|spent|spend\w*|cost(?:s)? (?:us )?(?:nothing|less)|free|reused?|second.hand|no money|instead of buying|"
        r"what we had|already had|licen[cs]e|dollars|euros|pounds|savings?|without (?:hiring|money|a budget|new)|afford",
    ),
    _move(
        "standard",
        "where you put the line",
        r"standards?|quality|good enough|sent (?:it|them) back|checklist|review(?:ed|s)?|defects?|faults?|tests?|redo|redid|"
        r"accept(?:ed|able)?|the line|bar|would(?:n.t| not) (?:ship|sign|release)|rework\w*|failed the|hard to repeat",
    ),
    _move(
        "taught",
        "whom you taught or brought on",
        r"taught|teach\w*|coach\w*|mentor\w*|trained|training|paired|showed (?:him|her|them|people|the)|hired?|hiring|candidates?|"
        r"interviewed|promot\w+|grew|junior|new (?:colleague|starter|engineer)|let (?:her|him|them)|apprentic\w+|feedback|"
        r"develop(?:ed)? (?:her|him|them|people)",
    ),
    _move(
        "owned_up",
        "that you named your own mistake",
        r"my (?:mistake|fault|error)|I (?:was|had been|got it) wrong|I (?:had )?missed|I should have|apologi\w+|own(?:ed)? (?:up|that|it)|"
        r"admitted|I had (?:counted|forgotten|promised|assumed|not|never)|the mistake|gone wrong|I didn.t (?:check|know|see|ask)|"
        r"blam\w+|concede\w*",
    ),
    _move(
        "trust",
        "what others could rely on",
        r"trust\w*|promis\w+|kept (?:my|the|a) (?:word|promise)|in private|to (?:his|her|their) face|before (?:they|anybody|anyone|she|he) "
        r"(?:could|knew|noticed|found|asked|heard)|told (?:them|her|him) first|credit|spoke well|honest\w*|candid\w*|hard news|bad news",
    ),
    _move(
        "learned",
        "what you learned and do since",
        r"learn\w*|since then|now I|these days|next time|I(?:.ve| have) (?:since|done)|would do|ever since|different since|"
        r"read (?:up|about|the|three|two)|course|curious|question\w*|taught myself|new to me|never (?:used|done|seen)|habit",
    ),
    _move(
        "delivered",
        "what was delivered, and when",
        r"deliver\w*|shipp?ed|shipping|launch\w*|went live|on time|deadline\w*|due|on the (?:date|day|\w+teenth|\w+tieth|first|last)|"
        r"finish\w*|completed?|goal\w*|target\w*|milestones?|weeks? late|days? late|behind schedule|slipp\w+|obstacle\w*|unblock\w*",
    ),
    _move(
        "far",
        "how far you looked ahead, or how wide",
        r"years?|long.term|five times|ten times|whole (?:company|country|organi[sz]ation|region)|every (?:team|store|site|office|stop)|"
        r"all (?:the )?(?:teams|sites|stores|regions)|vision|bold\w*|bigger|wider|scale\w*|roadmap|strateg\w+|future|"
        r"lasting|after I (?:left|had gone)|still (?:runs|used|there)",
    ),
    _move(
        "judgement",
        "what would have proved you wrong",
        r"judg\w+|proved? (?:me|you|it|us) wrong|disconfirm\w*|assum\w+|instinct|intuition|weighed|alternatives?|options?|"
        r"turned out|against my own|changed my mind|what would (?:change|have)|second opinion|diverse|other views?|predict\w*",
    ),
    _move(
        "care",
        "what it was like for the people who worked on it",
        r"on.call|night shifts?|weekends?|overtime|burn\w* out|workload|tired|exhaust\w+|sick|morale|safe(?:ty|r|ly)?|injur\w+|"
        r"well.?being|holiday|resign\w*|quit|stress\w*|fair pay|felt (?:alone|heard|safe)|kinder",
    ),
    _move(
        "wider",
        "whom else it touched",
        r"communit\w+|neighbou?rs?|environment\w*|emissions?|waste|society|public|regulat\w+|privacy|misuse|side effects?|"
        r"second.order|third part\w+|suppliers?|downstream|the town|residents?|schools?|harm\w*|consequences?|generations?",
    ),
)  # fmt: skip
BY_NAME: dict[str, Move] = {move.name: move for move in MOVES}


@lru_cache(maxsize=8192)
def moves(text: str) -> frozenset[str]:
    """Names of what a text does."""
    return frozenset(move.name for move in MOVES if move.words.search(text))
