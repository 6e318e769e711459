"""Who acts: "I", "we", or nobody named."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis import hedges
from interviewer.analysis.cues import count
from interviewer.analysis.findings import Agency, Section, Sentence

_TOLD_AS_DEED = (Section.ACTION, Section.RESULT, Section.TASK)


def agency(
    sentences: Sequence[Sentence], sections: Sequence[Section], facets: Sequence[Sequence[str]]
) -> Agency:
    """Counts over the answer; "I" and "we" only where a deed is told, passives only where it was deciding."""
    i = we = passive = soft = fillers = 0
    for sentence, section, held in zip(sentences, sections, facets, strict=True):
        text = sentence.text
        if section in _TOLD_AS_DEED or "OWN_ACT" in held or "TEAM_ACT" in held:
            i += count("i_act", text)
            we += count("we_act", text)
        if "PASSIVE_ACT" in held:
            passive += max(1, count("passive", text))
        soft += len(hedges.hedges(text))
        fillers += count("filler", text)
    return Agency(i=i, we=we, passive=passive, hedges=soft, fillers=fillers)
