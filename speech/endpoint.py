"""When an answer is over: how much silence that takes, by what was said last. Pure; time is passed in.

People pause for 0.8 to 2 s to think in the middle of a story, and a fixed second of silence takes that for
the end. What was said tells the two apart: nobody ends an answer on "and then".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FEW_WORDS = 4
"""Answers shorter than this may be a beginning ("So, yes."), however finished they look."""

LIKELY = 0.5
"""Smart Turn's own threshold between a turn that goes on and one that is over."""

SURE = 0.9
"""Above this it is hardly ever wrong. Of 51 sentences broken off in the middle, Whisper closes two in three with
a full stop: words alone would cut 69% of the thinking pauses past a second, words and voice cut 14% at 1.2 to
1.5 s and 27% at 1.8 s and more, for half a second's delay on average (`tests/bench/endpoint.py`)."""

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

HANGING_PHRASES = ("and then", "you know", "i mean", "kind of", "sort of", "let me think", "let me see")


@dataclass(frozen=True, slots=True)
class EndpointSeconds:
    """Silence, in seconds, that ends an answer."""

    finished: float = 1.0
    """After a sentence that looks and sounds complete."""
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


def is_over(heard: Heard, seconds: EndpointSeconds) -> bool:
    """Whether the answer has ended. Before its first word it never has."""
    if heard.held or not heard.text.strip():
        return False
    return heard.silence >= silence_needed(heard, seconds)


def silence_needed(heard: Heard, seconds: EndpointSeconds) -> float:
    """Seconds of silence after which the answer is over: the first rule that has an opinion decides."""
    for rule in RULES:
        needed = rule(heard, seconds)
        if needed is not None:
            return needed
    return seconds.finished


def left_hanging(heard: Heard, seconds: EndpointSeconds) -> float | None:
    """The last words want an object, a clause or the next thought; Whisper's full stop does not change that."""
    words = _words(heard.text)
    phrase = " ".join(words)
    hanging = words[-1] in HANGING or any(f" {phrase}".endswith(f" {p}") for p in HANGING_PHRASES)
    return seconds.unfinished if hanging else None


def no_full_stop(heard: Heard, seconds: EndpointSeconds) -> float | None:
    """Without . ? or ! the recogniser heard no end; a voice that clearly fell shortens that to doubtful."""
    if heard.text.rstrip().rstrip("\"')").endswith((".", "?", "!")) and not heard.text.rstrip().endswith(
        "..."
    ):
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
