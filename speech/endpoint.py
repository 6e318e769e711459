"""When an answer is over: how much silence that takes, by what was said last. Pure; time is passed in.

People pause for 0.8 to 2 s to think in the middle of a story, and a fixed second of silence takes that for
the end. What was said tells the two apart: nobody ends an answer on "and then". Weighed are how likely a full stop
follows the words, from the language model (the strongest sign by far: alone it tells broken sentences from whole ones
with an AUC of 0.93, the voice with 0.67, `tests/bench/endpoint.py`); whether the last word is one that wants more, and how
clearly it was heard; whether the recogniser heard a sentence's end; how finished the voice sounds. Where no model
weighs the words, rules over the last of them do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

FEW_WORDS = 4
"""Answers shorter than this may be a beginning ("So, yes."), however finished they look."""

LIKELY = 0.5
"""Smart Turn's own threshold between a turn that goes on and one that is over."""

SURE = 0.9
"""Above this it is hardly ever wrong. Of 51 sentences broken off in the middle, Whisper closes two in three with
a full stop: words alone would cut 69% of the thinking pauses past a second, words and voice cut 14% at 1.2 to
1.5 s and 27% at 1.8 s and more, for half a second's delay on average (`tests/bench/endpoint.py`)."""

_BASE, _WEIGHTS = 0.36, (2.18, 0.04, 0.82, -1.44, -2.73, 0.87, 2.82)
"""Of the logistic regression, the weights in the order of `signs`."""

OVER_ABOVE, OPEN_BELOW = 0.6, 0.2
"""Log-odds from which a thought counts as complete, and as open: 6% of the broken sentences lie above, 83% of the whole
ones, of which one in eight then waits for the longest. Lower, more ends would be known at once, and every tenth
thinking pause be taken for one."""

_LEAST, _MOST = 0.02, 0.98
"""Opinions of the voice beyond these count as these: it then moves the log-odds by 0.16 at most, and where the words
are plain it need not be judged, which costs as much time as a tenth of a second of waiting."""

UNREAD = 0.4
"""Seconds of voice behind the last word that make the text worthless: the recogniser leaves out the one or two
words before a pause ("So I", "Then we") and then reads the sentence before them as complete. Measured with three
voices: 0.24 s at most behind whole sentences (95%), 0.7 to 0.95 s where two words were left out."""

_HANGING = """
and but or so because cause since although while whereas if unless when where which who than as plus
a an the my our your their its every
of to at by for from with into onto about between during against towards within per
i we i'm i'd i'll i've we're we'd we'll we've they're there's
um uh er erm hmm mm basically
"""
"""Conjunctions; articles and the like; prepositions; pronouns that want a verb; fillers. Words that do end
sentences ("Yes, I did.", "we moved on.") are not among them: without a full stop they count as unfinished too."""

HANGING = frozenset(_HANGING.split())
"""Last words after which a sentence is not over."""

_WANTING = """
that was were is are am be been had has have would could should will can might may must
nearly almost roughly only really very until
"""
WANTS_MORE = HANGING | frozenset(_WANTING.split())
"""Last words that nearly always want more; the recogniser puts a full stop behind them all the same."""

_MAY_WANT = """
in on over off there too four b it us them
said thought wrote told wanted asked found made took went sent built gave put kept showed felt knew called brought
"""
MAY_WANT_MORE = frozenset(_MAY_WANT.split())
"""Last words that want more as often as not: prepositions that may be adverbs; what the recogniser makes of a "to",
"for", "be" or "if" before a pause; verbs that want an object or a clause."""

HANGING_PHRASES = ("and then", "you know", "i mean", "kind of", "sort of", "let me think", "let me see")


@dataclass(frozen=True, slots=True)
class EndpointSeconds:
    """Silence, in seconds, that ends an answer."""

    sure: float = 0.65
    """After a thought that is complete as the language model reads it."""
    finished: float = 1.0
    """After a sentence that looks and sounds complete, where no language model has read it."""
    doubtful: float = 1.5
    """After few words, and where the voice leaves it open."""
    unfinished: float = 2.2
    """After words or with a voice that want to go on."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of an answer in a silence."""

    text: str
    """All its words so far."""
    silence: float
    """Seconds since the last voiced sound, or since silence began to count."""
    held: bool = False
    """Silence does not count: push-to-talk is held, or the candidate asked for time."""
    finished: float | None = None
    """0 to 1 that the voice sounded finished, from Smart Turn; None where there is none."""
    complete: float | None = None
    """0 to 1 that a full stop follows these words, from the language model; None where it has not said."""
    unread: float = 0.0
    """Seconds of voice after the last word that was recognised."""
    clear: float = 0.9
    """0 to 1: how sure the recogniser is of the last word."""


def is_over(heard: Heard, seconds: EndpointSeconds) -> bool:
    """Whether the answer has ended. Before its first word it never has."""
    if heard.held or not heard.text.strip():
        return False
    return heard.silence >= silence_needed(heard, seconds)


def silence_needed(heard: Heard, seconds: EndpointSeconds) -> float:
    """Seconds of silence after which the answer is over.

    Where the words were weighed, from `sure` to `unfinished` as the thought looks less complete; otherwise the
    first rule that has an opinion decides.
    """
    if heard.unread > UNREAD:
        return seconds.unfinished
    if heard.complete is not None:
        doubt = (OVER_ABOVE - thought_over(heard)) / (OVER_ABOVE - OPEN_BELOW)
        return seconds.sure + min(1.0, max(0.0, doubt)) * (seconds.unfinished - seconds.sure)
    for rule in RULES:
        needed = rule(heard, seconds)
        if needed is not None:
            return needed
    return seconds.finished


def voice_matters(heard: Heard, seconds: EndpointSeconds) -> bool:
    """Whether how finished the voice sounded would change the silence that is needed."""
    needed = {silence_needed(replace(heard, finished=voice), seconds) for voice in _VOICES}
    return len(needed) > 1


_VOICES = (0.0, (LIKELY + SURE) / 2, 1.0)
"""One of each kind that a rule tells apart."""


def thought_over(heard: Heard) -> float:
    """Log-odds that the thought is complete, from the words, the recogniser and the voice.

    The weights are a logistic regression's over spoken sentences, whole and broken off (`tests/bench/endpoint.py`).
    """
    return _BASE + sum(weight * sign for weight, sign in zip(_WEIGHTS, signs(heard), strict=True))


def signs(heard: Heard) -> tuple[float, ...]:
    """What tells a thought that is complete: shape (7,), in the order of the weights.

    The model's opinion of the words (a decimal logarithm) and Smart Turn's of the voice (log-odds); whether the
    recogniser heard a sentence's end; whether the last word wants more, and whether it may; seconds of voice behind
    it; how clearly it was heard.
    """
    words = math.log10(max(heard.complete or 0.0, 1e-4))
    voice = 0.0 if heard.finished is None else _log_odds(min(max(heard.finished, _LEAST), _MOST))
    last = _words(heard.text)[-1]
    behind = min(max(heard.unread, -0.1), 0.3)
    return (words, voice, _closed(heard.text), last in WANTS_MORE, last in MAY_WANT_MORE, behind, heard.clear)


def _closed(text: str) -> bool:
    """Whether the recogniser heard a sentence's end."""
    bare = text.rstrip().rstrip("\"')")
    return bare.endswith((".", "?", "!")) and not bare.endswith("...")


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def left_hanging(heard: Heard, seconds: EndpointSeconds) -> float | None:
    """The last words want an object, a clause or the next thought; Whisper's full stop does not change that."""
    words = _words(heard.text)
    phrase = " ".join(words)
    hanging = words[-1] in HANGING or any(f" {phrase}".endswith(f" {p}") for p in HANGING_PHRASES)
    return seconds.unfinished if hanging else None


def no_full_stop(heard: Heard, seconds: EndpointSeconds) -> float | None:
    """Without . ? or ! the recogniser heard no end; a voice that clearly fell shortens that to doubtful."""
    if _closed(heard.text):
        return None
    return seconds.doubtful if heard.finished is not None and heard.finished > SURE else seconds.unfinished


def few_words(heard: Heard, seconds: EndpointSeconds) -> float | None:
    return seconds.doubtful if len(_words(heard.text)) < FEW_WORDS else None


def voice_goes_on(heard: Heard, seconds: EndpointSeconds) -> float | None:
    """A sentence that reads complete, said with a voice that may not be: Whisper closes broken sentences too."""
    if heard.finished is None or heard.finished > SURE:
        return None
    return seconds.doubtful if heard.finished > LIKELY else seconds.unfinished


Rule = Callable[[Heard, EndpointSeconds], float | None]

RULES: tuple[Rule, ...] = (left_hanging, no_full_stop, voice_goes_on, few_words)


def _words(text: str) -> list[str]:
    found = [w.strip(".,;:!?\"'()-…").lower() for w in text.split()]
    return [w for w in found if w] or [""]
