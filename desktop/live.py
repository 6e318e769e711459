"""From the conductor's state to what the live pages show. Free of Qt."""

from __future__ import annotations

from dataclasses import replace

from desktop import room_view as room
from desktop import view
from desktop.options import Options
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import AnswerAnalysis, Claim, Section
from interviewer.loop.persona import embodied
from interviewer.state import Phase, State, Turn, story_turns
from speech.events import SAMPLE_RATE, Word

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def room_view(
    state: State,
    tentative: tuple[Word, ...] = (),
    *,
    captions_on: bool = True,
    analysis: AnswerAnalysis | None = None,
) -> room.RoomView:
    """The live round as the room shows it; `tentative` are the words after the committed prefix.

    `analysis` is of the running story; None before anything was heard.
    """
    turn = state.turn
    if turn is None:
        return room.RoomView("ready", state.spec.title, place(state), "", total_s=float(state.seconds))
    analysis = analysis or AnswerAnalysis()
    answer_s = _seconds(turn.answer_end - turn.answer_start) if turn.words else 0.0
    agency = analysis.agency
    share = analysis.timing.action_share if analysis.timing and analysis.timing.total_seconds else None
    return room.RoomView(
        phase=_phase(state),
        title=state.spec.title,
        place=place(state),
        question=turn.question,
        probe_label=_label(state, turn),
        line=_line(state, turn),
        past=tuple(t.text for t in story_turns(state) if t.words and t.index != turn.index),
        committed=turn.text,
        tentative=" ".join(word.text for word in tentative) if turn.ended_at < 0 else "",
        elapsed_s=state.elapsed,
        total_s=float(state.seconds),
        answer_s=answer_s,
        bar_s=max(150.0, 30.0 * (1 + answer_s // 30)),
        spans=_spans(turn),
        i=agency.i if agency else 0,
        we=agency.we if agency else 0,
        action_share=share,
        claims=tuple(
            room.ClaimChip(claim.id, claim.text, claim.status, _note(claim))
            for claim in captions.claims_in_order(analysis.claims)
        ),
        findings=_noticed(state, turn),
        mode=state.view,
        captions=captions_on,
        muted=state.muted,
        talk_held=state.talk_key,
        holding=state.holding and not state.talk_key,
        typed=state.typed,
        notice=_notice(state),
    )


def against(made: room.RoomView, state: State, seconds: int) -> room.RoomView:
    """With the clock of the answer in place of the round's: from its first word, against so many seconds."""
    turn, answer_s = state.turn, made.answer_s
    if turn is not None and turn.words and turn.ended_at < 0 and not state.typed:
        answer_s = _seconds(state.now - turn.answer_start)
    return replace(made, elapsed_s=answer_s, total_s=float(seconds))


def checklist_view(state: State) -> view.ChecklistView:
    """The checklist with what has been ticked, by hand or by voice."""
    total = float(state.spec.checklist_seconds)
    gone = _seconds(state.now - max(0, state.checklist_since))
    return view.ChecklistView(
        title=state.spec.title,
        place=f"{state.level.name}, {_length(state.seconds)}",
        entries=tuple(
            view.ChecklistEntry(item.id, item.title, item.detail, item.id in state.ticked)
            for item in state.spec.checklist
        ),
        seconds_left=max(0.0, total - gone),
        seconds_total=total,
        by_voice=not state.typed,
    )


def _length(seconds: int) -> str:
    minutes = round(seconds / 60)
    return (
        tr("{seconds} seconds", seconds=seconds)
        if seconds < 100
        else tr("{minutes} minutes", minutes=minutes)
    )


def place(state: State) -> str:
    """ "Senior, question 2"."""
    asked = len(state.turns)
    return tr("{name}, question {asked}", name=state.level.name, asked=asked) if asked else state.level.name


def _seconds(samples: int) -> float:
    return max(0, samples) / SAMPLE_RATE


def _phase(state: State) -> room.Phase:
    if state.phase is Phase.ENDED:
        return "ended"
    if state.paused:
        return "paused"
    if state.saying is not None:
        return "speaking" if state.saying.started_at >= 0 else "thinking"
    if state.muted:
        return "muted"
    if state.phase is Phase.THINKING:
        return "thinking"
    return "listening" if state.phase is Phase.LISTENING else "asking"


def _label(state: State, turn: Turn) -> str:
    before = [t for t in story_turns(state) if t.index < turn.index and t.purpose in ("probe", "cut_in")]
    if turn.purpose == "question":
        return "Opening question" if turn.story == 0 else "Another story"
    if turn.purpose == "cut_in":
        return "Cutting in"
    if turn.purpose == "wrap_up":
        return "Last question"
    if turn.second_try:
        return "Asked again"
    number = ORDINALS[len(before)] if len(before) < len(ORDINALS) else "Another"
    return tr("{number} probe on the same story", number=number)


def _line(state: State, turn: Turn) -> str:
    """What is being said and is not the question itself, so that nobody has to hear it."""
    saying = state.saying
    if saying is None or saying.started_at < 0 or saying.text == turn.question:
        return ""
    return saying.text.replace(turn.question, "").strip()


def _spans(turn: Turn) -> tuple[room.Span, ...]:
    """Neighbouring sentences of one section as one span, on the answer's own clock."""
    begin = turn.answer_start
    spans: list[room.Span] = []
    for sentence, section in zip(turn.analysis.sentences, turn.analysis.sections, strict=True):
        if section is Section.OTHER:
            continue
        start, end = _seconds(sentence.start - begin), _seconds(sentence.end - begin)
        if spans and spans[-1].section == section.value:
            spans[-1] = room.Span(section.value, spans[-1].start_s, end)
        else:
            spans.append(room.Span(section.value, start, end))
    return tuple(spans)


def _note(claim: Claim) -> str:
    """What stands beside a figure: for one that is held against a figure, "from 9%"."""
    note = captions.claim_note(claim)
    return tr("from {note}", note=note) if claim.status == "held" and note[:1].isdigit() else note


def _noticed(state: State, turn: Turn) -> tuple[room.Noticed, ...]:
    """Newest first. Until the first word of an answer, what was noticed in the one before it stays."""
    if not turn.words and turn.index > 0 and state.turns[turn.index - 1].story == turn.story:
        turn = state.turns[turn.index - 1]
    found = [
        room.Noticed(
            f"{turn.index}:{finding.code.value}:{finding.sentence}",
            _seconds(finding.end - turn.answer_start),
            finding.note,
            new=True,
        )
        for finding in turn.analysis.findings
    ]
    return tuple(sorted(found, key=lambda item: -item.time_s))


def _notice(state: State) -> room.Notice | None:
    if not state.notice:
        return None
    words, _, way_on = state.notice.partition(": ")
    return room.Notice(f"{words}.", way_on[:1].upper() + way_on[1:]) if way_on else room.Notice(state.notice)


def as_asked(state: State, options: Options, seconds: int) -> State:
    """The state before the first event, as SessionStarted will make it, so that the pages show the truth at once."""
    return replace(
        state,
        spec=embodied(state.spec, options.persona),
        view=options.view,
        typed=options.typed,
        seconds=seconds,
        strictness=options.strictness or state.spec.strictness,
    )
