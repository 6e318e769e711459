"""What questions do to the scores: an evasion never raises, talk beside the point never raises, evidence never lowers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, Gap, ProbeCode, Sentence
from interviewer.analysis.gaps import SAID_WRONG
from interviewer.analysis.sentences import from_text, split
from interviewer.missing import missing
from interviewer.scores.probing import Turn, came_of
from interviewer.scores.standing import Heard, Stand, stand

QUESTION = "Tell me about a time you disagreed with a decision and committed to it anyway."
ACCOUNTS = (
    "Our operations director wanted to stop the text messages because of the cost. I thought that was wrong. I looked at "
    "the bookings, and missed appointments were nineteen percent with letters. I showed her the chart and she said the "
    "budget was fixed. She decided on the letters. So I rewrote the letter with the front desk. In the end missed "
    "appointments went down to fourteen percent.",
    "In May our lead wanted one login page for all shops. I disagreed because half of our customers use old phones. I ran "
    "it on twenty of those phones and seven could not log in, against one before. I showed him that and he said the date "
    "was promised. We went with it, and I built a plain page for old phones that week. Calls about logins fell from ninety "
    "a day to thirty. He was right about the date.",
    "There was a new report tool and the team did not like it. My manager decided on it. We moved the reports and "
    "everybody was fine with it.",
)
EVADED = (
    (ProbeCode.BASELINE, "Well, it was clearly lower than before, everybody noticed it."),
    (ProbeCode.IMPACT, "It was positive, I'd say, people were really happy with it."),
    (ProbeCode.ISOLATION, "I think overall it was a team effort and everybody pulled in the same direction."),
    (ProbeCode.EVIDENCE, "It was more of a gut feeling, you just know."),
    (ProbeCode.COMMITMENT, "I went along with it. I did what I was asked to do."),
    (ProbeCode.OWN_ACTION, "We all worked on it together."),
    (ProbeCode.CUSTOMER, "It depends, that's a good question."),
    (ProbeCode.REFLECTION, "It went well."),
    (ProbeCode.OPPOSING_VIEW, "I think management just wanted something new."),
)
BESIDE = (
    "It was in the spring, April I think, in two meetings about a week apart.",
    "The second meeting was on a Tuesday, in the big room upstairs, and it took about an hour.",
    "We use the same chat tool as everybody else, and the office is near the station.",
)
EVIDENCE = (
    (ProbeCode.BASELINE, "It was nineteen percent in April before the change, counted from the same log."),
    (ProbeCode.IMPACT, "Complaints fell from ninety a day to thirty a day within six weeks."),
    (
        ProbeCode.ISOLATION,
        "Four of those points were mine, the rest was the vendor's, we switched mine off for a week.",
    ),
    (
        ProbeCode.EVIDENCE,
        "I pulled three months of bookings from the log and compared eleven percent against nineteen.",
    ),
    (
        ProbeCode.COMMITMENT,
        "That Monday I wrote the rollout plan, I built the print run and I trained eleven desks.",
    ),
    (
        ProbeCode.CUSTOMER,
        "Patients waited nine days for a letter. I read two hundred complaints and half said that.",
    ),
    (
        ProbeCode.OPPOSING_VIEW,
        "She was worried because the contract cost nine thousand a month and ended in June.",
    ),
    (ProbeCode.REFLECTION, "I was wrong about the cost. Since then I price both sides first."),
)
ORDER = st.lists(st.sampled_from([*EVADED, *EVIDENCE]), max_size=3)


@cache
def sentences(text: str, start: int) -> tuple[Sentence, ...]:
    return split(from_text(text, start))


def turns(account: str, asked: list[tuple[ProbeCode, str]]) -> list[Turn]:
    opening = analyse(sentences(account, 0), finished=True, question=QUESTION)
    out = [Turn(0, QUESTION, None, "", opening, is_opening=True)]
    for i, (code, text) in enumerate(asked, start=1):
        at = i * 100 * 16_000
        told = analyse(sentences(text, at), finished=True, absences=False)
        out.append(Turn(at, f"About {code.value}?", code, "", told, told=False))
    return out


def heard(account: str, asked: list[tuple[ProbeCode, str]]) -> Heard:
    every = turns(account, asked)
    texts = [s for t in every for s in t.answer.sentences]
    whole = analyse([replace(s, index=i) for i, s in enumerate(texts)], finished=True, question=QUESTION)
    return Heard.of(every, whole)


def scores(account: str, asked: list[tuple[ProbeCode, str]]) -> dict[str, Stand]:
    return stand(heard(account, asked))


def rose(before: dict[str, Stand], after: dict[str, Stand]) -> list[str]:
    return [name for name, now in after.items() if now.score > before[name].score]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ACCOUNTS), ORDER, st.sampled_from(EVADED))
def test_an_evaded_question_raises_no_row(
    account: str, asked: list[tuple[ProbeCode, str]], evaded: tuple[ProbeCode, str]
) -> None:
    assert came_of(turns(account, [evaded])[1]) == "dodged"
    assert not rose(scores(account, asked), scores(account, [*asked, evaded]))


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(ACCOUNTS),
    ORDER,
    st.sampled_from(
        [
            ProbeCode.BASELINE,
            ProbeCode.ISOLATION,
            ProbeCode.EVIDENCE,
            ProbeCode.COMMITMENT,
            ProbeCode.CUSTOMER,
        ]
    ),
    st.sampled_from(BESIDE),
)
def test_an_answer_beside_the_question_raises_no_row(
    account: str, asked: list[tuple[ProbeCode, str]], code: ProbeCode, beside: str
) -> None:
    assert not rose(scores(account, asked), scores(account, [*asked, (code, beside)]))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ACCOUNTS), ORDER, st.sampled_from(EVIDENCE))
def test_an_answer_with_evidence_lowers_no_row(
    account: str, asked: list[tuple[ProbeCode, str]], given_: tuple[ProbeCode, str]
) -> None:
    assert came_of(turns(account, [given_])[1]) == "answered"
    assert not rose(scores(account, [*asked, given_]), scores(account, asked))


def test_an_answer_lifts_what_its_question_bears_on() -> None:
    before, after = scores(ACCOUNTS[2], []), scores(ACCOUNTS[2], [EVIDENCE[4]])
    assert after["execution_commitment"].score > before["execution_commitment"].score
    assert after["execution_commitment"].evidence is not None


def test_what_was_not_given_is_named_with_its_moment() -> None:
    row = scores(ACCOUNTS[1], [EVADED[1]])["impact_quantification"]
    assert row.score == 2
    assert row.reason.endswith("; asked at 1:40 for the size of it, and not given.")


def test_a_second_try_that_is_answered_makes_good_the_first() -> None:
    plain = scores(ACCOUNTS[1], [])["impact_quantification"].score
    again = scores(ACCOUNTS[1], [EVADED[1], EVIDENCE[1]])["impact_quantification"].score
    assert again >= plain


def test_undermining_counts_wherever_it_is_said() -> None:
    said = "I did it to the letter and nothing more, and sure enough it broke. I told them so."
    row = scores(ACCOUNTS[1], [(ProbeCode.COMMITMENT, said)])["execution_commitment"]
    assert row.score == 1


def test_more_talk_makes_nothing_missing_and_an_answer_fills_its_gap() -> None:
    story = heard(ACCOUNTS[1], [EVIDENCE[2], EVADED[4]])
    gaps = {f.code for f in story.findings()}
    account = set(story.account.analysis.gaps)
    assert Gap.NO_ISOLATION in account and Gap.NO_ISOLATION not in gaps
    left = missing(story.account.analysis, AnswerAnalysis(), {})
    assert {f.code for f in left} <= set(SAID_WRONG)
