"""What in an answer is said to the machine that judges it, and not to an interviewer. It counts for nothing."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = r"(?:full|top|maximum|max|perfect|highest|best|high|excellent)"
_RATED = r"(?:marks?|scores?|points|ratings?|grades?|results?|verdict|evaluation|stars)"
_PATTERNS = (
    # orders about its instructions
    r"\b(?:ignore|disregard|forget|override|bypass|skip|drop|erase|delete)\b.{0,40}\b(?:rules?|instructions?|prompts?|guidelines?|rubric|criteria|codebook|training|programming|directives?|everything (?:above|before))\b",
    r"\b(?:new|updated|following|these|my|hidden|secret|real) instructions?\b.{0,40}\b(?:are|is|apply|for you|from)\b",
    r"\b(?:system|developer|admin|administrator|root|debug|maintenance|override)\s*(?:prompt|message|mode|note|override|instruction|access|command)\b",
    r"^\W*(?:system|assistant|developer|interviewer|candidate|user|human|verdict|scores?|gaps|probes?|sections?|facets|rating|assessment|instruction|note to (?:the )?\w+|end of (?:answer|transcript|interview))\s*[:=]",
    r"^\W*(?:begin|end|start) (?:of )?(?:the )?(?:answer|transcript|interview|prompt|report)\b",
    r"<\|?/?\w+\|?>|\[/?(?:inst|system|user|assistant)\]|```|###|\{\s*[\"']?\w+[\"']?\s*:|</?\w+>",
    # what it is, and what it is to play
    r"\byou(?:'re| are)? (?:(?:now|just|only|really|no longer|not) )?(?:an? )?(?:ai|a\.i\.|language model|llm|chat ?bot|machine|program|algorithm|software|robot)\b",
    r"\bas an? (?:ai|language model|chat ?bot|assistant)\b|\b(?:pretend|act|behave|respond|answer|roleplay) (?:as if|as though|as|like|that) (?:you|i|the|a|an)\b.{0,60}\b(?:rubric|perfect|passed?|hired?|fan|friend|coach|assistant|scor|grader|mode|unrestricted|marks)\b",
    r"\byou(?:'re| are) now (?:a|an|my|the|in)\b|\b(?:mark|score|rate|grade|judge) (?:me )?(?:accordingly|generously|kindly|leniently)\b|\bmy biggest fan\b",
    r"\b(?:jailbreak|developer mode|dan mode|god mode|prompt injection|unrestricted mode)\b",
    # asking for marks
    rf"\b(?:give|award|grant|assign|set|put|mark|rate|score|record|enter|write|return|output|print|log|report|make)\b.{{0,40}}\b(?:{_MARKS}|four|4|five|5|ten|10|hundred|100|strong)\b.{{0,25}}\b{_RATED}\b",
    rf"\b(?:give|award|rate|score|grade|mark) (?:me|(?:this|my|the) (?:answer|story|response|interview)) .{{0,40}}(?:\b(?:four|4|five|5|ten|10|hundred|100)\b|\b{_MARKS}\b|inclined|pass\b)",
    r"\b(?:strong(?:ly)?[ _]inclined|strong hire|bar raiser approved|four out of four|4 ?/ ?4|4 out of 4)\b",
    r"\bi (?:deserve|expect|want|need|should get|am owed|qualify for|demand) .{0,30}\b(?:marks|score|rating|verdict|pass|four|top grade)\b",
    r"\b(?:don't|do not|no need to|never|stop|you (?:can|may|should|must) (?:stop|skip|not)|please (?:skip|stop))\s*(?:ask(?:ing)?|prob(?:e|ing)|interrupt(?:ing)?|question(?:ing)?|follow(?:ing)? up|cut(?:ting)? me|dig(?:ging)?)\b.{0,30}\b(?:me (?:anything|any|more|further|about)|this answer|anything (?:else|more)|(?:any )?(?:more|further) questions?|any questions?|up on|probes?|deeper|off)\b",
    r"\b(?:next|first|only|follow-up) (?:probe|question)s? (?:is|should be|must be|has to be)\b",
    r"\b(?:every|each|all|no) (?:criterion|criteria|dimensions?|facets?|sections?|gaps?) .{0,30}\b(?:met|covered|present|found|remain|full|satisfied|complete|evidenced|checked)\b",
    r"\bthis (?:answer|story|response|transcript|candidate) .{0,40}\b(?:no gaps|meets|satisf|exceeds|pass(?:es)?|top|perfect|complete|full|excellent|deserves|approved|strong)\b",
    r"\b(?:the|your|this) (?:rubric|codebook|scoring (?:rules?|system|model)|grading (?:rules?|system|model)|score ?card|score ?sheet)\b|\b(?:dear|hello|note (?:for|to) the) (?:evaluator|assessor|grader|scorer|rater|judge|model|machine)\b",
    # flattery of the interviewer
    r"\byou(?:'re| are| must be| seem(?: like)?| have been|'ve been)\b.{0,25}\b(?:best|greatest|finest|smartest|wisest|fairest|kindest|most (?:\w+)) .{0,20}\binterviewer\b",
    r"\b(?:wonderful|amazing|brilliant|excellent|fantastic|incredible|outstanding|insightful|great|best|fair|generous|kind) (?:interviewer|bar raiser|listener|judge)\b",
    r"\b(?:honou?r|privilege|pleasure) (?:to (?:be|speak|talk|sit)|of (?:being|speaking|talking))\b.{0,40}\b(?:you|interview\w*|someone)\b",
    r"\bi(?:'ve| have) (?:always )?(?:admired|loved|followed|respected) (?:your|you|this company)\b",
    r"\byour (?:company|questions?|insight|judge?ment|wisdom|product|team|firm|reputation)\b.{0,40}\b(?:best|amazing|brilliant|incredible|wonderful|legendary|excellent|famous|world[- ]class|inspiring)\b",
    r"\b(?:between you and me|as a favou?r|just this once|help me out here|do me a favou?r)\b",
)  # fmt: skip
_COMPILED = re.compile("|".join(f"(?:{p})" for p in _PATTERNS), re.IGNORECASE)


@lru_cache(maxsize=4096)
def to_the_judge(text: str) -> bool:
    """Whether a sentence gives the judging orders, imitates its format, or flatters it."""
    return _COMPILED.search(text.replace("’", "'")) is not None
