"""Written forms that a synthesiser reads wrongly, as words. Pure; captions keep the written form.

espeak tells a noun from a verb by the word before it, and takes what follows "which" for a verb ("which pro-JECT") and
what follows a plural for a noun ("the others yooss it"). It knows no past "read" but after "had".
"""

from __future__ import annotations

import re

_SCALE = {"k": " thousand", "m": " million", "mm": " million", "b": " billion", "bn": " billion", "": ""}
_UNITS = {
    "ms": "milliseconds",
    "kb": "kilobytes",
    "mb": "megabytes",
    "gb": "gigabytes",
    "tb": "terabytes",
    "hz": "hertz",
    "qps": "queries per second",
    "rps": "requests per second",
}
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\be\.g\.,?", re.I), "for example,"),
    (re.compile(r"\bi\.e\.,?", re.I), "that is,"),
    (re.compile(r"\betc\.", re.I), "et cetera"),
    (re.compile(r"\bvs\.?(?=\s)", re.I), "versus"),
    (re.compile(r"\bapprox\.", re.I), "approximately"),
    (re.compile(r"\bw/o\b", re.I), "without"),
    (re.compile(r"\bw/(?=\s)", re.I), "with"),
    (re.compile(r"\b24/7\b"), "twenty-four seven"),
    (re.compile(r"~\s*(?=[\d$€£])"), "about "),
    (re.compile(r"\s&\s"), " and "),
    (re.compile(r"#(?=\d)"), "number "),
    (re.compile(r"(?<=\d)\s*[-–—]\s*(?=[$€£]?\d)"), " to "),
    (re.compile(r"\s*(?:->|→)\s*"), " to "),
    (re.compile(r"\b([pPqQ])(\d{1,3})\b"), r"\1 \2"),
    (re.compile(rf"\b{_NUMBER}\s*[x×](?!\w)", re.I), r"\1 times"),
    (re.compile(rf"{_NUMBER}\s*%"), r"\1 percent"),
    (re.compile(r"\bI/O\b"), "I O"),
    (re.compile(r"\b(\w+)/(\w+)\b"), r"\1 \2"),
)
_NOUNS = (
    "project|record|object|conflict|contract|increase|update|permit|survey|export|upgrade|defect|transfer|estimate|"
    "present|insert|extract|recall|progress|use|suspect|escort|graduate"
)
"""Said otherwise as verbs."""
_USERS = r"(?!(?:its|his|this|us|was|is|has|does|as|thus|plus)\b)\w+s|people|everyone|everybody|anyone|else"
_USED = "it|them|that|this|these|those|the|a|an|our|your|my|their|today|now"
_ASKED = r"do|does|did|don't|didn't|to|will|would|can|could|should|shall|may|might|must|let"
_PRONUNCIATION: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(to) read\b", re.I), r"\1 reed"),
    (re.compile(rf"\b(which) ({_NOUNS})(s?)\b", re.I), r'\1 "\2\3"'),
    (re.compile(r"\b(which) refund(s?)\b", re.I), r"\1 reefund\2"),
    (re.compile(rf"\b({_USERS}) use (?=(?:{_USED})\b)", re.I), r"\1 yooze "),
    (re.compile(rf"(?<![\w'])(?!(?:{_ASKED})\b)([\w']+ (?:you|i|we|they|he|she)) read\b", re.I), r"\1 red"),
    (re.compile(r"\b(who|(?:^|(?<=[.,;:?!\"“] ))(?:you|i|we|they|he|she)) read\b", re.I), r"\1 red"),
)
"""What was asked of the past is past, in an interview; a word in quotation marks is taken for a noun, and sounds as it does
without them."""
_MONEY = re.compile(rf"([$€£]){_NUMBER}(?:\s?(k|mm?|bn?)\b)?(\s(?:thousand|million|billion))?", re.I)
_SCALED = re.compile(rf"\b{_NUMBER}(k|M|bn|B)\b")
_UNIT = re.compile(rf"\b{_NUMBER}\s?({'|'.join(_UNITS)})\b", re.I)
_CURRENCY = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}


def speakable(text: str) -> str:
    """ "We cut p99 by 3x, e.g. $40k" becomes "We cut p 99 by 3 times, for example, 40 thousand dollars"."""
    text = _MONEY.sub(_money, text)
    text = _UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2].lower()]}", text)
    text = _SCALED.sub(lambda m: m[1] + _SCALE[m[2].lower()], text)
    for pattern, words in (*_RULES, *_PRONUNCIATION):
        text = pattern.sub(words, text)
    return text


def _money(match: re.Match[str]) -> str:
    amount, scale, word = match[2], _SCALE[(match[3] or "").lower()], match[4] or ""
    one, many = _CURRENCY[match[1]]
    name = one if amount == "1" and not scale and not word else many
    return f"{amount}{scale}{word} {name}"
