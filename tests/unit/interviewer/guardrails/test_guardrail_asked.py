"""In a round: two figures that cannot both be true are asked about, word for word, and the journal tells it again."""

from __future__ import annotations

from content.library import load_library
from interviewer import codec
from interviewer.analysis.findings import ProbeCode
from interviewer.events import (
    AnswerTyped,
    PlaybackEnded,
    PlaybackStarted,
    ProbeWorded,
    SessionStarted,
    WordProbe,
)
from interviewer.guardrails.form import checked
from interviewer.guardrails.known import Known
from interviewer.guardrails.of_sheet import figures_of
from interviewer.llama import Cancel
from interviewer.loop.persona import Persona
from interviewer.recall import first_state
from interviewer.session import replay, step
from interviewer.wording import fallback, word

STORY = (
    "In March our parcel team wanted to ship a new form before the sale and I was against it. "
    "I pulled two weeks of logs and found that 30 of 200 orders failed, so 25 percent. "
    "I showed the product director the logs and asked for a smaller pilot. "
    "She decided to go ahead. After that I wrote the rollback plan and watched the launch myself. "
    "In the end the refund rate came out at 2.5 percent."
)


def started(**more: object) -> SessionStarted:
    return SessionStarted(
        sample=0, session_id="s", round_id="pushback-short", company="amazon", level="sde-2", view="coach",
        strictness="standard", typed=True, seconds=600, skip_checklist=True, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def held(first: SessionStarted, answers: list[str]) -> tuple[list[WordProbe], list[object], object]:
    """A typed round; the wordings asked for, every input, and the state."""
    state, inputs, asked, now = first_state(load_library(), "pushback-short"), [], [], 0
    waiting: list[object] = [first]
    while waiting or answers:
        event = waiting.pop(0) if waiting else AnswerTyped(now := now + 16_000, answers.pop(0))
        inputs.append(event)
        state, commands = step(state, event)
        for command in commands:
            if isinstance(command, WordProbe):
                asked.append(command)
                waiting.append(
                    ProbeWorded(
                        now, command.request_id, word(command.brief, None, Cancel()).text, "fallback", ()
                    )
                )
        if state.saying is not None and not waiting:
            said = state.saying
            waiting += [
                PlaybackStarted(now, said.utterance_id),
                PlaybackEnded(now, said.utterance_id, True, said.text),
            ]
    return asked, inputs, state


def test_a_count_and_a_rate_that_differ_are_asked_about() -> None:
    asked, _, state = held(started(), [STORY, "Twenty five percent is right, there were fifty of them."])
    first = asked[0].brief
    assert first.code is ProbeCode.CERTAINTY
    assert (
        first.exact
        == "You said 30 of 200, and you said 25 percent. Which of the two holds?"
        == fallback(first)
    )
    assert state.turns[1].question == first.exact
    assert all(later.brief.exact != first.exact for later in asked[1:])


def test_the_sheet_is_held_against_what_is_said() -> None:
    kpi = {"name": "refund rate", "better": "lower", "threshold": 1.3, "measured": 1.2}
    known = Known(figures_of([checked({"name": "Parcels", "kpis": [kpi]})]))
    story = STORY.replace(", so 25 percent", "")
    asked, inputs, state = held(started(known=known), [story, "The sheet is right."])
    exact = [probe.brief.exact for probe in asked]
    assert (
        "On your sheet refund rate stands at 1.2 percent; you said 2.5 percent. Which of the two holds?"
        in exact
    )
    told = [codec.loads(type(event), codec.dumps(event)) for event in inputs]
    assert replay(first_state(load_library(), "pushback-short"), told) == state


def test_without_a_sheet_nothing_of_it_is_asked() -> None:
    asked, _, _ = held(started(), [STORY.replace(", so 25 percent", ""), "I counted them."])
    assert all(not probe.brief.exact for probe in asked)


def test_an_interviewer_of_a_loop_speaks_in_their_own_words() -> None:
    person = Persona(
        "Ada Marsh", greetings=("Ada Marsh, hello.",), openings=("Tell me about the sale.",), closing="Bye."
    )
    _, inputs, state = held(started(persona=person), [STORY])
    assert state.turns[0].question == "Tell me about the sale."
    assert state.spec.title.endswith(", with Ada Marsh")
    told = [codec.loads(type(event), codec.dumps(event)) for event in inputs]
    assert replay(first_state(load_library(), "pushback-short"), told) == state
