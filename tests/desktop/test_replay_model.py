"""A session laid out for its replay: passages, findings, sections, pauses, words found."""

from __future__ import annotations

import pytest
import samples

from desktop.replay_model import ReplayModel, build, spoken_word, words_in
from interviewer.corrections import Correction
from interviewer.passages import Line, Transcript

S = samples.S


@pytest.fixture(scope="module")
def model() -> ReplayModel:
    return build(
        samples.report(), samples.transcript(), session_id="s", title="Disagree and commit", when=samples.WHEN
    )


def test_the_passage_being_said_is_found_at_any_moment(model: ReplayModel) -> None:
    assert model.passage_at(0) == -1
    for index, passage in enumerate(model.passages):
        assert model.passage_at(passage.start) == index
        assert model.passage_at(passage.end - 1) == index


def test_every_finding_is_pinned_to_exactly_one_passage(model: ReplayModel) -> None:
    pinned = [found for index in range(len(model.passages)) for found in model.pinned(index)]
    assert pinned == list(model.findings)


def test_j_and_k_visit_every_finding_and_stop_at_the_ends(model: ReplayModel) -> None:
    starts, at = [], 0
    while (following := model.next_finding(at, 1)) is not None:
        starts.append(following)
        at = following
    assert starts == sorted({found.start for found in model.findings})
    assert model.next_finding(starts[2] + 100, -1) == starts[1]
    assert model.next_finding(starts[2] + 2 * S, -1) == starts[2]
    assert model.next_finding(0, -1) is None


def test_sections_are_stepped_and_looped(model: ReplayModel) -> None:
    first, second = model.spans[0], model.spans[1]
    assert model.next_section(first.start, 1) == second.start
    assert model.next_section(second.end, -1) == second.start
    assert model.span_at(second.start + S) == (second.start, second.end)


def test_pauses_are_silences_of_a_second_before_the_candidate_goes_on(model: ReplayModel) -> None:
    assert model.pauses
    assert all(pause.seconds >= 1 for pause in model.pauses)
    begins = {passage.words[0].start for passage in model.passages if passage.speaker == "candidate"}
    inner = {word.start for p in model.passages if p.speaker == "candidate" for word in p.words}
    assert {pause.end for pause in model.pauses} <= begins | inner


@pytest.mark.parametrize(
    ("wanted", "count", "words"),
    [
        ("seven per cent", 2, 3),
        ("SEVEN PER CENT of what", 1, 5),
        ("pick-ups", 2, 1),
        ("nothing like it", 0, 0),
        ("  ", 0, 0),
    ],
)
def test_words_are_found_whatever_their_case_and_punctuation(
    model, wanted: str, count: int, words: int
) -> None:
    hits = model.find(wanted)
    assert len(hits) == count
    for hit in hits:
        said = " ".join(
            word.text for word in model.passages[hit.passage].words[hit.first : hit.first + hit.count]
        )
        assert wanted.split(maxsplit=1)[0].lower() in said.lower()
        assert hit.count == words


def test_a_quote_is_its_words(model: ReplayModel) -> None:
    found = next(found for found in model.findings if "thirty" in found.quote)
    index = next(i for i in range(len(model.passages)) if found in model.pinned(i))
    own = words_in(model.passages[index], found.start, found.end)
    assert " ".join(model.passages[index].words[i].text for i in own) == found.quote
    assert words_in(model.passages[0], 10**9, 10**9 + 5) == range(0)


def test_between_words_nothing_is_being_said(model: ReplayModel) -> None:
    words = model.passages[1].words
    assert spoken_word(words, words[3].start) == 3
    assert spoken_word(words, words[0].start - 1) is None
    assert spoken_word(words, words[-1].end) is None


def test_a_session_without_report_or_sound_is_still_laid_out() -> None:
    bare = build(None, samples.transcript(), session_id="s", title="t", when=samples.WHEN)
    assert bare.passages and not bare.findings and bare.length == max(p.end for p in bare.passages)
    assert bare.next_finding(0, 1) is None and bare.span_at(0) is None


# ---------------------------------------------------------------- both at once, words put right
def lines(*rows: tuple[str, float, float, str]) -> Transcript:
    """Speaker, first and last second, text."""
    return Transcript(
        tuple(
            Line(who, text, round(start * S), round(end * S))  # type: ignore[arg-type]
            for who, start, end, text in rows
        )
    )


def of(transcript: Transcript, **more: object) -> ReplayModel:
    return build(
        None, transcript, session_id="s", title="A round", when=samples.WHEN, recorded=60 * S, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_overlaps_are_where_both_voices_lie_over_each_other() -> None:
    model = of(
        lines(
            ("candidate", 0, 10, "one two three four five six seven eight nine ten"),
            ("interviewer", 8, 12, "let me stop you there"),
            ("candidate", 20, 21, "sorry yes"),
            ("interviewer", 19, 24, "and what then did you do"),
        )
    )
    first, second = model.overlaps
    assert (first.began, second.began) == ("interviewer", "candidate")
    assert (first.start, first.end) == (8 * S, pytest.approx(10 * S, abs=2))
    assert 0.9 < second.seconds <= 1.0


def test_voices_one_after_the_other_do_not_overlap() -> None:
    model = of(lines(("interviewer", 0, 4, "tell me"), ("candidate", 4, 9, "so in march we began")))
    assert model.overlaps == ()


def test_a_correction_marks_the_passages_it_is_in_and_no_other() -> None:
    one = Correction(1, 5 * S, 6 * S, "heard", "said", "2026-11-20T08:00:00")
    told = lines(
        ("interviewer", 0, 4, "Tell me."), ("candidate", 5, 9, "So. It was."), ("candidate", 20, 24, "End.")
    )
    model = of(told, corrections=(one,))
    assert [bool(model.corrected(n)) for n in range(len(model.passages))] == [
        passage.start <= 6 * S and passage.speaker == "candidate" for passage in model.passages
    ]
    assert not of(told).corrections
