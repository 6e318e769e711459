"""Figures in a sentence: digits and number words, with unit, kind and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from interviewer.analysis.listed import listed

Kind = Literal["measure", "date", "duration", "headcount", "label"]

_UNITS = {w: i for i, w in enumerate(listed("zero one two three four five six seven eight nine"))} | {
    w: i + 10
    for i, w in enumerate(
        listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    )
}
_TENS = {
    w: 10 * (i + 2) for i, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))
}
_SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "k": 1_000, "lakh": 100_000, "lakhs": 100_000,
           "million": 1_000_000, "m": 1_000_000, "crore": 10_000_000, "crores": 10_000_000,
           "billion": 1_000_000_000, "bn": 1_000_000_000}  # fmt: skip
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_CHANGES = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5, "double": 2.0,
            "triple": 3.0, "doubling": 2.0, "halving": 0.5, "twice": 2.0}  # fmt: skip

_WORD = "|".join([*_UNITS, *_TENS])
_SCALE = "|".join(s for s in _SCALES if len(s) > 2)
_NUMBER_WORDS = (
    rf"(?:(?<!at )(?:{_WORD})(?:[ -](?:{_WORD}))* point (?:{_WORD}|oh)(?:[ -](?:{_WORD}))*(?: (?:{_SCALE}))?|"
    rf"(?:nineteen|twenty) (?:oh|o) (?:{'|'.join(_UNITS)})|"
    rf"a (?:couple|few) (?:of )?(?:{_SCALE})|"
    rf"(?:(?:{_WORD})(?:[ -](?:{_WORD}))*|an?)(?: (?:and (?:a half )?)?(?:{_SCALE}))+(?:(?: and)? (?:{_WORD})(?:[ -](?:{_WORD}))?(?: (?:{_SCALE}))?)?|"
    rf"point (?:{_WORD})(?:[ -](?:{_WORD}))*(?= per ?cent| of an? )|"
    rf"(?:{_WORD})(?:[ -](?:{_WORD}))*(?: and a half)?)"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<ratio>\b(?P<r1>(?:{_DIGITS})|(?:{_WORD}))(?: times)? (?:in|out of|of the|of) (?:every )?"
    rf"(?P<r2>(?:{_DIGITS})|(?:{_NUMBER_WORDS}))\b)"
    rf"|(?P<frac>\b(?:(?:an?|one|two|three|four) )?(?:half|(?:third|quarter|fifth|tenth)s?)\b(?= (?:of|as|an?|the|fewer|less|more|that|what|mine|ours|theirs)\b|$|[,.]))"
    rf"|(?P<change>\b(?:{'|'.join(_CHANGES)})\b)"
    rf"|(?P<money>[$£€₹])?(?<![\w.])(?P<digits>{_DIGITS})(?:\s?-?(?P<scale>{'|'.join(_SCALES)})\b)?(?P<suffix>x\b|%|st\b|nd\b|rd\b|th\b|ish\b)?"
    rf"|\b(?P<words>{_NUMBER_WORDS})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[\s-]*(?:of (?:the |our |all )?)?(?P<unit>(?:percent(?:age points?)?|per cent|[A-Za-z][\w'’-]*))(?P<more>(?: (?:a|an|per|each|every) [a-z]+)?)", re.IGNORECASE)  # fmt: skip
_YEAR_WORDS = re.compile(
    rf"(?:nineteen|twenty)[ -](?:(?:oh|o) \w+|(?:ten|\w+teen|eleven|twelve)|twenty|(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_UNITS)}))|"
    rf"nineteen[ -](?:{'|'.join(_TENS)})",
    re.IGNORECASE,
)
"""A year as it is spoken, whatever stands around it: nobody counts "twenty twenty three" of anything."""
_MONTHS = listed("january february march april may june july august september october november december")
_TIME_UNITS = {"millisecond": "milliseconds", "ms": "milliseconds", "second": "seconds", "sec": "seconds",
               "minute": "minutes", "min": "minutes", "hour": "hours", "hr": "hours", "day": "days",
               "week": "weeks", "month": "months", "year": "years", "quarter": "quarters", "sprint": "sprints",
               "night": "nights", "evening": "evenings", "fortnight": "fortnights", "decade": "decades"}  # fmt: skip
_LONG_UNITS = frozenset(listed("days weeks months years quarters sprints nights evenings fortnights decades"))
_MONEY_UNITS = {"dollar": "dollars", "buck": "dollars", "pound": "pounds", "quid": "pounds", "euro": "euros",
                "cent": "cents", "rupee": "rupees", "shilling": "shillings", "franc": "francs"}  # fmt: skip
MONEY = frozenset(_MONEY_UNITS.values())
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros", "₹": "rupees"}
_SMALLER = re.compile(r"^ (?:and )?(\d{1,2})(?: (?:minutes?|seconds?))?(?=[ ,.;]|$)(?! ?(?:%|percent))")
"""What follows the hours in "5 hours 20"."""
_PEOPLE = re.compile(
    r"^(?:people|persons|engineers?|developers?|devs?|teams?|folks|of us|of them|reports|managers?|analysts?|"
    r"designers?|interns?|colleagues|guys|leads?|members?)$", re.IGNORECASE)  # fmt: skip
_NOT_A_UNIT = frozenset(
    listed(
        "and or but so to in on at for from with by was were is are that which who when than then because a an the i we it "
        "he she they of as had has have did do said if not just only more less fewer down up after before about where those "
        "these them they'd we'd i'd who'd he'd she'd i'm we're they're must would could should will can may until since "
        "while because everything odd or so now then there here our my your his her their its out"
    )
)
_YEAR_LEADS = frozenset(
    listed(
        "in of since year by until till before after from was between and to summer spring autumn winter fall early late around"
    )
) | frozenset(_MONTHS)
_DURATION_LEAD = re.compile(r"\b(?:for|over|in|within|after|last|past|next|every|took|spent|sat|waited|stood|worked|about|like|inside of|than|another|by)\s+(?:about |around |roughly |the |those |these |only |just |another |first |last |next |maybe |almost |nearly )*$", re.IGNORECASE)  # fmt: skip
_LABEL_LEAD = re.compile(r"\b(?:version|phase|week|day|quarter|step|level|page|page number|building|gate|line|room|ward|bay|route|slide|sdk|v|p)\s*$", re.IGNORECASE)  # fmt: skip
_ALONE = frozenset({"one", "zero"})
_ENDS_THE_PHRASE = re.compile(
    r"^(?:$|[,.;?!]|\s+(?:and|or|to|till|until|in|on|at|every|each|because|so|but|when|that|which|o'clock|sharp|would|could|had|was|were|is|have|has|we|i|they|she|he)\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:work\w*|stay\w*|open|up|closed?|there|on|wait\w*|night|morning|evening) (?:from \S+ )?(?:until|till|til)\s+(?:about |around |nearly |past )?$|\bhalf past\s*$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^[\s-]*\w+,? (?:ago|before|earlier|later|after|afterwards|apart|in advance|on end|running|in a row|of (?!the\b)\w+)\b",
    re.IGNORECASE,
)
"""What makes a span of time a date: "three years before"."""
_CLOCK_LEAD = re.compile(
    r"\b(?:from|to|until|till|til|at|by|after|before|around|about|between|and|past)\s+(?:about |around |nearly )?$",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|tonight|at night|noon|midnight|midday|a\.?m\.?|p\.?m\.?|o'clock|shifts?|slots?|"
    r"opening hours|open from|closing time)(?!\w)", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was said."""

    text: str
    """With its unit, as said: "9%", "forty hours a week"."""
    value: float | None
    unit: str
    """percent, times, a unit of time or money in the plural, or the counted noun in lower case."""
    kind: Kind
    offset: int
    """Characters from the sentence's start."""
    end: int
    """Characters from the sentence's start, after the unit."""


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Figure, ...]:
    """Every figure of a sentence, in order; "one" alone and ordinals of days are not figures."""
    out: list[Figure] = []
    for match in _FIGURE.finditer(text):
        inside = out and match.start() < out[-1].end
        figure = None if inside else _figure(text, match)
        if figure is not None:
            out.append(figure)
    return tuple(out)


def number(phrase: str) -> float | None:
    """The value of digits or number words ("twenty-six hundred", "three fifty", "two point three million", "a couple
    of hundred"); None if there is none."""
    whole, _, decimals = f" {phrase.lower()}".partition(" point ")
    if decimals:
        return _with_decimals(whole or "zero", decimals)
    total, current, seen = 0.0, 0.0, False
    for token in re.findall(r"\d[\d,.]*|[a-z]+", whole):
        if token[0].isdigit():
            current, seen = current + float(token.rstrip(".,").replace(",", "")), True
        elif token in _UNITS or token in _TENS:
            current, seen = _beside(current, _UNITS.get(token, _TENS.get(token, 0))), True
        elif token == "couple":
            current, seen = 2, True
        elif token == "few":
            current, seen = 3, True
        elif token in ("oh", "o") and current in (19, 20):
            current *= 100
        elif token == "half" and seen:
            current += 0.5
        elif token in _SCALES:
            current, seen = (current or 1) * _SCALES[token], True
            if _SCALES[token] >= 1_000:
                total, current = total + current, 0.0
    return total + current if seen else None


def _beside(before: float, value: int) -> float:
    """Two number words in a row: "forty five" adds up, "three fifty" and "twenty nineteen" count hundreds."""
    return before * 100 + value if 0 < before < 100 and value >= 10 else before + value


def _with_decimals(whole: str, decimals: str) -> float | None:
    """ "two", "three seven million" is 2.37 million; "zero", "oh five" is 0.05."""
    value = number(whole)
    digits, scale = "", 1
    for token in decimals.split():
        if token in _SCALES:
            scale = _SCALES[token]
        else:
            digits += "0" if token == "oh" else str(_UNITS.get(token, _TENS.get(token, "")))
    return None if value is None or not digits else float(f"{value:g}.{digits}") * scale


def _figure(text: str, m: re.Match[str]) -> Figure | None:
    if m["ratio"]:
        below = number(m["r2"])
        above = number(m["r1"])
        value = above / below if above is not None and below else None
        return _with_noun(text, m, value, "share") if value is not None and value <= 1 else None
    if m["frac"]:
        return _fraction(text, m)
    if m["change"]:
        return Figure(m[0], _CHANGES[m["change"].lower()], "times", "measure", m.start(), m.end())
    return _plain(text, m)


def _fraction(text: str, m: re.Match[str]) -> Figure | None:
    words = m["frac"].lower().split()
    many = number(words[0]) if len(words) > 1 else 1
    value = (many or 1) * _FRACTIONS[words[-1].rstrip("s") if words[-1] != "half" else "half"]
    after = text[m.end() :].lower().split()[:2]
    if words[-1].startswith("quarter") and (not after or after[0] not in ("of", "as")):
        return None
    if after and after[0] in ("an", "a") and len(after) > 1 and after[1].strip(".,") in _TIME_UNITS:
        unit = _TIME_UNITS[after[1].strip(".,")]
        end = m.end() + len(" ".join(after)) + 1
        kind: Kind = (
            "duration" if unit in _LONG_UNITS and re.match(r" (?:off|out)\b", text[end:]) else "measure"
        )
        return Figure(text[m.start() : end].rstrip(".,"), value, unit, kind, m.start(), end)
    return Figure(m[0], value, "share", "measure", m.start(), m.end())


def _plain(text: str, m: re.Match[str]) -> Figure | None:
    raw, suffix = m["digits"] or m["words"], (m["suffix"] or "").lower()
    if suffix in ("st", "nd", "rd", "th"):
        return None
    value = number(raw)
    if value is None or raw.lower() in _ALONE | {"a", "an"}:
        return None
    if m["scale"]:
        value *= _SCALES[m["scale"].lower()]
    if m["money"]:
        return Figure(m[0], value, _CURRENCY[m["money"]], "measure", m.start(), m.end())
    if suffix == "%":
        return Figure(m[0], value, "percent", "measure", m.start(), m.end())
    if suffix == "x":
        return Figure(m[0], value, "times", "measure", m.start(), m.end())
    before = text[: m.start()]
    if _is_date(before, text[m.end() :], raw, value) or _is_clock(before, text[m.end() :], value):
        return Figure(m[0], value, "", "date", m.start(), m.end())
    if _LABEL_LEAD.search(before) and not m["scale"]:
        return Figure(m[0], value, "", "label", m.start(), m.end())
    return _with_noun(text, m, value, "")


def _is_date(before: str, after: str, raw: str, value: float) -> bool:
    last = before.rstrip().split(" ")[-1].lower().strip(",") if before.strip() else ""
    following = after.strip().split(" ")[0].lower().strip(",.") if after.strip() else ""
    beside = last in _MONTHS and not before.rstrip().endswith(",")
    if value <= 31 and (beside or (following in _MONTHS and following != "may")):
        return True
    if _YEAR_WORDS.fullmatch(raw):
        return True
    spoken = raw[0].isalpha() and value in range(1980, 2050) and value != 2000
    if spoken and following in _NOT_A_UNIT | {""} and last in _YEAR_LEADS:
        return True
    year = re.fullmatch(r"(?:19[89]|20[0-4])\d", raw) is not None
    clock = re.match(r"^:\d\d|^\s?(?:am|pm|a\.m|p\.m|o'clock)\b", after, re.IGNORECASE) is not None
    return clock or (year and (last in _YEAR_LEADS or not following))


def _is_clock(before: str, after: str, value: float) -> bool:
    """A time of day told without "o'clock": "until six", "from six to nine in the evening"."""
    if value not in range(1, 25) or not _ENDS_THE_PHRASE.match(after):
        return False
    if _UNTIL.search(before):
        return True
    return bool(_CLOCK_LEAD.search(before) and _TIME_OF_DAY.search(before[-40:] + " | " + after[:40]))


def _with_noun(text: str, m: re.Match[str], value: float, default: str) -> Figure:
    noun = _AFTER.match(text[m.end() :])
    word = noun["unit"].lower() if noun else ""
    single = word.rstrip("s") if word not in ("ms",) else word
    if noun is None or word in _NOT_A_UNIT or text[m.end() : m.end() + 1] in ",.;:?!":
        return Figure(m[0], value, default, "measure", m.start(), m.end())
    end = m.end() + noun.end()
    said = m[0] if default else text[m.start() : end]
    if word.startswith("perc") or word == "per":
        return Figure(said, value, "percent", "measure", m.start(), end)
    if word in ("times", "fold"):
        return Figure(said, value, "times", "measure", m.start(), end)
    if single in _MONEY_UNITS:
        return Figure(said, value, _MONEY_UNITS[single], "measure", m.start(), end)
    if single in _TIME_UNITS:
        if word == single != "ms" and value != 1 and re.match(r"[ -]\w", text[end:]):
            return Figure(said, value, _TIME_UNITS[single], "label", m.start(), end)
        small = _SMALLER.match(text[end:])
        if small and single in ("hour", "minute"):
            value, end = value + float(small[1]) / 60, end + small.end()
            said = text[m.start() : end]
        return Figure(
            said,
            value,
            _TIME_UNITS[single],
            _time_kind(text, m, _TIME_UNITS[single], noun["more"]),
            m.start(),
            end,
        )
    if _PEOPLE.match(word) or word == "us":
        return Figure(said, value, word, "headcount", m.start(), end)
    return Figure(said, value, default or word, "measure", m.start(), end)


def _time_kind(text: str, m: re.Match[str], unit: str, rate: str) -> Kind:
    """Hours a week is a measurement; three weeks of work is a duration."""
    if rate.strip():
        return "measure"
    lead = _DURATION_LEAD.search(text[: m.start()]) is not None
    change = re.search(r"\b(?:from|to|against|versus|instead of|down|up|at|was|were|than)\s+(?:about |around |under |over |just )*$", text[: m.start()], re.IGNORECASE)  # fmt: skip
    if unit in _LONG_UNITS and _APART.match(text[m.end() :]):
        return "duration"
    if unit in _LONG_UNITS:
        return "measure" if change and not lead else "duration"
    return "duration" if lead and not change else "measure"
