"""`hotseat content export` and `import`, as their users start them: rounds and stories go to another data folder."""

from __future__ import annotations

from pathlib import Path

from content.library import load_library
from desktop.commands.demo import chosen
from tests.outside.hotseat_process import ROOT, hotseat

STORIES = """\
stories:
  - title: The returns desk
    principles: [ownership]
    parts:
      situation: In March the returns desk counted every parcel twice.
      action: I built one list for both counters.
"""


def test_rounds_and_stories_are_carried_to_another_data_folder(own_home: Path, tmp_path: Path) -> None:
    text = (ROOT / "content" / "rounds" / "pushback-short.yaml").read_text(encoding="utf-8")
    given = tmp_path / "given"
    (given / "rounds").mkdir(parents=True)
    (given / "rounds" / "mine.yaml").write_text(
        text.replace("id: pushback-short", "id: mine", 1), encoding="utf-8"
    )
    (given / "stories.yaml").write_text(STORIES, encoding="utf-8")
    first = hotseat("content", "import", given)
    assert (first.code, first.err) == (0, "")
    assert f"Added mine in {own_home / 'content' / 'rounds' / 'mine.yaml'}" in first.out
    assert "Added 1 of 1 stories" in first.out
    assert "mine " in hotseat("rounds", "mind you changed").out
    twice = hotseat("content", "import", given).out
    assert "Already there: mine in " in twice
    assert "Added 0 of 1 stories; the others are in the bank already." in twice
    out = tmp_path / "out"
    exported = hotseat("content", "export", "--stories", "--out", out, "mine")
    assert exported.out.splitlines() == [str(out / "rounds" / "mine.yaml"), str(out / "stories.yaml")]
    there = {"HOTSEAT_HOME": str(tmp_path / "another")}
    assert hotseat("content", "import", out, env=there).code == 0
    assert "mine " in hotseat("rounds", "mind you changed", env=there).out
    again = hotseat("content", "export", "--stories", "--out", tmp_path / "again", env=there)
    assert (tmp_path / "again" / "stories.yaml").read_bytes() == (out / "stories.yaml").read_bytes(), again


def test_a_mistake_is_told_by_file_line_and_field_and_nothing_is_taken(
    own_home: Path, tmp_path: Path
) -> None:
    text = (ROOT / "content" / "rounds" / "pushback-short.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("duration_minutes: 10", "duration_minutes: soon", 1), encoding="utf-8")
    told = hotseat("content", "import", wrong).sentence()
    assert (
        "wrong.yaml, line 13, field duration_minutes: must be a whole number from 3 to 60, not 'soon'."
        in told
    )
    stories = tmp_path / "stories.yaml"
    stories.write_text(STORIES.replace("action:", "deed:"), encoding="utf-8")
    told = hotseat("content", "import", stories).sentence()
    assert "stories.yaml, line 6, field stories.0.parts.deed: is not a part of the template 'star'" in told
    assert not (own_home / "content").exists()


def test_there_is_nothing_of_ones_own_to_export(own_home: Path, tmp_path: Path) -> None:
    done = hotseat("content", "export", "--out", tmp_path / "out")
    assert (done.code, done.out) == (
        1,
        "There is nothing of your own yet; give the ids of rounds to export ours.\n",
    )


def test_a_sample_of_any_round_can_be_shown_and_a_missing_one_is_told() -> None:
    library = load_library()
    assert chosen(library, "", "").id == "disagree-middling"
    assert chosen(library, "weak", "").id == "disagree-weak"
    assert chosen(library, "", "dive-deep-diagnosis").id == "fault-weak"
    assert chosen(library, "strong", "data-science-incident").id == "incident-strong"
    told = hotseat("demo", "--headless", "--round", "nowhere").sentence()
    assert "There is no round 'nowhere'; there are bar-raiser, " in told
    told = hotseat("demo", "--headless", "--round", "bar-raiser", "--quality", "middling").sentence()
    assert told.endswith("The round 'bar-raiser' has no middling sample candidate; choose strong or weak.")
