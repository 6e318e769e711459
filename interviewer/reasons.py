"""Why a probe is asked, for the journal and the coach's view."""

from __future__ import annotations

from interviewer.analysis.findings import ProbeCode

NAME: dict[ProbeCode, str] = {
    ProbeCode.BASELINE: "The figure before",
    ProbeCode.ISOLATION: "The speaker's own share of the figure",
    ProbeCode.IMPACT: "The size of the outcome",
    ProbeCode.EVIDENCE: "The evidence",
    ProbeCode.OPPOSING_VIEW: "The other side's view",
    ProbeCode.OWN_ACTION: "The speaker's own part",
    ProbeCode.CONCRETE: "A concrete case",
    ProbeCode.SPECIFIC_INSTANCE: "One specific event",
    ProbeCode.INITIATIVE: "Whose idea it was",
    ProbeCode.ESCALATION: "What was done after the no",
    ProbeCode.COMMITMENT: "What was done after the decision",
    ProbeCode.CERTAINTY: "How sure the claim is",
    ProbeCode.OWN_PART: "The speaker's part in the difficulty",
    ProbeCode.CUSTOMER: "What the customer felt",
    ProbeCode.OUTCOME: "How it ended",
    ProbeCode.PACE: "The first action",
    ProbeCode.STAKES: "What was at stake",
    ProbeCode.REFLECTION: "What was learned",
    ProbeCode.EXACT_WORDS: "The words said",
    ProbeCode.TRADEOFF: "What was given up",
}
"""What it asks for, as the beginning of a sentence."""

REASON: dict[ProbeCode, str] = {
    ProbeCode.BASELINE: "A figure is given without what it is compared with.",
    ProbeCode.ISOLATION: "The figure is a headline; the speaker's own part of it is not told.",
    ProbeCode.IMPACT: "The outcome is told without a number.",
    ProbeCode.EVIDENCE: "The position rests on no evidence yet.",
    ProbeCode.OPPOSING_VIEW: "The other side's reasons or data are missing.",
    ProbeCode.OWN_ACTION: "Who did the deciding things cannot be told.",
    ProbeCode.CONCRETE: "The answer stays general.",
    ProbeCode.SPECIFIC_INSTANCE: "No single past event is told.",
    ProbeCode.INITIATIVE: "It sounds assigned; whose idea it was is open.",
    ProbeCode.ESCALATION: "The argument seems to have been dropped at the first no.",
    ProbeCode.COMMITMENT: "What the speaker did to make the decision work is missing.",
    ProbeCode.CERTAINTY: "The key claim is hedged.",
    ProbeCode.OWN_PART: "The difficulty is put on others; the speaker's part is missing.",
    ProbeCode.CUSTOMER: "What an end user felt is missing.",
    ProbeCode.OUTCOME: "No decision or outcome is told.",
    ProbeCode.PACE: "The set-up runs long; the first action is missing.",
    ProbeCode.STAKES: "What depended on it is not told.",
    ProbeCode.REFLECTION: "What was learned or conceded is missing.",
    ProbeCode.EXACT_WORDS: "The conversation is told without the words said.",
    ProbeCode.TRADEOFF: "What the chosen path cost is not told.",
}
