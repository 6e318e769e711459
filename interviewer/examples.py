"""What each probe asks for, shown by example: a small model follows three examples better than any rule."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.analysis.findings import ProbeCode


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one kind of probe is put to the model."""

    wanted: str
    """Completes "Ask for ..."."""
    examples: tuple[tuple[str, str], ...]
    """A candidate's words and the question they got."""
    openers: tuple[str, str]
    """How the model's first and second try begin; it writes on from there. "{figure}" is the figure said."""


PATTERNS: dict[ProbeCode, Pattern] = {
    ProbeCode.BASELINE: Pattern(
        "the figure before, or what it is compared with",
        (
            ("we cut it to two days", "Two days instead of what?"),
            ("sales were up nine percent", "Nine percent up from what?"),
            ("saved the team ten hours", "Ten hours compared with what?"),
            ("we were at three errors a day", "Three errors a day, where it had been what?"),
        ),
        ("{figure}", "What was it before"),
    ),
    ProbeCode.ISOLATION: Pattern(
        "your own share of the figure",
        (
            ("sales were up by a fifth", "How much of that fifth came from your work?"),
            ("we halved the backlog", "Which part of that half was yours?"),
            ("costs fell by thirty percent", "Without you, how far would costs have fallen?"),
        ),
        ("How much of", "Which part of"),
    ),
    ProbeCode.IMPACT: Pattern(
        "the size of the change, as a number",
        (
            ("it helped a lot", "Helped by how much?"),
            ("the pages got faster", "How much faster?"),
            ("everyone liked it", "What could you count that showed it?"),
        ),
        ("What could you count", "By how much did"),
    ),
    ProbeCode.EVIDENCE: Pattern(
        "the data behind it, or how it was measured",
        (
            ("I knew it was too slow", "How did you know it was too slow?"),
            ("it saved us ten hours", "How did you measure those ten hours?"),
            ("callers hated it", "What showed you that callers hated it?"),
        ),
        ("How did you", "What showed you that"),
    ),
    ProbeCode.OPPOSING_VIEW: Pattern(
        "the other side's reason",
        (
            ("he wanted to wait", "Why did he want to wait?"),
            ("they said no", "What was their reason for that no?"),
            ("he didn't agree", "What did he see that you didn't?"),
        ),
        ("Why did", "What reason did"),
    ),
    ProbeCode.OWN_ACTION: Pattern(
        "what you did yourself",
        (
            ("we rebuilt the tool", "Which part of the tool was yours?"),
            ("the issue was escalated", "Who escalated it?"),
            ("the team worked it out", "What did you do while the team worked it out?"),
        ),
        ("What did you do yourself", "Who"),
    ),
    ProbeCode.CONCRETE: Pattern(
        "one real case of it",
        (
            ("trust is everything", "When was that trust tested?"),
            ("communication matters most", "When did that matter most to you?"),
            ("I take ownership", "What is one thing you owned that week?"),
        ),
        ("When did that", "What is one thing you"),
    ),
    ProbeCode.SPECIFIC_INSTANCE: Pattern(
        "one time it really happened",
        (
            ("I would talk to them", "When did you last talk to them like that?"),
            ("usually I push back", "Which time did you push back?"),
            ("I'd escalate it", "When did you really escalate something?"),
        ),
        ("When did you last", "Which time did you"),
    ),
    ProbeCode.INITIATIVE: Pattern(
        "what was your own idea in it",
        (
            ("my lead gave me the project", "What did you add that your lead hadn't asked for?"),
            ("I was asked to fix it", "Who noticed first that it needed fixing?"),
            ("they put me on it", "What would you have done if they hadn't asked you?"),
        ),
        ("Who", "Whose idea was it to"),
    ),
    ProbeCode.ESCALATION: Pattern(
        "what you did after the no",
        (
            ("she turned it down", "What did you try after she turned it down?"),
            ("I let it go", "What stopped you from going back?"),
            ("he said no", "What did you bring back after that no?"),
        ),
        ("What did you", "What stopped you from"),
    ),
    ProbeCode.COMMITMENT: Pattern(
        "what you did after the decision to make it work",
        (
            ("they went with his plan", "What did you do first for his plan?"),
            ("it was decided to wait", "Once it was decided, what did you do to make it work?"),
            ("I told them so", "What did you do to keep it from failing?"),
        ),
        ("What did you do", "Once it was decided, what did you do"),
    ),
    ProbeCode.CERTAINTY: Pattern(
        "how sure you are",
        (
            ("it probably got better", "How sure are you that it got better?"),
            ("I think it was about half", "How do you know it was half?"),
            ("it sort of worked", "Which part of that are you certain of?"),
        ),
        ("How sure are you", "How do you know"),
    ),
    ProbeCode.OWN_PART: Pattern(
        "your own part in the difficulty",
        (
            ("they never told us", "What did you do to find out?"),
            ("the supplier was late", "What was your part in the supplier being late?"),
            ("nobody listened", "What could you have said differently?"),
        ),
        ("What could you have", "What did you do"),
    ),
    ProbeCode.CUSTOMER: Pattern(
        "what a customer noticed",
        (
            ("errors went down", "What did a customer notice when errors went down?"),
            ("the release slipped", "Which customer was waiting for that release?"),
            ("the page was slow", "What did people do when the page was slow?"),
        ),
        ("What did a customer", "What did people do when"),
    ),
    ProbeCode.OUTCOME: Pattern(
        "how it ended",
        (
            ("we discussed it at length", "What was decided?"),
            ("there was a long debate", "How did that debate end?"),
            ("I made my case", "What happened after you made your case?"),
        ),
        ("", "What was decided"),
    ),
    ProbeCode.PACE: Pattern(
        "your first action",
        (
            ("the system was ten years old", "What did you do about it first?"),
            ("there were four departments", "Where do you come in?"),
            ("this was before the move", "What was your first step?"),
        ),
        ("What did you do", "What was your first"),
    ),
    ProbeCode.STAKES: Pattern(
        "what would have been lost",
        (
            ("I preferred the other tool", "What would have gone wrong with their tool?"),
            ("we disagreed on the date", "What did the wrong date put at risk?"),
            ("I wanted it shorter", "What harm would the long one have done?"),
        ),
        ("What would have gone wrong", "What harm would"),
    ),
    ProbeCode.REFLECTION: Pattern(
        "what you would do differently",
        (
            ("it shipped late", "What would you do differently now?"),
            ("they were right in the end", "What had you got wrong?"),
            ("we lost the client", "What would you do sooner next time?"),
        ),
        ("", "What had you got wrong"),
    ),
    ProbeCode.EXACT_WORDS: Pattern(
        "the words that were said",
        (
            ("I pushed back", "What words did you use when you pushed back?"),
            ("we had a hard talk", "What did you say first in that talk?"),
            ("she wasn't convinced", "What did she say to you, word for word?"),
        ),
        ("What exactly did", "What words did you use"),
    ),
    ProbeCode.TRADEOFF: Pattern(
        "what was given up for it",
        (
            ("I dropped two features", "What did dropping them cost?"),
            ("we took the cheap option", "What did the cheap option cost you?"),
            ("I moved people over", "What was dropped when you moved them?"),
        ),
        ("What did", "What did you give up"),
    ),
}

FORGOTTEN = Pattern(
    "how it was tracked, or its rough size; the number itself is forgotten",
    (
        ("errors went down", "How were those errors counted?"),
        ("it was a big saving", "Was that saving nearer a tenth or a half?"),
        ("sales grew", "How did you track that sales grew?"),
    ),
    ("How did you track", "Roughly how large was"),
)
"""For a number that is not remembered."""
