"""Written forms that a synthesiser reads wrongly, as words. Pure; captions keep the written form."""

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
_MONEY = re.compile(rf"([$€£]){_NUMBER}(?:\s?(k|mm?|bn?)\b)?(\s(?:thousand|million|billion))?", re.I)
_SCALED = re.compile(rf"\b{_NUMBER}(k|M|bn|B)\b")
_UNIT = re.compile(rf"\b{_NUMBER}\s?({'|'.join(_UNITS)})\b", re.I)
_CURRENCY = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}


def speakable(text: str) -> str:
    """ "We cut p99 by 3x, e.g. $40k" becomes "We cut p 99 by 3 times, for example, 40 thousand dollars"."""
    text = _MONEY.sub(_money, text)
    text = _UNIT.sub(lambda m: f"{m[1]} {_UNITS[m[2].lower()]}", text)
    text = _SCALED.sub(lambda m: m[1] + _SCALE[m[2].lower()], text)
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return text


def _money(match: re.Match[str]) -> str:
    amount, scale, word = match[2], _SCALE[(match[3] or "").lower()], match[4] or ""
    one, many = _CURRENCY[match[1]]
    name = one if amount == "1" and not scale and not word else many
    return f"{amount}{scale}{word} {name}"
