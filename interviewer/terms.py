"""Words made comparable: lower case, stems, numbers as numbers; and the words an interviewer may always use."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.analysis.figures import number

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_ENDINGS = ("'s", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y")
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "did": "do",
    "done": "do",
    "does": "do",
    "went": "go",
    "gone": "go",
    "gave": "give",
    "given": "give",
    "took": "take",
    "taken": "take",
    "made": "make",
    "built": "build",
    "knew": "know",
    "known": "know",
    "saw": "see",
    "seen": "see",
    "wrote": "write",
    "written": "write",
    "came": "come",
    "got": "get",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "chose": "choose",
    "chosen": "choose",
    "lost": "lose",
    "left": "leave",
    "kept": "keep",
    "brought": "bring",
    "thought": "think",
    "felt": "feel",
    "spent": "spend",
    "sent": "send",
    "ran": "run",
    "cost": "cost",
    "people": "person",
    "better": "good",
    "worse": "bad",
    "heard": "hear",
    "found": "find",
    "began": "begin",
    "begun": "begin",
    "held": "hold",
    "met": "meet",
    "put": "put",
    "stood": "stand",
    "understood": "understand",
    "drove": "drive",
    "grew": "grow",
    "shown": "show",
}

_PLAIN = """
a an the this that these those it its there here then than so as at by for from in into of off on onto out over to up
down with without within about above across after again against ago all almost alone along already also although
always am among and another any anybody anyone anything are around away back be because been before began behind being
below between both but can cannot could day days do don't each either else end ended enough even ever every exactly
except few first following former get go half had has have having he her hers him his how however i i'd i'll i'm if
instead is just last later least less let like little long lot many may me might mine minus moment month months more
most much must my myself near neither never next no nobody none nor not nothing now o'clock often once one only or
other others otherwise our ours ourselves own part per perhaps plus quite rather really right roughly same see set
several shall she should since some somebody someone something somewhere soon still such sure taken their theirs them
themselves they thing things think though through throughout time times today together too toward towards true two
under until us use used usually very was way we week weeks well were what whatever when where whether which while who
whole whom whose why will word words would year years yes yesterday yet you your yours yourself what's that's it's who's
didn't doesn't isn't wasn't weren't couldn't wouldn't hadn't haven't you'd you've you're they'd he'd she'd how's
ask asked answer begin believe best bring brought call called carry case change changed choose come compare compared
comparison conversation count counted day decide decided decision describe did difference different differently
directly disagreement does done earlier easier else end evidence exact expect explain fact fail feel figure final find
finally fit follow give given gave goal going gone good group guess hand happen happened hard harder hear help hold
hour hours idea imagine involve keep kept kind know known large larger lead leave led left look lose loss lost low
lower made make making matter mean measure measured meant meet meeting mention mind minute minutes month morning move
name need noise notice noticed number numbers occasion original originally outcome own particular percent percentage
person personal personally pick place plain plan point possible prefer present previous previously prior problem prove
put quarter question raise ran rate reach read real reason reasons receive result results risk role room rough run
said save say scale second see seen send sentence separate share show side simple single situation size small smaller
solve sort source speak specific specifically spend spent stake stakes stand start started starting state step steps
stop story stuck support swap take talk team tell test tested than thing think third thought tie told total track
tracked trade tried try turn turned unit understand up use value version view wait walk want wanted watch way went
whether win wish work worked worse would write wrong wrote yourself
baseline data log customer user people manager colleague choice option options alternative argument opinion concern
consequence contribution effort effect impact improvement increase decrease reduction drop gain cause evidence proof
proposal approach assumption downside price sacrifice give gave trade-off action actions initiative mistake certain
confident responsible position decline compare evening afternoon monday dashboard report experience response reply
respond replied react reaction convince persuade push pushed key main actual actually originate stem arise attribute
due apart besides beyond beforehand afterwards afterward meanwhile initially eventually specify quantify isolate
investigate necessary reduction decrease equivalent discuss discussion delay deliver include exclude serious saving ownership owned harm sooner doubt argue agree
disagree insist refuse reject accept allow apply avoid base check consider continue control create deal define depend
develop discover effort express face finish force gather guarantee happy hope identify improve indicate influence
introduce join judge lack limit list mind miss monitor obtain occur offer open oppose overcome perform prepare prevent
produce propose protect provide pursue react reduce refer relate release rely remain remember remove replace represent
request require respond review search select settle shape share shift solve stick stress succeed success suit suppose
surprise target tend threaten transfer treat trouble trust understand useful verify volunteer warn weigh worth worry
far near nearer tenth half quarter double add learn learned cost stay able process failure suggest removal
phrase measurement contribute information potential handle address ensure progress resolve implement involve
situation choose chance detail details manage managed mistake drop dropped fix fixed hundred thousand
order magnitude tens hundreds thousands counting counted estimate approximately exactness unit units
"""
_FUNCTION = """
a an the this that these those it its there here then than so as at by for from in into of off on out over to up down
with about after all am and any are be been before but can could did do does for had has have he her him his how i if
is just me my no not of on one or our out own say she should some such than that them they to us was we were what when
where which who why will with would you your yours yourself exactly really
"""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A crude root: enough to see that "failed" and "failing" are one word."""
    word = word.lower().replace("’", "'")
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)]
            return root[:-1] if len(root) > 3 and root[-1] == root[-2] else root.removesuffix("i")
    return word


def terms(text: str) -> tuple[str, ...]:
    """Stems in order; a number, in digits or words, is "#" and its value: "forty" and "40" are both "#40"."""
    out: list[str] = []
    run: list[str] = []
    for token in [*_TOKEN.findall(text.replace("’", "'").replace("-", " ")), ""]:
        if _is_number(token):
            run.append(token)
            continue
        if run:
            value = number(" ".join(run))
            out.append(f"#{value:g}" if value is not None else run[0])
            run = []
        if token:
            out.append(stem(token))
    return tuple(out)


def _is_number(token: str) -> bool:
    return bool(token) and (
        token[0].isdigit() or (len(token) > 2 and number(token) is not None and token != "one")
    )


PLAIN = frozenset(stem(word) for word in _PLAIN.split())
"""Stems of words that bring no fact with them."""
FUNCTION = frozenset(stem(word) for word in _FUNCTION.split())
"""Stems that say nothing about what a sentence is about."""


def content(text: str) -> frozenset[str]:
    """The stems that say what a text is about."""
    return frozenset(t for t in terms(text) if t not in FUNCTION)


def overlap(one: str, other: str) -> float:
    """Jaccard index of two texts' stems, 0 to 1."""
    a, b = set(terms(one)), set(terms(other))
    return len(a & b) / len(a | b) if a | b else 0.0
