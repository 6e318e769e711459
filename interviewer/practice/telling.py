"""Which story was told where: by the words and figures that only this story has. Pure; the user has the last word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from interviewer.practice.stories import Story
from interviewer.state import State, account_turns, story_analysis, story_turns
from interviewer.terms import FUNCTION, PLAIN, stem, terms
from speech.events import SAMPLE_RATE

LEAST_SHARE = 0.22
"""Share of a story's distinctive weight that has to be heard again. Told freely, a story keeps a third to a half of
its written words (the samples' own retellings: 0.29 to 0.61); two stories of one trade share under a tenth."""
LEAST_TERMS = 5
"""Distinctive words or figures in common at least: a title alone is no telling."""
CLEAR_OF_SECOND = 1.4
"""How far the best has to be ahead of the next for it to be named without asking."""


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
    """Share of the story's distinctive weight heard again, 0 to 1."""
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
    weights = _weights(stories)
    said = {(v.session, v.part, v.story): v.confirmed for v in verdicts}
    found = []
    for account in accounts:
        told = _told(stories, account, weights, said)
        if told is not None:
            found.append(told)
    return tuple(found)


def distinctive(stories: Sequence[Story], story_id: str, most: int = 8) -> tuple[str, ...]:
    """The words and figures by which a story is known among the others."""
    own = _weights(stories).get(story_id, {})
    return tuple(term.removeprefix("#") for term in sorted(own, key=lambda t: (-own[t], t))[:most])


def _told(
    stories: Sequence[Story],
    account: Account,
    weights: dict[str, dict[str, float]],
    said: dict[tuple[str, int, str], bool],
) -> Telling | None:
    heard = set(terms(account.text))
    ranked = sorted(
        (_likeness(story.id, weights[story.id], account, heard) for story in stories),
        key=lambda t: -t.likeness,
    )
    for telling in ranked:
        if said.get((account.session, account.part, telling.story)):
            return Telling(telling.story, account, telling.likeness, telling.shared, True)
    left = [t for t in ranked if (account.session, account.part, t.story) not in said]
    best = next(iter(left), None)
    if best is None or best.likeness < LEAST_SHARE or len(best.shared) < LEAST_TERMS:
        return None
    second = left[1].likeness if len(left) > 1 else 0.0
    return best if best.likeness >= second * CLEAR_OF_SECOND else None


def _likeness(story_id: str, own: dict[str, float], account: Account, heard: set[str]) -> Telling:
    shared = sorted((t for t in own if t in heard), key=lambda t: (-own[t], t))
    whole = sum(own.values())
    share = sum(own[t] for t in shared) / whole if whole else 0.0
    said = {stem(word): word.lower() for word in reversed(_WORD.findall(account.text))}
    return Telling(story_id, account, share, tuple(said.get(t, t.removeprefix("#")) for t in shared), False)


def _weights(stories: Sequence[Story]) -> dict[str, dict[str, float]]:
    """By story and term: how much it tells this story from the others; figures count double."""
    held = {story.id: _distinct(story) for story in stories}
    spread = Counter(term for own in held.values() for term in own)
    many = max(2, len(stories))
    return {
        story: {t: (2.0 if t.startswith("#") else 1.0) * log(1 + many / spread[t]) for t in own}
        for story, own in held.items()
    }


def _distinct(story: Story) -> set[str]:
    texts = (story.title, story.text, " ".join(story.figures), " ".join(story.people))
    found = {t for text in texts for t in terms(text)} - FUNCTION - PLAIN
    return {t for t in found if t not in _SMALL and (t.startswith("#") or len(t) > 2)}


_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SMALL = frozenset(f"#{n}" for n in range(4))
"""One, two and three stand in every story."""
