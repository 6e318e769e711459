"""The matrix, its gaps, double use, and re-framing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice_samples import DEPOTS, INDEX, RETOLD, THIN, account

from content.library import Library, load_library
from interviewer.practice.coverage import coverage
from interviewer.practice.moves import MOVES, moves
from interviewer.practice.reframing import Ear, ears, reframe
from interviewer.practice.stories import Story, read
from interviewer.practice.telling import tellings


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def listening(library: Library) -> dict[str, Ear]:
    return ears(library)


def test_every_principle_listens(library: Library, listening: dict[str, Ear]) -> None:
    assert list(listening) == list(library.principles) and len(listening) == 16
    assert all(len(ear.wanted) >= 3 for ear in listening.values())
    assert ears(library) is ears(library)


def test_what_a_sentence_does_is_told_by_its_words() -> None:
    assert {"counted", "dug"} <= moves("I split the raw logs by version and counted them.")
    assert "objected" in moves("I told him that it was too early, and he disagreed.")
    assert moves("The sky over the harbour.") == frozenset()
    assert len({move.name for move in MOVES}) == len(MOVES)


def test_a_match_names_a_sentence_of_the_story_and_why(listening: dict[str, Ear]) -> None:
    found = reframe(DEPOTS, listening["have-backbone"])
    texts = [s.text for s in read(DEPOTS).sentences]
    assert found.served and all(texts[s.sentence] == s.quote for s in found.served)
    assert all(s.because.startswith(("it says", "it speaks of")) for s in found.served)
    signals = {wanted.text for wanted in listening["have-backbone"].wanted}
    assert {s.signal for s in found.served} | {text for text, _ in found.missing} == signals
    assert found.opening in found.served


def test_nothing_serves_nothing(listening: dict[str, Ear]) -> None:
    found = reframe(Story("empty", "Empty"), listening["dive-deep"])
    assert found.served == () and found.opening is None and found.share == 0.0
    assert len(found.missing) == len(listening["dive-deep"].wanted)


def test_a_story_of_an_argument_serves_backbone_more_than_frugality(listening: dict[str, Ear]) -> None:
    assert reframe(DEPOTS, listening["have-backbone"]).share > reframe(DEPOTS, listening["frugality"]).share


def test_the_guides_own_answers_serve_their_own_principle_better_than_others(
    library: Library, listening: dict[str, Ear]
) -> None:
    own, others = [], []
    for principle in library.principles.values():
        guide = library.competencies.get(principle.competency or "")
        for answer in guide.model_answers if guide else ():
            parts = [(p.section, p.text) for p in answer.passages]
            held = {key: " ".join(t for k, t in parts if k == key) for key, _ in parts}
            told = Story(answer.id, answer.title, parts=tuple(held.items()))
            own.append(reframe(told, listening[principle.id]).share)
            others += [reframe(told, ear).share for name, ear in listening.items() if name != principle.id]
    assert len(own) >= 10 and sum(own) / len(own) > 1.5 * sum(others) / len(others)


def test_held_usable_opening_and_gap(listening: dict[str, Ear]) -> None:
    bank = (DEPOTS, INDEX, THIN)
    untold = coverage(bank, listening)
    assert untold.cell("have-backbone", "six-depots").cover == "usable"
    told = coverage(bank, listening, tellings(bank, [account(RETOLD)]))
    assert told.cell("have-backbone", "six-depots").cover == "held"
    assert told.cell("have-backbone", "six-depots").times == 1
    below = coverage(bank, listening, tellings(bank, [account(RETOLD, overall=2.1)]))
    assert below.cell("have-backbone", "six-depots").cover == "usable"
    assert "frugality" in told.gaps and "have-backbone" not in told.gaps
    assert told.covered == 16 - len(told.gaps)


def test_a_note_covers_nothing_but_is_not_hidden(listening: dict[str, Ear]) -> None:
    kept = replace(THIN, principles=("frugality",))
    found = coverage((kept,), listening)
    assert found.cell("frugality", "thin").cover == "opening" and len(found.gaps) == 16


def test_one_story_in_two_rounds_of_a_day_is_double_use(listening: dict[str, Ear]) -> None:
    other = account(
        RETOLD, "s2", created="2026-11-14T20:30:00", round_id="ownership", principles=("Ownership",)
    )
    told = tellings((DEPOTS, INDEX), [account(RETOLD), other])
    (double,) = coverage((DEPOTS, INDEX), listening, told).doubles
    assert (double.story, double.where, double.times) == ("six-depots", "2026-11-14", 2)
    assert set(double.principles) == {"have-backbone", "ownership"}


def test_the_same_round_twice_is_practice(listening: dict[str, Ear]) -> None:
    again = account(RETOLD, "s2", created="2026-11-14T20:30:00")
    told = tellings((DEPOTS, INDEX), [account(RETOLD), again])
    assert coverage((DEPOTS, INDEX), listening, told).doubles == ()


def test_one_story_to_two_questions_of_a_session_is_double_use(listening: dict[str, Ear]) -> None:
    told = tellings((DEPOTS, INDEX), [account(RETOLD), account(RETOLD, part=1)])
    assert [d.times for d in coverage((DEPOTS, INDEX), listening, told).doubles] == [2]


def test_a_story_that_everything_leans_on_is_named(listening: dict[str, Ear]) -> None:
    guides = load_library().competencies.values()
    told = " ".join(p.text for g in guides for answer in g.model_answers for p in answer.passages)
    wide = replace(DEPOTS, parts=(("action", told),), principles=tuple(listening))
    found = coverage((wide,), listening)
    leaned = dict(found.leaned_on).get("six-depots", ())
    assert leaned == tuple(p for p in listening if p not in found.gaps) and len(leaned) >= 3
