"""Views for still pictures and tests: one round in the middle, one day with history, one day without."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from desktop.room_view import (
    ClaimChip,
    Notice,
    Noticed,
    RoomView,
    Span,
)
from desktop.view import (
    Check,
    ChecklistEntry,
    ChecklistView,
    Checks,
    Choice,
    Device,
    FirstRunView,
    HomeView,
    LastResult,
    ModelLine,
    Plan,
    PlanDay,
    PlanLine,
    Recovery,
    RoundDetail,
    RoundRow,
    RoundsView,
    RoundTable,
    RoundTrap,
    TableRow,
)

ROOM = RoomView(
    phase="listening",
    title="Disagree and commit",
    place="Senior, question 2",
    question="Once the decision went against you, what did you do first, and who saw you do it?",
    probe_label="Second probe on the same story",
    past=("I asked for two weeks on one depot first. Tomas wanted all six on the Monday, and I lost that.",),
    committed=(
        "The same evening I wrote the stop rule: over nine per cent failed matches, that depot goes back to "
        "manual. I walked the six shift leads through it myself, and that saved us about forty hours"
    ),
    tentative="a week",
    elapsed_s=468,
    total_s=1200,
    answer_s=102,
    spans=(Span("situation", 0, 27.2), Span("task", 27.2, 41.2), Span("action", 41.2, 101.8)),
    i=14,
    we=5,
    action_share=0.6,
    claims=(
        ClaimChip("1:4", "9% failed", "held", "from 4%"),
        ClaimChip("2:1", "6 depots", "held", "yours"),
        ClaimChip("3:7", "40 hours a week", "open", "compared with?"),
        ClaimChip("4:2", "2 weeks", "unprobed", "unprobed"),
    ),
    findings=(
        Noticed("a", 99, "A figure without its baseline: forty hours.", new=True),
        Noticed("b", 64, "“Probably” twice in one sentence."),
        Noticed("c", 41, "Set-up took 41 seconds."),
    ),
)
ROOM_REAL = replace(
    ROOM,
    mode="real",
    committed="I walked the six shift leads through it myself, and that saved us about forty hours",
)


def row(round_id: str, title: str, best: float | None = None, minutes: int = 20) -> RoundRow:
    return RoundRow(
        round_id=round_id,
        title=title,
        company="amazon",
        company_name="Amazon",
        level="senior",
        level_name="Senior",
        minutes=minutes,
        difficulty="hard",
        summary="One story of a decision you argued against, and what you did when it went the other way.",
        field="Software engineering",
        best=best,
    )


ROWS = (
    row("disagree-and-commit", "Disagree and commit", 2.6),
    row("deliver-results", "Deliver results under a fixed date", 3.1),
    row("the-incident", "The incident: who decided what", 2.9, 25),
    row("dive-deep", "Dive deep behind the dashboard"),
    row("full-loop", "Full loop, five interviewers", None, 95),
)
MORE_ROWS = (
    row("failure", "Failure and learning", 2.4),
    row("ownership", "Ownership, the deep dive"),
    row("customer", "Customer Obsession, the opener", 3.0, 15),
    row("bias", "Bias for Action, under time", None, 15),
    row("pushback", "Push back with evidence", 2.2, 10),
)
"""Seen where a window is high."""
CHECKS = Checks(
    lines=(
        Check("Microphone", "good", "Hears you, 18 dB above the room"),
        Check("Voice", "good", "Ready, starts in 0.3 s"),
        Check("Headphones", "good", "On, so you can talk over it"),
    ),
    microphones=(Device("1", "Built-in microphone"), Device("2", "Desk microphone (USB)")),
    loudspeakers=(Device("3", "Built-in loudspeaker"), Device("4", "Headphones")),
    listening=True,
)
PLAN_DAYS = tuple(
    PlanDay(date(2026, 11, 16) + timedelta(days=n), mark, n == 5)
    for n, mark in enumerate(
        [
            "done",
            "done",
            "off",
            "done",
            "done",
            "practice",
            "practice",
            "practice",
            "practice",
            "round",
            "practice",
            "practice",
            "off",
            "interview",
        ]
    )
)
HOME = HomeView(
    reason="Good evening. Next, about twelve minutes.",
    headline="Tell what you did after the decision went against you.",
    detail=(
        "On Thursday that part took 38 of 184 seconds and ended without a figure. "
        "One question, three probes, the same interviewer."
    ),
    round_id="disagree-and-commit",
    company="amazon",
    level="senior",
    rounds=(*ROWS, *MORE_ROWS),
    rounds_total=24,
    last=LastResult(
        session_id="s8",
        title="Disagree and commit, Thursday",
        score=2.6,
        bar=3.0,
        bar_words="The Senior bar is 3.0.",
        trend=(1.8, 2.0, 1.9, 2.2, 2.1, 2.4, 2.3, 2.6),
        span_words="Eight sessions, 3 weeks",
        change_words="+0.5 since the first week",
        changes=(
            "Tell the first thing you did after the decision",
            "Give the figure from before beside the one after",
            "Say what was yours alone",
        ),
    ),
    plan=Plan(
        "Your plan",
        "8 days left until Sunday 29 November",
        (
            PlanLine("now", "Today: one drill, twelve minutes"),
            PlanLine("round", "Wednesday: full mock, two interviewers"),
            PlanLine("practice", "Thursday: the baselines of two figures"),
        ),
        PLAN_DAYS,
    ),
    checks=CHECKS,
)
HOME_FIRST = HomeView(
    reason="Good morning. First, about twenty minutes.",
    headline="Tell of a decision you argued against.",
    detail="One question, then probes on what you did and what came of it. Nothing you say leaves this computer.",
    round_id="disagree-and-commit",
    company="amazon",
    level="senior",
    rounds=(row("disagree-and-commit", "Disagree and commit"),),
    rounds_total=1,
    checks=Checks(
        lines=(
            Check(
                "Microphone",
                "wrong",
                "None found",
                "Plug in a microphone or a headset; it is found by itself.",
            ),
            Check("Voice", "waiting", "Being made ready"),
            Check("Headphones", "unknown", "Not known; say so if you wear them"),
        )
    ),
    recovery=Recovery(
        "s1", "Disagree and commit was cut off on Thursday after 6 minutes. Three answers are kept."
    ),
)
CHECKLIST = ChecklistView(
    title="Disagree and commit",
    place="Senior, Amazon, 20 minutes",
    entries=(
        ChecklistEntry(
            "decision", "The decision", "What was decided, by whom, and on which day.", ticked=True
        ),
        ChecklistEntry("position", "Your position", "What you held instead, and since when.", ticked=True),
        ChecklistEntry("evidence", "Your evidence", "The figure you brought, and where it came from."),
        ChecklistEntry("baseline", "The number before", "What it was before you began, and who measured it."),
        ChecklistEntry("commit", "What you did after", "Your own first act once it was decided against you."),
        ChecklistEntry("result", "What came of it", "The outcome, even where it proved you wrong."),
    ),
    seconds_left=78,
    seconds_total=120,
    by_voice=True,
)
FIRST_RUN = FirstRunView(
    models=(
        ModelLine("whisper-base", "Whisper base", "listens", 145_217_607, 145_217_607, 0, "ready"),
        ModelLine(
            "qwen",
            "Qwen2.5-Coder 1.5B",
            "words the probes",
            1_117_320_768,
            402_000_000,
            9_400_000,
            "fetching",
        ),
        ModelLine("voice", "Joe", "speaks", 63_201_294),
        ModelLine("turn", "Smart Turn v3", "notices when you have finished", 8_679_182),
    ),
    running=True,
    folder="/home/you/.local/share/hotseat/models",
    free_bytes=41_000_000_000,
)
FIRST_RUN_FAILED = replace(
    FIRST_RUN,
    running=False,
    models=(
        FIRST_RUN.models[0],
        replace(
            FIRST_RUN.models[1],
            state="failed",
            error="The connection broke after 402 MB.",
            way_on="What is there is kept; try again and it goes on from there.",
        ),
        *FIRST_RUN.models[2:],
    ),
)
TABLE = RoundTable(
    "Interview framework",
    (
        TableRow("Conflict articulation", 15, "Says what the disagreement was, with both positions fair."),
        TableRow("Data-driven advocacy", 20, "Argues with figures that can be checked."),
        TableRow("Execution commitment", 20, "Carries the decision out as if it had been their own."),
        TableRow("Impact quantification", 15, "Gives the outcome against what it was before."),
        TableRow("Ownership distinctions", 15, "Keeps their own part apart from the team's."),
        TableRow("Customer focus", 15, "Ties the matter to someone outside the room."),
    ),
)
ROUNDS = RoundsView(
    tuple(
        RoundDetail(
            row=replace(entry, company=("amazon", "google")[n % 2], company_name=("Amazon", "Google")[n % 2]),
            focus=(
                "A decision you argued against with evidence and then carried out as if it were yours. "
                "The interviewer wants the moment after the decision, not the argument."
            ),
            tests=("Have backbone; disagree and commit", "Deliver results", "Earn trust"),
            traps=(
                RoundTrap(
                    "The quiet surrender",
                    "The story ends with the decision, and what you did next is one sentence.",
                    "Tell your first act of the same day, and who saw it.",
                ),
            ),
            tables=(TABLE, replace(TABLE, name="Final scorecard")),
            companies=(
                Choice(
                    "amazon", "Amazon", "Probes for the figure before and after, and for what you did alone."
                ),
                Choice("google", "Google", "Probes for how you came to think so."),
            ),
            levels=(
                Choice("senior", "Senior", "The bar is 3.0: across teams, with the cost of being wrong."),
                Choice("staff", "Staff", "The bar is 3.4."),
            ),
        )
        for n, entry in enumerate(ROWS)
    )
)
ROOM_LOST = replace(
    ROOM,
    phase="paused",
    notice=Notice(
        "The microphone stopped.", "Plug it in again or choose another in the settings; the round waits."
    ),
)


def voice(milliseconds: float) -> float:
    """A speaking voice's loudness in dBFS, made of slow waves: the same every time."""
    t = milliseconds / 1000
    syllables = abs(math.sin(t * 11.3) + 0.8 * math.sin(t * 27.1 + 2) + 0.7 * math.sin(t * 43.9 + 1)) / 2.0
    phrase = min(1.0, max(0.0, 1.1 + 1.2 * math.sin(t * 2.3 + 0.6)))
    return -56 + 42 * syllables * phrase
