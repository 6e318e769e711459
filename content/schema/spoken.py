"""What the interviewer says."""

from __future__ import annotations

from pydantic import Field

from content.schema.base import CutInReason, Id, ProbeCode, Strict, Text, Version


class ProbeWording(Strict):
    """Our own wordings for one kind of probe, used when the model's fail the checks."""

    code: ProbeCode = Field(description="what the probe asks for")
    wordings: tuple[Text, ...] = Field(
        min_length=1, description='may hold "{ground}": the candidate\'s words'
    )


class CutIn(Strict):
    """What is said to interrupt an answer that has drifted."""

    reason: CutInReason = Field(description="why the answer is interrupted")
    wordings: tuple[Text, ...] = Field(
        min_length=1,
        description='a short stop, then one question; may hold "{ground}": the candidate\'s words',
    )


class SpokenLines(Strict):
    """Everything the interviewer says besides the opening questions. Never praise, never a verdict.

    A round may give any of these; what it leaves out is taken from `lines/interviewer.yaml`.
    """

    probes: tuple[ProbeWording, ...] = Field(default=(), description="wordings by probe code")
    cut_ins: tuple[CutIn, ...] = Field(default=(), description="interruptions by reason")
    acknowledgements: tuple[Text, ...] = Field(
        default=(), description="one to three neutral words before a probe"
    )
    second_try_leads: tuple[Text, ...] = Field(
        default=(), description="said before a probe that was dodged and is put again"
    )
    number_forgotten: tuple[Text, ...] = Field(
        default=(), description="when a figure is forgotten: asks for unit, size and how it was tracked"
    )
    greetings: tuple[Text, ...] = Field(default=(), description="said before the first question")
    checklist_intros: tuple[Text, ...] = Field(default=(), description="said when the checklist opens")
    repeat_leads: tuple[Text, ...] = Field(default=(), description="said before a question that is repeated")
    silence_nudges: tuple[Text, ...] = Field(default=(), description="said into a long silence")
    wrap_ups: tuple[Text, ...] = Field(default=(), description="said when time is nearly up")
    closing: str = Field(default="", description="the interviewer's last line; neutral")


class Lines(SpokenLines):
    """The lines every round falls back to. Ours alone has them all."""

    id: Id = Field(description="`interviewer` is the one that rounds fall back to")
    version: Version
