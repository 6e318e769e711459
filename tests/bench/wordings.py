"""How the model's wordings of probes fare: accepted at once, at the second try, or replaced by ours; and how fast.

By hand:  python tests/bench/wordings.py PATH/TO/MODEL.gguf [--cold N] [--only CODE...]
Prints one line a brief and the shares and latencies. The stories are made up.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer import prompts
from interviewer.analysis.findings import ProbeCode
from interviewer.events import Exchange, ProbeBrief
from interviewer.llama import Cancel
from interviewer.mind import LlamaMind
from interviewer.wording import Wording, word

QUESTION = "Tell me about a time you disagreed with a decision and committed to it anyway."


@dataclass(frozen=True)
class Story:
    """One answer, and the words of it each probe is about."""

    answer: str
    probes: tuple[tuple[str, str], ...]
    """Code and ground; a leading "?" asks about a forgotten number, "!" is a second try."""
    then: tuple[tuple[str, str], ...] = ()
    """Further questions and answers."""


STORIES = (
    Story(
        "So I was on the dispatch team at a parcel company, and our head of operations wanted to drop the evening "
        "route check. I thought that was wrong. My check saved the depots forty hours a week, and I told him so. "
        "He said the contractors would cover it. We argued for a while and then he decided to drop it, so we "
        "dropped it. It went fine in the end, misroutes went down to 3 percent.",
        (
            ("BASELINE", "My check saved the depots forty hours a week"),
            ("BASELINE", "misroutes went down to 3 percent"),
            ("ISOLATION", "misroutes went down to 3 percent"),
            ("EXACT_WORDS", "We argued for a while and then he decided to drop it"),
            ("OPPOSING_VIEW", "He said the contractors would cover it."),
            ("COMMITMENT", "he decided to drop it, so we dropped it"),
            ("EVIDENCE", "My check saved the depots forty hours a week"),
            ("CUSTOMER", "misroutes went down to 3 percent"),
        ),
    ),
    Story(
        "I worked on the sign-up form for a bank's app. My manager asked me to look into why people gave up. The "
        "form was reviewed and it was decided that the address page should go. I had my doubts because fraud "
        "needs the address. But I think maybe it sort of helped, completion probably improved quite a bit, and "
        "everyone was happy with it.",
        (
            ("INITIATIVE", "My manager asked me to look into why people gave up."),
            ("OWN_ACTION", "it was decided that the address page should go"),
            ("CERTAINTY", "completion probably improved quite a bit"),
            ("IMPACT", "everyone was happy with it"),
            ("TRADEOFF", "the address page should go"),
            ("STAKES", "I had my doubts because fraud needs the address."),
            ("?IMPACT", "completion probably improved quite a bit"),
        ),
        (("By how much did it improve?", "Honestly, I don't remember the number."),),
    ),
    Story(
        "In general, when I disagree with somebody, I would sit down with them and listen first. I believe "
        "alignment matters more than being right. Usually I put the data on the table and then we find a way "
        "forward together as a team.",
        (
            ("SPECIFIC_INSTANCE", "I would sit down with them and listen first"),
            ("CONCRETE", "alignment matters more than being right"),
            ("OWN_ACTION", "we find a way forward together as a team"),
        ),
    ),
    Story(
        "At the clinic software company, the vendor's team kept missing their dates, and the product lead never "
        "answered my mails. I told her once that the import would break, she said no, and I left it there. They "
        "shipped it in May and it broke, just like I said. 1,200 patient records were wrong.",
        (
            ("OWN_PART", "the product lead never answered my mails"),
            ("ESCALATION", "she said no, and I left it there"),
            ("COMMITMENT", "They shipped it in May and it broke, just like I said."),
            ("BASELINE", "1,200 patient records were wrong"),
            ("REFLECTION", "They shipped it in May and it broke, just like I said."),
            ("CUSTOMER", "1,200 patient records were wrong"),
        ),
    ),
    Story(
        "So the company had been through two mergers, and there were three ticket systems, one from each, and "
        "the oldest was from 2009, and every region had its own way of naming things, and the London office had "
        "a consultant in to map it all, and then there was a freeze because of the audit. My director wanted one "
        "system by January and I wanted to wait until spring. We talked about it in a few meetings.",
        (
            ("PACE", "there was a freeze because of the audit"),
            ("OUTCOME", "We talked about it in a few meetings."),
            ("STAKES", "My director wanted one system by January and I wanted to wait until spring."),
            ("OPPOSING_VIEW", "My director wanted one system by January"),
            ("!OUTCOME", "We talked about it in a few meetings."),
        ),
        (("How did it end?", "Well, there were a lot of views in the room, as you can imagine."),),
    ),
    Story(
        "I was tech lead for the search page. Our VP wanted to ship the new ranking in two weeks. I showed her "
        "that in our test 8 percent of searches came back empty, and she said the contract with the retailer was "
        "worth more. I cut the image results, I moved two people over, and we shipped on the day. Empty searches "
        "fell from 8 percent to 2, and revenue was up by 400,000 dollars that quarter.",
        (
            ("ISOLATION", "revenue was up by 400,000 dollars that quarter"),
            ("BASELINE", "revenue was up by 400,000 dollars that quarter"),
            ("EVIDENCE", "in our test 8 percent of searches came back empty"),
            ("TRADEOFF", "I cut the image results"),
            ("EXACT_WORDS", "she said the contract with the retailer was worth more"),
            ("REFLECTION", "we shipped on the day"),
        ),
    ),
)


def briefs() -> Iterator[ProbeBrief]:
    for story in STORIES:
        lines = [Exchange("interviewer", QUESTION), Exchange("candidate", story.answer)]
        for marked, ground in story.probes:
            code = marked.lstrip("?!")
            more = story.then if marked != code else ()
            said = [
                line
                for asked, told in more
                for line in (Exchange("interviewer", asked), Exchange("candidate", told))
            ]
            heard = (QUESTION, *(e.text for e in said if e.speaker == "interviewer"))
            yield ProbeBrief(
                ProbeCode(code), QUESTION, (*lines, *said), ground, heard, "Senior", "amazon",
                second_try="!" in marked, forgotten="?" in marked,
            )  # fmt: skip


def timed(brief: ProbeBrief, mind: LlamaMind, *, primed: bool) -> tuple[Wording, float]:
    """Seconds of `word` with its dialogue read before, or with nothing but another text in memory."""
    mind.prime(prompts.prefix(brief.question, brief.dialogue) if primed else "Nothing.", cancel=Cancel())
    start = time.perf_counter()
    wording = word(brief, mind, Cancel())
    return wording, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--cold", type=int, default=3, help="briefs to time without a primed prefix")
    parser.add_argument("--only", nargs="*", default=[], help="probe codes, all of them by default")
    args = parser.parse_args()
    mind = LlamaMind(args.model)
    mind.load()
    results: list[tuple[Wording, float]] = []
    chosen = [b for b in briefs() if not args.only or b.code.value in args.only]
    for brief in chosen:
        wording, seconds = timed(brief, mind, primed=True)
        results.append((wording, seconds))
        how = "ours " if wording.source == "fallback" else f"try {len(wording.faults) + 1}"
        print(f"{how} {seconds:5.1f} s  {brief.code:18} {wording.text}", flush=True)
        for fault in wording.faults:
            print(f"{'':33}({fault})", flush=True)
    cold = [timed(brief, mind, primed=False)[1] for brief in chosen[: args.cold]]
    mind.close()
    tries = [0 if w.source == "fallback" else len(w.faults) + 1 for w, _ in results]
    total = len(results)
    print(f"briefs {total}: first try {tries.count(1) / total:.0%}, second {tries.count(2) / total:.0%}, "
          f"ours {tries.count(0) / total:.0%}")  # fmt: skip
    print(f"word() primed: median {statistics.median(s for _, s in results):.1f} s", end="")
    print(f"; cold: median {statistics.median(cold):.1f} s" if cold else "")


if __name__ == "__main__":
    main()
