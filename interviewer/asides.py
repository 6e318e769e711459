"""What is said to the interviewer and is no part of the story: a request for time to think. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from speech.events import Word

_FILLERS = frozenset(
    [
        "um",
        "uh",
        "er",
        "erm",
        "hmm",
        "hm",
        "mm",
        "ah",
        "oh",
        "so",
        "well",
        "okay",
        "ok",
        "yeah",
        "yes",
        "right",
        "sorry",
        "actually",
        "please",
        "just",
        "and",
        "but",
        "now",
        "like",
    ]
)
_SPAN = r"(?:a|one|another|two|ten|few|a few) (?:quick )?(?:second|sec|moment|minute)s?"
_ABOUT = r"(?: (?:about|of|on|through|back)(?: (?:it|that|this|that one|this one|which one))?)?"
_FOR = rf"(?: for {_SPAN})?"
_STRONG = (
    rf"let me (?:just )?(?:think|see|recall|remember){_ABOUT}{_FOR}"
    rf"|(?:give|allow) me (?:just )?{_SPAN}|bear with me{_FOR}(?: {_SPAN})?"
    rf"|i(?:'ll| will)? (?:just )?(?:need|want) (?:just )?{_SPAN}|let me (?:just )?(?:take|have) {_SPAN}"
)
"""These ask for time wherever a thought ends with them."""
_ALONE = (
    rf"(?:just )?{_SPAN}|hold on(?: {_SPAN})?|wait(?: {_SPAN})?|i(?:'m| am) (?:just |still )?thinking{_ABOUT}"
    rf"|i(?:'d| would) like {_SPAN}"
)
"""These do where they stand alone: "hold on" is also what others are told."""
_POLITE = r"(?:(?:can|could|may|would|will) (?:you|i) (?:please )?(?:just )?(?:have |take |get )?)?"
_TO_THINK = rf"(?: to think{_ABOUT}| to recall| to remember)?(?: please)?"
_WHOLE = re.compile(rf"{_POLITE}(?:{_STRONG}|{_ALONE}){_TO_THINK}$")
_AT_THE_END = re.compile(rf"(?:^| )((?:{_STRONG}){_TO_THINK})$")
_REPORTED = frozenset(
    [
        "said",
        "say",
        "says",
        "told",
        "asked",
        "answered",
        "replied",
        "went",
        "like",
        "to",
        "not",
        "wouldn't",
        "didn't",
        "won't",
        "don't",
        "couldn't",
        "never",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "me",
        "us",
        "you",
        "would",
        "if",
    ]
)
"""A word before "let me think" that makes it somebody's in the story."""
_STOP = re.compile(r"[.?!…]['\")”’]*$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words up to a comma or stop."""

    first: int
    last: int
    """Index after its last word."""
    text: str
    ends_sentence: bool


def asks_for_time(words: tuple[Word, ...]) -> bool:
    """Whether what has been said so far ends in a request for time; an "um" after it changes nothing."""
    clauses = list(_clauses(words))
    while clauses and _is_filler(clauses[-1].text):
        clauses.pop()
    return bool(clauses) and _request(clauses, len(clauses) - 1) is not None


def says_more(words: tuple[Word, ...]) -> bool:
    """Whether there is anything in these words but fillers and requests for time."""
    return any(not _is_filler(clause.text) for clause in _clauses(without_asides(words)))


def without_asides(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the story: requests for time left out, with the fillers that led up to them."""
    clauses = list(_clauses(words))
    kept: list[Word] = []
    sentence, asked = 0, False
    """Index in `kept` at which the running sentence begins, and whether it asks for time."""
    for i, clause in enumerate(clauses):
        request = _request(clauses, i)
        kept += words[clause.first : clause.last if request is None else request]
        asked = asked or request is not None
        if asked and all(_is_filler(_bare(word)) for word in kept[sentence:]):
            del kept[sentence:]
        if clause.ends_sentence:
            if request is not None and len(kept) > sentence and not _STOP.search(kept[-1].text):
                kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(",;:-–—") + ".")
            sentence, asked = len(kept), False
    return tuple(kept)


def _request(clauses: list[_Clause], index: int) -> int | None:
    """Index of the first word of the request that the clause is or ends in; None where it does not ask."""
    clause = clauses[index]
    words = clause.text.split()
    lead = next((i for i, word in enumerate(words) if word not in _FILLERS), len(words))
    if index and not clauses[index - 1].ends_sentence and _reports(clauses[index - 1].text):
        return None
    if _WHOLE.match(" ".join(words[lead:])):
        return clause.first
    found = _AT_THE_END.search(clause.text)
    if found is None:
        return None
    before = clause.text[: found.start(1)].split()
    if before and before[-1] in _REPORTED:
        return None
    return clause.first + len(before)


def _reports(text: str) -> bool:
    """ "I told her," before "let me think" makes that a part of the story."""
    return bool({"said", "told", "asked", "answered", "replied", "like"} & set(text.split()[-3:]))


def _clauses(words: tuple[Word, ...]) -> Iterator[_Clause]:
    first = 0
    for i, word in enumerate(words):
        stop = bool(_STOP.search(word.text))
        if stop or word.text.endswith((",", ";", ":", "-", "–", "—")) or i + 1 == len(words):
            text = " ".join(_bare(w) for w in words[first : i + 1])
            yield _Clause(first, i + 1, text, stop)
            first = i + 1


def _bare(word: Word) -> str:
    """Never empty and never of two words, so that words can be counted in the text."""
    return word.text.lower().replace("’", "'").strip(".,;:!?\"'()-–—…").replace(" ", "") or "-"


def _is_filler(text: str) -> bool:
    return all(word in _FILLERS or word == "-" for word in text.split())
