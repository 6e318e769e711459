"""Exports say what the report says, lose no word, and their pages ask nothing of the network."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from interviewer import captions
from interviewer.analysis.findings import Claim, Finding, Gap, ProbeCode, Section, Timing
from interviewer.export import Line, Tracks, Transcript, to_html, to_labels, to_markdown, to_srt
from interviewer.passages import passages, section_at, word_at, words_of
from interviewer.report import (
    Asked,
    Change,
    Evidence,
    Report,
    ScoreRow,
    ScoreTable,
    SectionSpan,
    TrapResult,
)
from speech.events import SAMPLE_RATE, Word

S = SAMPLE_RATE
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BAKERY = "I moved the oven schedule myself. It cut waste to 6%, I think. <b>Everyone</b> *liked* it | mostly."


def spoken(text: str, start: float, pace: float = 0.4) -> tuple[Word, ...]:
    places = [(start + index * pace) * S for index in range(len(text.split()) + 1)]
    return tuple(
        Word(word, int(places[index]), int(places[index + 1]), 0.9) for index, word in enumerate(text.split())
    )


@pytest.fixture
def transcript() -> Transcript:
    words = spoken(BAKERY, 6)
    return Transcript(
        (
            Line("interviewer", "Tell me what you changed at the bakery.", 1 * S, 4 * S),
            Line("candidate", BAKERY, words[0].start, words[-1].end, words),
            Line("interviewer", "Six per cent of what?", 20 * S, 22 * S),
        )
    )


@pytest.fixture
def report() -> Report:
    said = Evidence("I moved the oven schedule myself.", 6 * S, 8 * S)
    row = ScoreRow("own", "Ownership", 60, 3, False, "Acts alone", "You say who moved it.", said)
    poor = ScoreRow("data", "Evidence", 40, 1, True, "None", "No figure has a source.", None)
    return Report(
        session_id="s1",
        round_id="bakery",
        round_title="Bakery round",
        company="",
        level="Senior",
        seconds=95,
        headline="Not yet at Senior.",
        summary="You act. The figure has no baseline.",
        overall=2.2,
        bar=3.0,
        level_bars=(("Junior", 2.0), ("Senior", 3.0)),
        verdict="not_inclined",
        disqualifier="Would be a no at this level, because no data was given.",
        disqualifier_evidence=said,
        tables=(ScoreTable("frame", "Framework", (row, poor), 2.2),),
        timing=Timing({Section.SITUATION: 4.0, Section.ACTION: 10.0}, 4.0, 0.71, 14.0),
        spans=(SectionSpan(Section.ACTION, 6 * S, 9 * S), SectionSpan(Section.RESULT, 9 * S, 20 * S)),
        changes=(
            Change("Give the baseline", 0.3, "Evidence, 1 to 2", said, "Waste fell from ___ to 6%.", None),
        ),
        traps=(
            TrapResult("we", "Hiding in we", False, "", None),
            TrapResult("slice", "Headline without slice", True, "Say which shop.", said),
        ),
        asked=(
            Asked(20 * S, "Six per cent of what?", ProbeCode.BASELINE, "dodged", "No reply.", 22 * S, 24 * S),
        ),
        findings=(Finding(Gap.HEDGING, 1, 9 * S, 12 * S, "I think", 0.8, "Hedged once.", "Say it plainly."),),
        claims=(
            Claim(
                "1:4",
                "6% waste",
                6,
                "percent",
                "waste",
                "",
                "speaker",
                "",
                True,
                1,
                9 * S,
                11 * S,
                "6%",
                "open",
            ),
        ),
        heard="Little was said, so take the scores with care.",
    )


# ---------------------------------------------------------------- passages
@given(st.lists(st.text("abc.?! ", min_size=1, max_size=80), min_size=1, max_size=6), st.integers(0, 30))
def test_cutting_into_passages_keeps_every_word_in_order(texts: list[str], gap: int) -> None:
    lines, at = [], 0
    for text in texts:
        lines.append(Line("candidate", text, at, at + 5 * S))
        at += (5 + gap) * S
    cut = passages(Transcript(tuple(lines)))
    assert " ".join(piece.text for piece in cut).split() == " ".join(texts).split()
    assert all(piece.words for piece in cut)


def test_a_passage_never_mixes_two_sections(transcript: Transcript, report: Report) -> None:
    own = [piece for piece in passages(transcript, report.spans) if piece.speaker == "candidate"]
    assert [piece.section for piece in own] == [Section.ACTION, Section.RESULT]
    assert own[0].text == "I moved the oven schedule myself."


def test_a_long_silence_starts_a_new_passage() -> None:
    words = spoken("First half", 0) + spoken("second half.", 10)
    cut = passages(Transcript((Line("candidate", "First half second half.", 0, 12 * S, words),)))
    assert [piece.text for piece in cut] == ["First half", "second half."]


def test_words_without_places_are_spread_over_the_line() -> None:
    words = words_of(Line("interviewer", "And then what?", 16, 16 + 3200))
    assert (words[0].start, words[-1].end) == (16, 3216)
    assert all(one.end == two.start for one, two in pairwise(words))


def test_word_at_is_the_one_being_spoken_or_the_last_before() -> None:
    words = spoken("one two", 1, pace=1)
    assert [word_at(words, int(at * S)) for at in (0.5, 1, 1.9, 2, 9)] == [-1, 0, 0, 1, 1]


def test_a_section_is_chosen_by_the_larger_overlap(report: Report) -> None:
    assert section_at(report.spans, 8 * S, 12 * S) is Section.RESULT
    assert section_at(report.spans, 30 * S, 31 * S) is None


# ---------------------------------------------------------------- captions
@pytest.mark.parametrize(
    ("seconds", "text"), [(48, "48 s"), (60, "1 min"), (680, "11 min 20 s"), (3900, "1 h 5 min"), (-1, "0 s")]
)
def test_lengths_in_words(seconds: float, text: str) -> None:
    assert captions.length(seconds) == text


def test_clock_counts_hours_only_when_there_are_any() -> None:
    assert (captions.clock(320 * S), captions.clock(3920 * S)) == ("5:20", "1:05:20")


def test_the_targets_are_whole() -> None:
    assert sum(captions.TARGET_SHARE.values()) == pytest.approx(1)


def test_a_quote_is_never_quoted_twice() -> None:
    assert captions.quoted('"said"') == captions.quoted("“said”") == "“said”"


def test_every_gap_has_a_name() -> None:
    assert set(captions.GAP_NAME) == set(Gap)


def test_changes_are_summed_up_to_four(report: Report) -> None:
    assert captions.changes_sum(report) == ""
    three = replace(report, changes=report.changes * 3)
    assert captions.changes_sum(three) == "All three: 2.20 to 3.10"
    assert captions.changes_sum(replace(three, overall=3.9)) == "All three: 3.90 to 4.00"
    assert captions.changes_title(three) == "Three changes that would move the verdict most"


def test_names_on_the_scale_never_collide_and_the_level_is_always_there(report: Report) -> None:
    crowded = replace(report, level_bars=(("Junior", 1.8), ("Middle", 2.7), ("Senior", 3.0), ("Staff", 3.4)))
    marks = captions.scale_marks(crowded)
    assert (3.0, "3 Senior") in marks
    assert all(two[0] - one[0] >= 0.5 for one, two in pairwise(marks))
    assert (1.0, "1") in marks and (4.0, "4") in marks


# ---------------------------------------------------------------- Markdown
def test_markdown_carries_every_part(report: Report, transcript: Transcript) -> None:
    text = to_markdown(report, transcript, when=datetime(2026, 3, 5, 19, 0))
    for part in (
        "# Not yet at Senior.",
        "Thursday 5 March 2026",
        "**2.20 of 4**",
        "take the scores with care",
        "> Would be a no at this level",
        "| Ownership | 60% | 3 | “I moved the oven schedule myself.” (0:06) |",
        "| Evidence | 40% | 1, below the bar | Nothing was said on this |",
        "Set-up 4 s, target 50. Action 71%, target 70.",
        "Waste fell from \\_\\_\\_ to 6%.",
        "- Met: Headline without slice. Say which shop.",
        "- Avoided: Hiding in we.",
        "Dodged. No reply.",
        "Hedged. Hedged once. Say it plainly.",
        "6% waste: open, compared with?",
        "**0:06 You, action:** I moved the oven schedule myself.",
    ):
        assert part in text


def test_markdown_shows_what_was_said_and_not_its_markup(report: Report, transcript: Transcript) -> None:
    assert "\\<b\\>Everyone\\</b\\> \\*liked\\* it \\| mostly." in to_markdown(report, transcript)


# ---------------------------------------------------------------- SRT and labels
def cues(text: str) -> list[tuple[float, float, str]]:
    def seconds(stamp: str) -> float:
        hours, minutes, rest = stamp.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))

    found = []
    for block in text.strip().split("\n\n"):
        _, times, *rows = block.split("\n")
        start, end = times.split(" --> ")
        found.append((seconds(start), seconds(end), "\n".join(rows)))
    return found


def test_subtitles_keep_the_words_fit_two_lines_and_follow_the_clock(transcript: Transcript) -> None:
    made = cues(to_srt(transcript))
    assert made[0] == (1.0, 4.0, "Interviewer: Tell me what you changed at\nthe bakery.")
    own = [cue for cue in made if "Interviewer" not in cue[2]]
    assert " ".join(cue[2] for cue in own).split() == BAKERY.split()
    assert all(start < end <= start + 7 for start, end, _ in made)
    assert all(len(row) <= 42 for cue in made for row in cue[2].split("\n"))
    assert all(cue[2].count("\n") <= 1 for cue in made)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=120))
def test_subtitles_of_any_speech_stay_within_two_lines(texts: list[str]) -> None:
    words = spoken(" ".join(texts), 0)
    made = cues(to_srt(Transcript((Line("candidate", "", 0, words[-1].end, words),))))
    assert " ".join(cue[2] for cue in made).split() == texts
    assert all(cue[2].count("\n") <= 1 for cue in made)
    assert all(one[1] <= two[0] for one, two in pairwise(made))


def test_labels_are_seconds_by_tabs_in_order(report: Report) -> None:
    rows = [row.split("\t") for row in to_labels(report).splitlines()]
    assert all(len(row) == 3 for row in rows)
    assert ["6.000000", "9.000000", "Action"] in rows
    assert ["9.000000", "11.000000", "Claim: 6% waste (open)"] in rows
    assert ["20.000000", "20.000000", "Asked: Six per cent of what? (dodged)"] in rows
    assert [float(row[0]) for row in rows] == sorted(float(row[0]) for row in rows)


# ---------------------------------------------------------------- HTML
def tone(seconds: float, hertz: float) -> np.ndarray:
    return (0.3 * np.sin(np.arange(int(seconds * S)) * 2 * np.pi * hertz / S)).astype(np.float32)


def test_the_page_names_no_other_address(report: Report, transcript: Transcript) -> None:
    page = to_html(report, transcript, Tracks(tone(1, 300), tone(2, 500)))
    assert not re.search(r"https?://|//[a-z]|@import|url\(", re.sub('base64,[^"]+', "", page))
    assert "default-src 'none'" in page


def test_the_page_escapes_what_was_said(report: Report, transcript: Transcript) -> None:
    page = to_html(report, transcript)
    assert "&lt;b&gt;Everyone&lt;/b&gt;" in page
    assert "<b>Everyone" not in page


def test_without_sound_there_is_no_script_and_no_player(report: Report, transcript: Transcript) -> None:
    page = to_html(report, transcript)
    assert "<script" not in page and "<audio" not in page and "data-to" in page
    assert "<button" not in page


def test_both_tracks_are_in_the_sound(report: Report, transcript: Transcript) -> None:
    page = to_html(report, transcript, Tracks(tone(2, 400), tone(3, 1500)))
    sound = re.search(r'src="data:audio/\w+;base64,([^"]+)"', page)
    assert sound
    samples, rate = soundfile.read(io.BytesIO(base64.b64decode(sound[1])))
    assert rate == S
    assert len(samples) / S == pytest.approx(3, abs=0.2)
    strength = np.abs(np.fft.rfft(samples[: 2 * S]))
    loudest = {
        round(np.argmax(strength[low:high]) + low, -1) / 2 for low, high in ((400, 1600), (2000, 4000))
    }
    assert loudest == {400, 1500}


def test_a_report_with_nothing_in_it_still_makes_a_page(report: Report) -> None:
    bare = replace(
        report,
        disqualifier="",
        tables=(),
        timing=None,
        spans=(),
        changes=(),
        traps=(),
        asked=(),
        findings=(),
        claims=(),
    )
    page = to_html(bare, Transcript(()))
    assert "Not yet at Senior." in page and "<section" in page
    assert to_markdown(bare, Transcript(())).startswith("# Not yet")
    assert to_srt(Transcript(())) == "" and to_labels(bare) == ""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_runs_its_script_and_draws_it(
    report: Report, transcript: Transcript, tmp_path: Path
) -> None:
    file, shot = tmp_path / "report.html", tmp_path / "shot.png"
    file.write_text(to_html(report, transcript, Tracks(tone(1, 300), tone(2, 500))), "utf-8")
    assert CHROMIUM
    switches = "--headless --no-sandbox --disable-gpu --disable-extensions --enable-logging=stderr"
    own = [f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1280,900", f"--screenshot={shot}"]
    command = [CHROMIUM, *switches.split(), *own, file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert shot.exists(), done.stderr
    assert "Refused to" not in done.stderr and "Content Security Policy" not in done.stderr, done.stderr
    assert "Uncaught" not in done.stderr, done.stderr
    assert shot.stat().st_size > 20_000


def test_scores_that_rest_on_nothing_are_a_dash_in_every_file(report: Report, transcript: Transcript) -> None:
    silent = replace(
        report,
        heard="No answer was heard.",
        tables=tuple(
            replace(table, rows=tuple(replace(row, evidence=None) for row in table.rows))
            for table in report.tables
        ),
    )
    assert report.scored and not silent.scored
    page, text = to_html(silent, transcript, None), to_markdown(silent, transcript)
    for made in (page, text):
        assert made.count("No answer was heard") == 1 and report.summary not in made
        assert captions.DASH in made and f"{report.overall:.2f}" not in made
    assert f"{report.overall:.2f}" in to_html(report, transcript, None)
