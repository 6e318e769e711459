"""Which story was told where: by the words and figures that only this story has. Pure; the user has the last word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt

from interviewer.practice.stories import Story
from interviewer.state import State, account_turns, story_analysis, story_turns
from interviewer.terms import FUNCTION, PLAIN, stem, terms
from speech.events import SAMPLE_RATE

LEAST = 0.22
"""Likeness from which an account is taken for a story. Measured on the shipped samples, each opening answer as a story
and each whole round as an account: 0.32 to 0.57 for its own, 0.15 at most for any other of them or of the guides'
model answers."""
LEAST_TERMS = 5
"""Distinctive words or figures in common at least: a title alone is no telling."""
CLEAR_OF_SECOND = 1.4
"""How far the best has to be ahead of the next for it to be named without asking."""
_FIGURE = 1.5
"""A figure tells more than a word."""


@dataclass(frozen=True, slots=True)
class Account:
    """What was said to one opening question of a session."""

    session: str
    part: int
    """0-based."""
    round_id: str
    question: str
    principles: tuple[str, ...]
    """Names of the principles the round listens for."""
    created: str
    """Local time of the session, ISO 8601."""
    text: str
    """The whole story, follow-up answers included."""
    seconds: float
    """Of the main answer."""
    setup_seconds: float
    action_share: float
    """0 to 1."""
    sections: tuple[tuple[str, float], ...]
    """Seconds by section, in the order of a story."""
    overall: float | None
    """The session's result, 1 to 4."""
    bar: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The user's word on an account."""

    session: str
    part: int
    story: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """An account that is taken for a story."""

    story: str
    account: Account
    likeness: float
    """Cosine of the two texts' distinctive words and figures, each weighed by its rarity, 0 to 1."""
    shared: tuple[str, ...]
    """The words and figures it was known by, as said, most distinctive first; figures as digits."""
    confirmed: bool
    """By the user; otherwise it is taken for it until the user says no."""


def accounts_of(
    state: State, created: str, overall: float | None, principles: tuple[str, ...] = ()
) -> tuple[Account, ...]:
    """What was told in a session, one account for each opening question that was answered."""
    made = []
    for part in range(state.story + 1):
        turns = story_turns(state, part)
        text = " ".join(turn.text for turn in turns if turn.words)
        if not text:
            continue
        told = account_turns(turns)
        clock = story_analysis(state, finished=True, story=part).timing
        main = told[0].analysis.timing if told else clock
        seconds = sum(turn.answer_end - turn.answer_start for turn in told) / SAMPLE_RATE
        made.append(
            Account(
                session=state.session_id,
                part=part,
                round_id=state.spec.id,
                question=turns[0].question,
                principles=principles or state.spec.tests,
                created=created,
                text=text,
                seconds=seconds,
                setup_seconds=main.setup_seconds if main else 0.0,
                action_share=main.action_share if main else 0.0,
                sections=tuple((s.value, v) for s, v in main.seconds.items()) if main else (),
                overall=overall,
                bar=state.level.bar,
            )
        )
    return tuple(made)


def tellings(
    stories: Sequence[Story], accounts: Iterable[Account], verdicts: Iterable[Verdict] = ()
) -> tuple[Telling, ...]:
    """Which account tells which story, in the order of the accounts."""
    every = tuple(accounts)
    told = {story.id: _of_story(story) for story in stories}
    heard = [_distinct((account.text,)) for account in every]
    weigh = _Weights([*told.values(), *heard])
    said = {(v.session, v.part, v.story): v.confirmed for v in verdicts}
    found = []
    for account, terms_heard in zip(every, heard, strict=True):
        ranked = sorted(
            (_likeness(name, own, account, terms_heard, weigh) for name, own in told.items()),
            key=lambda telling: -telling.likeness,
        )
        best = _chosen(account, ranked, said)
        if best is not None:
            found.append(best)
    return tuple(found)


def distinctive(stories: Sequence[Story], story_id: str, most: int = 8) -> tuple[str, ...]:
    """The words and figures by which a story is known among the others."""
    told = {story.id: _of_story(story) for story in stories}
    weigh = _Weights(list(told.values()))
    own = told.get(story_id, frozenset())
    return tuple(term.removeprefix("#") for term in sorted(own, key=lambda t: (-weigh(t), t))[:most])


def _chosen(
    account: Account, ranked: Sequence[Telling], said: dict[tuple[str, int, str], bool]
) -> Telling | None:
    """What the user said it is; else the best that the user did not rule out, if it is clear."""
    for telling in ranked:
        if said.get((account.session, account.part, telling.story)):
            return replace(telling, confirmed=True)
    left = [t for t in ranked if (account.session, account.part, t.story) not in said]
    best = next(iter(left), None)
    if best is None or best.likeness < LEAST or len(best.shared) < LEAST_TERMS:
        return None
    second = left[1].likeness if len(left) > 1 else 0.0
    return best if best.likeness >= second * CLEAR_OF_SECOND else None


def _likeness(
    story_id: str, own: frozenset[str], account: Account, heard: frozenset[str], weigh: _Weights
) -> Telling:
    shared = sorted(own & heard, key=lambda t: (-weigh(t), t))
    common = sum(weigh(t) ** 2 for t in shared)
    said = _as_said(account.text)
    return Telling(
        story_id, account, common / (weigh.length(own) * weigh.length(heard)),
        tuple(said.get(t, t.removeprefix("#")) for t in shared), False,
    )  # fmt: skip


def _as_said(text: str) -> dict[str, str]:
    """By stem, its first word; with its capital only where that does not come from the beginning of a sentence."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        begins = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".?!"
        kept = found.setdefault(stem(word), word.lower())
        if kept.islower() and word[0].isupper() and not begins:
            found[stem(word)] = word
    return found


class _Weights:
    """How much a term tells one text from the others: the rarer, the more."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self._spread = Counter(term for text in texts for term in text)
        self._count = len(texts) + 2

    def __call__(self, term: str) -> float:
        return (_FIGURE if term.startswith("#") else 1.0) * log(self._count / self._spread[term])

    def length(self, text: frozenset[str]) -> float:
        """Euclidean; 1 for a text without a term."""
        return sqrt(sum(self(term) ** 2 for term in text)) or 1.0


def _of_story(story: Story) -> frozenset[str]:
    return _distinct((story.title, story.text, *story.figures, *story.people))


def _distinct(texts: Iterable[str]) -> frozenset[str]:
    found = {t for text in texts for t in terms(text)} - FUNCTION - PLAIN
    return frozenset(t for t in found if t not in _SMALL and (t.startswith("#") or len(t) > 2))


_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SMALL = frozenset(f"#{n}" for n in range(4))
"""One, two and three stand in every story."""
