"""Which account tells which story, and the user's last word on it."""

from __future__ import annotations

from practice_samples import DEPOTS, INDEX, RETOLD, THIN, UNRELATED, account

from content.library import load_library
from interviewer.practice.stories import Story
from interviewer.practice.telling import Verdict, distinctive, tellings

BANK = (DEPOTS, INDEX, THIN)


def test_a_story_told_in_other_words_is_known_by_its_words_and_figures() -> None:
    (found,) = tellings(BANK, [account(RETOLD)])
    assert (found.story, found.confirmed) == ("six-depots", False)
    assert {"depots", "9", "4", "11"} <= set(found.shared)


def test_what_it_is_known_by_keeps_the_capital_of_a_name_and_no_other() -> None:
    told = account(
        "Booking was on the night of April. Matches failed in the depots, nine percent of them, in April."
    )
    (found,) = tellings((Story("d", "Depots", parts=(("action", told.text),)),), [told])
    assert "April" in found.shared and "booking" in found.shared and "matches" in found.shared, found.shared


def test_another_story_is_not_taken_for_one_of_the_bank() -> None:
    assert tellings(BANK, [account(UNRELATED)]) == ()
    assert tellings((), [account(RETOLD)]) == ()


def test_the_samples_are_known_by_their_openings_and_never_for_one_another() -> None:
    """Each sample's opening answer is a story, and all that it says in its round an account."""
    samples = load_library().samples.values()
    bank = [Story(s.id, s.title, parts=(("action", s.answers[0].text),)) for s in samples]
    told = [account(" ".join(a.text for a in s.answers), session=s.id) for s in samples]
    assert [(t.account.session, t.story) for t in tellings(bank, told)] == [(s.id, s.id) for s in samples]
    others = [s for s in bank if not s.id.startswith("disagree")]
    assert [t.story for t in tellings(others, told) if t.account.session.startswith("disagree")] == []


def test_the_user_has_the_last_word() -> None:
    no = Verdict("s1", 0, "six-depots", False)
    assert tellings(BANK, [account(RETOLD)], [no]) == ()
    yes = Verdict("s1", 0, "quiet-index", True)
    (found,) = tellings(BANK, [account(RETOLD)], [yes])
    assert (found.story, found.confirmed) == ("quiet-index", True)
    (elsewhere,) = tellings(BANK, [account(RETOLD, session="s2")], [no])
    assert elsewhere.story == "six-depots"


def test_two_stories_alike_are_not_guessed_between() -> None:
    twin = type(DEPOTS)(**{**{f: getattr(DEPOTS, f) for f in DEPOTS.__dataclass_fields__}, "id": "twin"})
    assert tellings((DEPOTS, twin), [account(RETOLD)]) == ()


def test_what_tells_a_story_from_the_others() -> None:
    words = distinctive(BANK, "six-depots")
    assert "depot" in words or "9" in words
    assert distinctive(BANK, "nobody") == ()
