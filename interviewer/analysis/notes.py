"""How a finding is said: the fact in at most a dozen words, and what to say instead."""

from __future__ import annotations

from interviewer.analysis.findings import Gap

_MOST_WORDS = 12

_NOTES: dict[Gap, str] = {
    Gap.NO_BASELINE: "A figure without its baseline: {words}.",
    Gap.NO_ISOLATION: "A shared result; your own part of it is not separated.",
    Gap.NO_IMPACT: "The outcome holds no number.",
    Gap.NO_DATA: "A position without evidence behind it.",
    Gap.NO_OPPOSING_VIEW: "The other side has no reasons here.",
    Gap.WE_NOT_I: "The deciding act is told as we.",
    Gap.PASSIVE_AGENCY: "It was done, and nobody did it.",
    Gap.ABSTRACTION: "Two sentences of principle, nothing that happened.",
    Gap.HYPOTHETICAL: "What you would do, not what you did.",
    Gap.MANAGER_ASSIGNED: "Somebody else told you to take it up.",
    Gap.YIELDED_EARLY: "The argument ended at the first no.",
    Gap.NO_COMMIT: "After the decision, no act of yours.",
    Gap.PASSIVE_AGGRESSIVE: "You complied and let it fail.",
    Gap.HEDGING: "The key claim is softened.",
    Gap.BLAME: "Their failings, and no part of your own.",
    Gap.NO_CUSTOMER: "Nobody outside the team feels anything yet.",
    Gap.NO_RESOLUTION: "The story ends before its outcome.",
    Gap.LONG_SETUP: "More than fifty seconds before your first act.",
    Gap.TRIVIAL_CONFLICT: "A matter of taste; nothing hung on it.",
    Gap.NO_REFLECTION: "Nothing learned and nothing conceded.",
}

FIXES: dict[Gap, str] = {
    Gap.NO_BASELINE: "Say where the figure started, over how long, and who counted.",
    Gap.NO_ISOLATION: "Name what your own work moved, and what moved it besides.",
    Gap.NO_IMPACT: "Give one figure from before and the same figure from after.",
    Gap.NO_DATA: "Name the measurement, log or customer's words that you went by.",
    Gap.NO_OPPOSING_VIEW: "Give their role and their best reason, in words they would accept.",
    Gap.WE_NOT_I: "Say the step that was yours with I, and leave we for what the team did.",
    Gap.PASSIVE_AGENCY: "Put a name to each act, your own first.",
    Gap.ABSTRACTION: "Open with a date, a place and something you did there.",
    Gap.HYPOTHETICAL: "Pick one occasion and tell it in the past tense.",
    Gap.MANAGER_ASSIGNED: "Begin with what you noticed before anybody asked you.",
    Gap.YIELDED_EARLY: "Say what more you brought after the first no, or why there was nothing more to bring.",
    Gap.NO_COMMIT: "Tell one hard thing you did, after the decision, to make it work.",
    Gap.PASSIVE_AGGRESSIVE: "Tell what you did to make their plan succeed, and leave out who was right.",
    Gap.HEDGING: "Say the figure plainly, and say once how sure you are of it and why.",
    Gap.BLAME: "Say what you could have done sooner, before what they did.",
    Gap.NO_CUSTOMER: "Name one person who used it, and what they had to put up with.",
    Gap.NO_RESOLUTION: "Finish with what was decided, by whom, and what came of it.",
    Gap.LONG_SETUP: "Two sentences of setting, then the first thing you did.",
    Gap.TRIVIAL_CONFLICT: "Choose a disagreement that would have cost somebody something.",
    Gap.NO_REFLECTION: "Close with one thing you got wrong, or would do differently.",
}


def note(gap: Gap, words: str) -> str:
    """The fact; `words` are shown where the note has a place for them, cut to keep it short."""
    text = _NOTES[gap]
    if "{words}" not in text:
        return text
    room = _MOST_WORDS - (len(text.split()) - 1)
    return text.format(words=" ".join(words.split()[:room]).rstrip(".,;:"))
