"""The ledger of figures: what each measures, against what, whose it is and how it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from interviewer.analysis import figures
from interviewer.analysis.cues import cues
from interviewer.analysis.features import tokens
from interviewer.analysis.figures import Figure
from interviewer.analysis.findings import Claim, Section, Sentence
from interviewer.analysis.listed import listed
from interviewer.analysis.sizes import counts_work, family, tells_a_price, wants_comparison

_COMPARED = re.compile(
    r"\b(?:from|against|versus|vs\.?|compared (?:to|with)|than|instead of|in place of|where (?:it|they|we|a|the|normally)|"
    r"before|used to|had been|was running|the old|down from|up from|rather than|previous(?:ly)?|normally|out of|"
    r"year before|of the|with mine|and the other|on the other|and (?:ours|theirs|mine|his|hers|the (?:old|other|rest)))\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:went|came|dropped|fell|rose|grew|cut|reduced|increased|improved|halved|doubled|tripled|now|by|down|up|saved|"
    r"faster|slower|fewer|less|more|better|hit|reached)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:(?:from|in|off|through|out of|according to|based on) (?:the |our |my |her |his |a |\d+ \w+ of )?(?:[\w'-]+ ){0,3}"
    r"(?:logs?|telemetry|tickets?|records?|dashboards?|surveys?|reports?|traces?|audit|data|pilot|test|trial|experiment|"
    r"interviews?|calls|system|database|ledger|metrics|spreadsheets?|numbers|emails)\b|"
    r"i (?:pulled|measured|counted|timed|tested|benchmarked|ran|replayed|sampled|checked|weighed|filmed|watched|asked|rang)\b"
    r"[^,.;]{0,60})",
    re.IGNORECASE,
)  # fmt: skip
_CLAUSE = re.compile(r"[,;:] | (?:and|but|so|because|since|while|whereas) ", re.IGNORECASE)
_BESIDES = re.compile(r" with (?=(?:the|an?|my|our|his|her|their|its) )", re.IGNORECASE)
"""After a figure it begins another: "sign-ups were 2 percent with the return rate at 30"."""
_VERB = re.compile(
    r"\b(?:went|was|were|is|are|came|dropped|fell|rose|grew|had|has|have|hit|took|cost|got|held|sat|ended|reached|stood|"
    r"showed|averaged|doubled|tripled|halved|increased|decreased|improved|climbed|jumped|by|at|of|to|from|with)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:\s|so|and|but|then|well|now|um|uh|okay|the|our|my|that|which|i|we|it|there|this|also|about|only)+\b\s*", re.IGNORECASE)  # fmt: skip
_NO_SUBJECT = re.compile(
    r"^(?:\w+ed|\d\S*|went|ran|took|made|did|had|got|gave|put|cut|told|said|left|brought|saw|found|kept|sent|were|was|did|up|down|in|at|on|"
    r"by|from|for|because|while|when|where|than|not|only|another|even|ten|two|three|four|five|six|seven|eight|nine|they|them|one)\b|"
    r"\b(?:and|it|about|around|the|to|of|from|had|says|that|a|was)$", re.IGNORECASE,
)  # fmt: skip
"""A clause that holds what was done, not what was measured: better no name than a wrong one."""
_STOP = frozenset(
    listed(
        "the a an of to in on at for from by with and or but so we i he she it they our my their his her its was were is are "
        "that this which went came down up had has have been now then just about around only <n> <pct> <money> per percent"
    )
)
_STARTS_FROM = re.compile(
    r"\bfrom\s+(?:(?:an?|the|its|about|around|roughly|some) )?(?:\w+ (?:of|at) )?$", re.IGNORECASE
)
_AGAINST_IT = re.compile(
    r"^[^.;]{0,60}?(?:,| and| but| while| where(?:as)?)\s[^.;]{0,60}?\b(?:ones?|others?|rest|old|new|mine|ours|theirs|his|hers|cached|"
    r"normally|usually|in the|at the|without|with)\b[^.;]*$", re.IGNORECASE,
)  # fmt: skip
"""Two figures of one unit with a contrast between: "cold builds took 26 minutes, cached ones four"."""
_THEN_AND_NOW = re.compile(
    r"^\s*(?:\w+ )?(?:in|on|by|at) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
    r"autumn|winter|monday|friday|(?:19|20)\d\d|the first|the last)\b", re.IGNORECASE,
)  # fmt: skip


def ledger(
    sentences: Sequence[Sentence], sections: Sequence[Section], facets: Sequence[Sequence[str]]
) -> tuple[Claim, ...]:
    """Every figure that is evidence or outcome, with the comparison it was given, oldest first.

    Figures of the setting (dates, durations, head counts, price tags) are listed without the need of a
    baseline when they stand in a sentence that holds a real one, and left out otherwise. What something cost,
    lost or saved is a real one whatever the sentence does besides, but the other side's needs no baseline.
    """
    claims: list[Claim] = []
    for i in range(len(sentences)):
        if "FIGURE" in facets[i] or tells_a_price(sentences[i].text, facets[i]):
            claims += _of_sentence(sentences, i, sections[i], facets)
    settled = _from_earlier(claims)
    return tuple(_contradictions(settled))


def _of_sentence(
    sentences: Sequence[Sentence], i: int, section: Section, facets: Sequence[Sequence[str]]
) -> list[Claim]:
    sentence = sentences[i]
    found = _inherit(figures.find(sentence.text))
    measured = [f for f in found if f.kind == "measure" and not counts_work(f, sentence.text)]
    if not measured:
        return []
    compared = _baselines(measured, sentence.text) or _beside(sentences, i, measured, facets)
    return [_claim(sentence, f, compared.get(f.offset, ""), section, facets[i]) for f in found if f.kind != "label"
            and f.offset not in _spoken_for(compared, found)]  # fmt: skip


@lru_cache(maxsize=1024)
def _inherit(found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """A bare figure takes its neighbour's unit: "from 14% to 9", "from 14 to 9 percent"."""
    out: list[Figure] = []
    unit = ""
    for f, following in zip(found, (*found[1:], None), strict=False):
        bare = f.unit == "" and f.kind == "measure"
        if bare and not unit and following is not None and following.offset - f.end <= len(" down to "):
            unit = following.unit
        out.append(replace(f, unit=unit) if bare and unit else f)
        unit = f.unit if f.kind == "measure" and f.unit else unit
    return tuple(out)


def _baselines(measured: Sequence[Figure], text: str) -> dict[int, str]:
    """Offset of a figure to the baseline it is given in the same sentence."""
    if not _COMPARED.search(text):
        return _contrasted(measured, text)
    out: dict[int, str] = {}
    for a, b in pairwise(measured):
        between = text[a.end : b.offset]
        before = text[max(0, a.offset - 24) : a.offset]
        if a.unit and b.unit and family(a.unit) != family(b.unit):
            continue
        if _STARTS_FROM.search(before):
            out[b.offset] = a.text
        elif _COMPARED.search(between) or (
            _COMPARED.search(text[b.end :]) and family(a.unit) == family(b.unit)
        ):
            out[a.offset] = b.text
    for f in measured:
        if f.unit == "share" and f.offset not in out:
            out[f.offset] = next(
                (f.text.split(mark)[-1] for mark in (" of ", " in ") if mark in f.text), "the whole"
            )
    return out


def _contrasted(measured: Sequence[Figure], text: str) -> dict[int, str]:
    """Two figures of one unit set side by side with no word that compares them."""
    for a, b in pairwise(measured):
        alike = family(a.unit) == family(b.unit) and a.unit not in ("", "share", "times")
        if alike and a.value != b.value and _AGAINST_IT.match(text[a.end : b.offset]):
            return {a.offset: b.text}
        if (
            a.unit == b.unit
            and a.value != b.value
            and _THEN_AND_NOW.match(text[a.end :])
            and _THEN_AND_NOW.match(text[b.end :])
        ):
            return {b.offset: a.text}
    return {}


def _spoken_for(compared: dict[int, str], found: Sequence[Figure]) -> set[int]:
    """Offsets of figures that only serve as another's baseline."""
    texts = set(compared.values())
    return {f.offset for f in found if f.text in texts and f.offset not in compared}


def _beside(
    sentences: Sequence[Sentence], i: int, measured: Sequence[Figure], facets: Sequence[Sequence[str]]
) -> dict[int, str]:
    """A comparison told in the sentence before or after: "It had been fifty minutes before the change."."""
    for k in (i + 1, i - 1):
        if not 0 <= k < len(sentences) or not {"BASELINE"} & {*facets[k], *facets[i]}:
            continue
        if not _COMPARED.search(sentences[k].text):
            continue
        others = [f for f in _inherit(figures.find(sentences[k].text)) if f.kind == "measure"]
        for f in measured:
            same = [o for o in others if o.unit and family(o.unit) == family(f.unit)]
            if same:
                return {f.offset: same[0].text}
    return {}


def _claim(sentence: Sentence, figure: Figure, baseline: str, section: Section, held: Sequence[str]) -> Claim:
    word = len(sentence.text[: figure.offset].split())
    last = min(len(sentence.words) - 1, max(word, len(sentence.text[: figure.end].split()) - 1))
    named = set(cues(sentence.text))
    owner = "speaker" if {"OWN_ACT", "ISOLATION", "COMMIT_ACT"} & set(held) or "my_part" in named else (
        "team" if "TEAM_ACT" in held or "we_act" in named else "unknown")  # fmt: skip
    needs = (
        wants_comparison(figure, sentence.text)
        and section is not Section.OTHER
        and ("FIGURE" in held or not {"OTHER_SIDE", "PUSHBACK"} & set(held))
    )
    source = _SOURCE.search(sentence.text)
    return Claim(
        id=f"{sentence.index}:{word}",
        text=figure.text,
        value=figure.value,
        unit=figure.unit,
        measures=_measures(sentence.text, figure),
        baseline=baseline,
        owner=owner,  # type: ignore[arg-type]
        source=source[0].strip() if source else "",
        needs_baseline=needs,
        sentence=sentence.index,
        start=sentence.words[min(word, last)].start if sentence.words else sentence.start,
        end=sentence.words[last].end if sentence.words else sentence.end,
        quote=sentence.text,
        status="held" if needs and baseline else "open" if needs else "unprobed",
    )


def _measures(text: str, figure: Figure) -> str:
    """The subject of the figure's clause, or what follows "of"."""
    of = re.match(
        r"\s*of (?:the |our |my |his |her |those |these |all )?((?:[\w'-]+\s?){1,4})", text[figure.end :]
    )
    if of and figure.unit in ("percent", "share"):
        return " ".join(of[1].split()[:3]).rstrip(",.")
    begins = [m.end() for m in _CLAUSE.finditer(text) if m.end() <= figure.offset]
    said = min((f.end for f in figures.find(text)), default=len(text))
    begins += [m.end() for m in _BESIDES.finditer(text, said) if m.end() <= figure.offset]
    begins.sort()
    clause = text[begins[-1] if begins else 0 : figure.offset]
    if len(clause.split()) < 2 and len(begins) > 1:
        clause = text[begins[-2] : figure.offset]
    verb = _VERB.search(clause)
    subject = _LEAD.sub("", (clause[: verb.start()] if verb and verb.start() > 3 else clause) + " ").strip(
        " ,"
    )
    named = " ".join(subject.split()[-6:])
    return "" if _NO_SUBJECT.search(named) else named


def _from_earlier(claims: Sequence[Claim]) -> list[Claim]:
    """An open figure whose starting value was told in an earlier sentence is not open."""
    out: list[Claim] = []
    for claim in claims:
        start = (
            next((c for c in reversed(out) if _starts(c, claim)), None) if claim.status == "open" else None
        )
        out.append(replace(claim, baseline=start.text, status="held") if start else claim)
    return out


def _starts(earlier: Claim, claim: Claim) -> bool:
    """Percentages and hours are common, so they must speak of the same thing; forty crates need not."""
    if earlier.sentence >= claim.sentence or earlier.value == claim.value or not earlier.needs_baseline:
        return False
    if family(earlier.unit) != family(claim.unit) or claim.unit in ("", "times", "share"):
        return False
    if claim.unit == "percent":
        return _alike(earlier, claim, least=2)
    return _alike(earlier, claim) or (earlier.unit == claim.unit and _CHANGED.search(claim.quote) is not None)


def _contradictions(claims: Sequence[Claim]) -> list[Claim]:
    """The same thing told with two values, where neither telling speaks of a change."""
    out: list[Claim] = []
    for claim in claims:
        twin = next((c for c in reversed(out) if _disagree(c, claim)), None)
        out.append(replace(claim, status="contradicted", earlier=twin.text) if twin else claim)
    return out


def _disagree(a: Claim, b: Claim) -> bool:
    if a.sentence == b.sentence or a.unit != b.unit or a.value is None or b.value is None:
        return False
    if not (a.needs_baseline and b.needs_baseline) or abs(a.value - b.value) <= 0.1 * max(
        abs(a.value), abs(b.value)
    ):
        return False
    if a.value in _values(b.quote) or b.value in _values(a.quote) or b.baseline == a.text:
        return False
    direction = _CHANGED.search(a.quote) is not None, _CHANGED.search(b.quote) is not None
    return _alike(a, b, least=2) and direction[0] == direction[1]


def _values(text: str) -> set[float | None]:
    return {f.value for f in figures.find(text)}


def _alike(a: Claim, b: Claim, least: int = 1) -> bool:
    """Whether two claims speak of the same thing, by the content words of what they measure and count."""
    one, two = _subject(a), _subject(b)
    shared = one & two
    return len(shared) >= least and len(shared) >= min(len(one), len(two)) / 2


def _subject(claim: Claim) -> set[str]:
    return set(tokens(f"{claim.measures} {claim.text}")) - _STOP
