"""Drills: made of content, held as rounds, judged at once, the weakest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from practice_samples import DEPOTS

from content.library import Library, load_library
from interviewer.events import AnswerTyped, Finish, Say, SessionStarted
from interviewer.journal import Journal
from interviewer.practice.drill_results import DrillResult, following, judge
from interviewer.practice.drills import (
    SECTION_SECONDS,
    Drill,
    Tried,
    catalogue,
    make_round,
    section_drill,
    standing_by_principle,
    story_drill,
    weakest_first,
)
from interviewer.practice.made import is_made, load_round, with_made, with_round
from interviewer.practice.store import PracticeStore
from interviewer.recall import first_state, recall
from interviewer.session import step
from interviewer.state import Phase, State
from speech.events import PlaybackEnded, PlaybackStarted


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def drills(library: Library) -> tuple[Drill, ...]:
    return catalogue(library)


def held(library: Library, drill: Drill, answer: str, journal: Journal | None = None) -> State:
    """A typed drill from its first event to its end; the journal gets what a round's would."""
    spec = make_round(drill, library)
    state = first_state(with_round(library, spec), spec.id)
    started = SessionStarted(
        0, "d1", spec.id, state.company, state.level.id, "coach", "standard", True, drill.seconds, True
    )
    if journal is not None:
        journal.begin(started, spec.title, "2026-11-21T20:00:00")
    now, waiting, ended = 0, [started], False
    while waiting:
        event = waiting.pop(0)
        state, commands = step(state, event)
        if journal is not None:
            journal.append("d1", event, commands)
        for command in commands:
            if isinstance(command, Say):
                waiting.append(PlaybackStarted(now, command.utterance_id))
                now += 16_000
                waiting.append(PlaybackEnded(now, command.utterance_id, True, command.text))
            ended = ended or isinstance(command, Finish)
        if not waiting and state.phase is Phase.LISTENING:
            now += len(answer.split()) * 6_400
            waiting.append(AnswerTyped(now, answer))
    assert ended
    return state


def result(library: Library, drill: Drill, answer: str) -> DrillResult:
    return judge(drill, held(library, drill, answer))


# ---------------------------------------------------------------- the catalogue
def test_every_principle_has_questions_sections_and_the_guides_follow_ups(
    library: Library, drills: tuple[Drill, ...]
) -> None:
    for principle in library.principles.values():
        own = [drill for drill in drills if drill.principle == principle.id]
        kinds = [drill.kind for drill in own]
        guide = library.competencies.get(principle.competency or "")
        assert kinds.count("question") >= 6 and kinds.count("section") == 4
        assert kinds.count("follow_up") == (len(guide.follow_ups) if guide else 0)
    assert len({drill.subject for drill in drills}) == len(drills)


def test_a_drill_is_a_round_of_one_question(library: Library, drills: tuple[Drill, ...]) -> None:
    for drill in drills[::17]:
        spec = make_round(drill, library)
        assert spec.openings == (drill.question,) and spec.max_probes_per_story == 0 and not spec.checklist
        assert is_made(spec.id) and load_round(spec.model_dump_json()) == spec
    one = make_round(drills[0], library)
    assert make_round(drills[0], library).id == one.id != make_round(drills[1], library).id
    other = make_round(drills[0], library, company="google", level="staff")
    assert (other.company, other.level) == ("google", "staff") and other.id != one.id


def test_it_ends_after_the_answer_without_a_follow_up(library: Library, drills: tuple[Drill, ...]) -> None:
    state = held(library, drills[0], DEPOTS.text)
    assert state.phase is Phase.ENDED and len(state.turns) == 1 and state.ending == "complete"


# ---------------------------------------------------------------- the finding
def test_a_whole_answer_is_judged_by_what_an_interviewer_would_ask_for(
    library: Library, drills: tuple[Drill, ...]
) -> None:
    good = result(library, drills[0], DEPOTS.text)
    vague = result(
        library, drills[0], "We generally believe in communication. It would be handled somehow by the team."
    )
    order = ("missed", "partly", "held")
    assert order.index(good.standing) >= order.index(vague.standing) and vague.standing != "held"
    assert good.timing is not None and vague.noted and all(n.fix for n in vague.noted)


def test_nothing_said_is_missed(library: Library, drills: tuple[Drill, ...]) -> None:
    found = result(library, drills[0], "I pass.")
    assert found.standing == "missed" and "Nothing was said" in found.headline


def test_a_section_is_held_against_its_own_clock(library: Library) -> None:
    principle = library.principles["have-backbone"]
    drill = section_drill(principle, "set_up")
    assert drill.seconds == SECTION_SECONDS["set_up"] == 50
    long = result(library, drill, " ".join([DEPOTS.part("situation")] * 12))
    assert any("seconds against 50" in n.note for n in long.noted) and long.standing != "held"


def test_a_set_up_without_the_speaker_is_said_to_lack_them(library: Library) -> None:
    drill = section_drill(library.principles["have-backbone"], "set_up")
    lack = "What fell to you is not in it."
    vague = "Our depot was slow for years. We had two old systems, and everybody complained about both."
    found = result(library, drill, vague)
    assert lack in [n.note for n in found.noted] and found.standing != "held"
    guides = [m for guide in library.competencies.values() for m in guide.model_answers]
    for told in guides[:6]:
        text = " ".join(p.text for p in told.passages if p.section in ("situation", "task"))
        assert lack not in [n.note for n in result(library, drill, text).noted], told.id


def test_a_result_without_a_start_is_said_to_lack_it(library: Library) -> None:
    drill = section_drill(library.principles["deliver-results"], "result")
    bare = result(
        library, drill, "In the end it was much better for everybody and people were pleased with it."
    )
    assert "No figure with what it was before." in [n.note for n in bare.noted]
    full = result(library, drill, "Failed matches went from 9% in April to 4% in May, by the same count.")
    assert "No figure with what it was before." not in [n.note for n in full.noted]


def test_a_follow_up_knows_its_strong_reply_from_its_weak_one(
    library: Library, drills: tuple[Drill, ...]
) -> None:
    """Each reply given as an answer: strong ones stand higher on the whole, and never lack what they say."""
    order = ("missed", "partly", "held")
    gain = 0
    for drill in [d for d in drills if d.kind == "follow_up"][:24]:
        strong, weak = result(library, drill, drill.strong), result(library, drill, drill.weak)
        gain += order.index(strong.standing) - order.index(weak.standing)
        assert strong.lacks == "" and strong.standing != "missed"
        assert weak.standing == "missed", f"the guide's own weak reply was let through: {drill.weak}"
    assert gain > 12


# ---------------------------------------------------------------- what comes first
def test_the_weakest_comes_first_then_the_never_tried(drills: tuple[Drill, ...]) -> None:
    some = drills[:5]
    tried = [
        Tried("s1", some[0].subject, "question", "2026-11-20T10:00:00", "held"),
        Tried("s2", some[3].subject, "question", "2026-11-20T10:00:00", "partly"),
        Tried("s3", some[4].subject, "question", "2026-11-20T10:00:00", "missed"),
        Tried("s4", some[1].subject, "question", "2026-11-19T10:00:00", "missed"),
    ]
    wanted = [some[1], some[4], some[3], some[2], some[0]]
    assert list(weakest_first(some, tried)) == wanted
    later = replace(tried[2], session="s5", at="2026-11-21T10:00:00", standing="held")
    assert weakest_first(some, [*tried, later])[-1] == some[4]
    assert standing_by_principle(some, tried)[some[0].principle] == (1, 1, 2)
    assert following(some, some[4].subject) == some[0] and following((), "x") is None


def test_a_story_is_practised_for_a_principle(library: Library) -> None:
    drill = story_drill(library, DEPOTS, "earn-trust")
    assert drill.question == library.principles["earn-trust"].questions[0]
    assert drill.subject == "story:six-depots:earn-trust"


# ---------------------------------------------------------------- the journal
@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "j.sqlite3") as made:
        yield made


def test_a_drills_session_is_rebuilt_from_the_journal_alone(
    library: Library, drills: tuple[Drill, ...], journal: Journal
) -> None:
    drill, store = drills[0], PracticeStore(journal)
    spec = make_round(drill, library)
    store.keep_round(spec, drill.kind, drill.subject)
    state = held(library, drill, DEPOTS.text, journal)
    assert recall(journal, "d1", library).state == state
    assert with_made(journal, spec.id, library).rounds[spec.id] == spec
    assert with_made(journal, "drill-nothing", library) is library
    assert (store.round(spec.id), store.round("nothing")) == (spec, None)


def test_tries_are_kept_with_their_session(journal: Journal, drills: tuple[Drill, ...]) -> None:
    store = PracticeStore(journal)
    started = SessionStarted(0, "d1", "drill-x", "amazon", "senior", "coach", "standard", True, 60)
    journal.begin(started, "Drill", "2026-11-21T20:00:00")
    tried = Tried("d1", drills[0].subject, "question", "2026-11-21T20:00:00", "partly")
    store.keep_try(tried)
    assert store.tries() == (tried,)
    journal.delete("d1")
    assert store.tries() == ()
