"""What to say instead: the candidate's own clauses, verbatim, and a blank ("___") for each fact that is missing.

Nothing is invented: outside the candidate's clauses there are only names of roles the candidate used, and words of
ours that hold no fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.analysis.cues import cues
from interviewer.report import Evidence
from interviewer.scores.own_words import clause, sentence
from interviewer.scores.story import Story

_ROLE = re.compile(
    r"\b(?:my|our|the|their) ((?:[\w&-]+ ){0,2}?(?:manager|boss|director|lead|head of \w+(?: (?:science|engineering|product|operations|design|security|sales))?|vp(?: of [\w]+)?|cto|ceo|cfo|coo|"
    r"chief [\w]+ officer|architect|product manager|pm|owner|partner|client|officer|superintendent|founder|designer))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?!(?:And|So|But|Then|The|They|There|This|That|When|After|Before|Well|Yeah|Okay|Now|People|Everybody|Everyone|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December|He|She|It|We|You|In|"
    r"I|My|Our|His|Her|What|Who|If|Because|Management|Honestly)\b)([A-Z][a-z]{2,})(?:, who| said| wanted| decided| thought| felt| argued| had)\b"
)


_CHANGED = re.compile(
    r"\b(?:went|came|dropped|fell|rose|grew|increased|decreased|reduced|improved|saved|cut|lost|won|shorter|longer|"
    r"faster|slower|fewer|more|less|higher|lower)\b",
    re.IGNORECASE,
)
_ARGUED = re.compile(
    r"\b(?:against|disagree\w*|argued|objected|worried|wanted|agree|convinced)\b", re.IGNORECASE
)
_SOUR = re.compile(
    r"\b(?:to be honest|just wanted|(?:don't|didn't|doesn't) (?:really |even )?(?:get|understand|care))\b",
    re.IGNORECASE,
)
_UNSAID = frozenset({"ABSTRACT", "HYPO", "BLAME", "UNDERMINE", "HEDGE_KEY"})
"""What such sentences say is no better for being said again."""


def better(dimension: str, story: Story, said: Evidence | None) -> str:
    """For one dimension of the tables; `said` is the sentence its score rests on."""
    return _BETTER.get(dimension, _began)(_Facts(story, said))


class _Facts:
    """What the candidate told, clause by clause; each is given once."""

    def __init__(self, story: Story, said: Evidence | None) -> None:
        self._story, self._said = story, said
        self._given: set[str] = set()

    def own(self, focus: tuple[str, ...], *wishes: tuple[str, ...], without: tuple[str, ...] = ()) -> str:
        """A clause of the sentence shown where that fulfils a wish, else of the best that does; empty for none.

        None with one of the cues in `without`, none that hedges or blames, none that should not be said again.
        """
        for wish in wishes:
            for at in self._where(wish):
                found = clause(self._story.analysis.sentences[at].text, focus)
                if not found or found in self._given or _SOUR.search(found):
                    continue
                if not {*without, "hedge", "blame"} & cues(found):
                    self._given.add(found)
                    return found
        return ""

    def _where(self, wish: tuple[str, ...]) -> list[int]:
        """Sentences that do all of this: the one shown first, then the likeliest, then in their order."""
        held = self._story.reading.facets
        told = [
            at for at, facets in enumerate(held) if set(wish) <= set(facets) and not _UNSAID & set(facets)
        ]
        best = self._story.where(*wish)
        starts = [one.start for one in self._story.analysis.sentences]
        shown = self._said.start if self._said is not None else -1
        return sorted(told, key=lambda at: (starts[at] != shown, at != best, at))

    def based(self, text: str) -> bool:
        """Whether a figure of the clause has its comparison."""
        return any(one.text in text and one.baseline for one in self._story.reading.claims)

    def role(self) -> str:
        """Who stood on the other side, as the candidate called them; a blank when nobody was named."""
        for facet in ("OTHER_SIDE", "PUSHBACK", "DECISION"):
            for one, held in zip(self._story.analysis.sentences, self._story.reading.facets, strict=True):
                if facet not in held:
                    continue
                if found := _ROLE.search(one.text):
                    return f"{'my' if found[0].lower().startswith('my') else 'the'} {found[1]}"
                if named := _NAME.search(one.text):
                    return named[1]
        return "___"


# ---------------------------------------------------------------- the result
def _impact(f: _Facts) -> str:
    told = f.own(("figure", "from_to", "outcome"), ("OUTCOME", "FIGURE"))
    if told and f.based(told):
        return f"{sentence(told)} That was over ___ weeks, counted in ___, and ___ of it came from ___."
    if told:
        return f"{sentence(told)} Before, it was ___; that is over ___ weeks, counted in ___."
    told = f.own(("outcome",), ("OUTCOME",), without=("happy",))
    if _CHANGED.search(told):
        return f"{sentence(told)} In figures, that was from ___ to ___ within ___ weeks, counted in ___."
    return "Before, ___ was ___; ___ weeks later it was ___, counted in ___."


def _worth(f: _Facts) -> str:
    told = f.own(("figure", "outcome"), ("OUTCOME", "FIGURE"), ("OUTCOME",))
    lead = sentence(told) or "It ended with ___."
    return f"{lead} That was worth ___ a year; the other way would have cost ___."


# ---------------------------------------------------------------- the decision and after
def _commit(f: _Facts) -> str:
    done = f.own(("i_act", "commit"), ("COMMIT_ACT",))
    if done:
        return f"{sentence(done)} By ___ I had also ___, and because of it ___."
    decided = f.own(("decision",), ("DECISION",))
    lead = sentence(decided) or f"Once {f.role()} had decided, it was mine to carry out."
    return f"{lead} The same day I ___, by ___ I had ___, and because of it ___."


def _persist(f: _Facts) -> str:
    no = f.own(("pushback", "he_said"), ("PUSHBACK",), without=("decision",))
    lead = sentence(no) or f"What {f.role()} said against it was: ___."
    return f"{lead} So I went and found out ___, came back on ___ with ___, and the answer then was ___."


# ---------------------------------------------------------------- the argument
def _data(f: _Facts) -> str:
    shown = f.own(("figure",), ("EVIDENCE", "FIGURE"), ("EVIDENCE",))
    if shown and f.based(shown):
        return (
            f"{sentence(shown)} I took that from ___, over ___, and when I checked it once more, it was ___."
        )
    if shown:
        return f"{sentence(shown)} The other way it was ___; I took both from ___, over ___."
    held = f.own(("claim",), ("CLAIM",))
    lead = sentence(held) if _ARGUED.search(held) else ""
    return f"{lead} I measured ___ over ___: it was ___, against ___ for the other way.".strip()


def _meeting(f: _Facts) -> str:
    shown = f.own(("figure", "claim"), ("EVIDENCE", "FIGURE"), ("EVIDENCE",), ("CLAIM",))
    role = f.role()
    what = f"{sentence(shown)} I showed {role} that" if shown else f"I showed {role} ___"
    return f"{what} on ___, in ___, and the answer, word for word, was: ___."


def _conflict(f: _Facts) -> str:
    theirs = f.own(("wanted", "their_reason", "because"), ("OTHER_SIDE", "STAKES"), ("OTHER_SIDE",))
    mine = f.own(("claim", "figure"), ("CLAIM",), ("EVIDENCE",))
    role = f.role()
    other = sentence(theirs) or _capital(f"{role} wanted ___, because ___.")
    own = sentence(mine) or "I wanted ___, because ___."
    return f"{other} {own} Had we chosen wrong, ___ would have ___."


def _tradeoff(f: _Facts) -> str:
    theirs = f.own(
        ("figure", "their_reason", "because"), ("OTHER_SIDE", "FIGURE"), ("OTHER_SIDE",), ("STAKES",)
    )
    mine = f.own(("figure", "claim"), ("EVIDENCE", "FIGURE"), ("EVIDENCE",), ("CLAIM",))
    other = (
        f"{sentence(theirs)} In money or hours, that was ___."
        if theirs
        else "Their way cost ___ and gained ___."
    )
    own = f"{sentence(mine)} In the same unit, that was ___." if mine else "Mine cost ___ and gained ___."
    return f"{other} {own} What I gave up for it was ___."


# ---------------------------------------------------------------- the person
def _own(f: _Facts) -> str:
    acted = f.own(("i_act", "my_part"), ("ISOLATION",), ("COMMIT_ACT",), ("OWN_ACT",), without=("we_any",))
    came = f.own(("figure", "outcome"), ("OUTCOME", "FIGURE"))
    lead = f"{sentence(acted)} That was mine; ___ did ___." if acted else "I did ___ myself; ___ did ___."
    return f"{lead} {sentence(came) or 'The result was ___.'} Of that, ___ came from my part; I know, because ___."


def _began(f: _Facts) -> str:
    acted = f.own(("i_act",), ("OWN_ACT",), ("COMMIT_ACT",))
    if acted.startswith("I "):
        return f"Nobody had asked me: on ___ I noticed ___, and {acted}."
    return "Nobody had asked me: I noticed ___ on ___, and I made ___ myself."


def _customer(f: _Facts) -> str:
    felt = f.own(("customer", "felt", "figure"), ("CUSTOMER", "FIGURE"), ("CUSTOMER",))
    if felt:
        return f"{sentence(felt)} That happened to ___ of ___ people, and I know it from ___."
    return "___ of ___ people had to ___ because of it; one of them told me: ___."


def _reflect(f: _Facts) -> str:
    granted = f.own(("reflect",), ("REFLECT",))
    if granted:
        return f"{sentence(granted)} It had cost ___; since then I ___, the last time on ___."
    return f"What {f.role()} had right was ___; I had ___ wrong, it cost ___, and since then I ___."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_BETTER: dict[str, Callable[[_Facts], str]] = {
    "impact_quantification": _impact,
    "business_impact_articulation": _worth,
    "execution_commitment": _commit,
    "data_driven_advocacy": _data,
    "conflict_articulation": _conflict,
    "conflict_evidence_specificity": _meeting,
    "ownership_distinctions": _own,
    "individual_contribution_ownership": _began,
    "customer_focus": _customer,
    "tradeoff_reasoning_rigor": _tradeoff,
    "pushback_recalibration_response": _persist,
    "disagreement_reflection_self_awareness": _reflect,
}
