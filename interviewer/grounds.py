"""The candidate's own words a probe is tied to."""

from __future__ import annotations

import re

from interviewer.analysis.findings import AnswerAnalysis, Gap, ProbeCode, Section
from interviewer.outcomes import lexicon

_SAID_WRONG = {
    Gap.NO_BASELINE,
    Gap.NO_ISOLATION,
    Gap.WE_NOT_I,
    Gap.PASSIVE_AGENCY,
    Gap.ABSTRACTION,
    Gap.HYPOTHETICAL,
    Gap.MANAGER_ASSIGNED,
    Gap.YIELDED_EARLY,
    Gap.PASSIVE_AGGRESSIVE,
    Gap.HEDGING,
    Gap.BLAME,
    Gap.TRIVIAL_CONFLICT,
}
"""Their finding quotes the words that are wrong; the others are absences, pinned where they were missed."""

_FITS: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.EXACT_WORDS: lexicon(
        "told said asked argued pushed_back disagreed convinced conversation talked meeting"
    ),
    ProbeCode.OPPOSING_VIEW: lexicon(
        "wanted insisted argued disagreed preferred said_no pushed_back thought"
    ),
    ProbeCode.COMMITMENT: lexicon("decided decision went_with chose overruled committed agreed final picked"),
    ProbeCode.ESCALATION: lexicon(
        "said_no pushed_back no refused dropped let_it_go left_it moved_on agreed fine"
    ),
    ProbeCode.TRADEOFF: lexicon("decided chose went_with picked instead dropped cut committed shipped"),
    ProbeCode.OUTCOME: lexicon("decided shipped launched meeting talked proposed agreed"),
    ProbeCode.EVIDENCE: lexicon("thought felt believed disagreed argued knew convinced against better wrong"),
    ProbeCode.IMPACT: lexicon("better improved helped happy faster success* worked went_well great result*"),
    ProbeCode.CUSTOMER: lexicon("shipped launched customer* user* outage slow failed release*"),
    ProbeCode.STAKES: lexicon("disagreed argued wanted preferred discussion debate"),
    ProbeCode.OWN_ACTION: lexicon("we the_team was were"),
    ProbeCode.INITIATIVE: lexicon("asked_me told_me assigned came_to_me gave_me asked_us"),
}
"""The last sentence with one of these words is the one to ask about."""

_SECTION: dict[ProbeCode, Section] = {
    ProbeCode.IMPACT: Section.RESULT,
    ProbeCode.ISOLATION: Section.RESULT,
    ProbeCode.OWN_ACTION: Section.ACTION,
    ProbeCode.REFLECTION: Section.RESULT,
}


def ground(story: AnswerAnalysis, gap: Gap | None, code: ProbeCode) -> str:
    """Verbatim words of the story for a probe of this code, about this gap if there is one; "" for none."""
    quoted = next((f.quote for f in story.findings if f.code is gap and f.quote), "")
    if gap in _SAID_WRONG and quoted:
        return quoted
    pattern = _FITS.get(code)
    fitting = [s.text for s in story.sentences if pattern and pattern.search(s.text)]
    if fitting:
        return fitting[-1]
    placed = [
        s.text
        for s, section in zip(story.sentences, story.sections, strict=False)
        if section is _SECTION.get(code)
    ]
    return placed[-1] if placed else quoted
