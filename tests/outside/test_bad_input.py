"""What is missing or broken, met from the outside: an exit code, one sentence, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.choose import choose_mind
from tests.audio.virtual_card import VirtualCard
from tests.outside.hotseat_process import ROOT, environment, has_sound_card, hollow_gguf, hotseat

TYPED = ("rehearse", "--typed", "--mind", "none")
ANSWER = (
    "I disagreed with my manager about the launch date. I measured the errors for two weeks and showed her the "
    "table. She decided to launch anyway, and I wrote the rollback plan and led the launch myself.\n"
)


@pytest.fixture
def home(own_home: Path) -> Path:
    own_home.mkdir()
    return own_home


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the log and the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"hotseat.log", "hotseat.lock"}
    }


def sessions() -> list[dict[str, object]]:
    told = hotseat("sessions", "list", "--json")
    assert told.code == 0, told
    return json.loads(told.out)


# ---------------------------------------------------------------- devices and display
silent_machine = pytest.mark.skipif(has_sound_card(), reason="this machine has a sound card")


@silent_machine
def test_no_microphone() -> None:
    told = hotseat("rehearse", "--mind", "none", "--input-device", "Kitchen").sentence()
    assert "No microphone was found: plug one in" in told
    assert sessions() == []


@silent_machine
def test_no_loudspeaker() -> None:
    sound = ROOT / "tests" / "assets" / "speech"
    told = hotseat(
        "rehearse", "--mind", "none", "--candidate", sound, "--output-device", "Kitchen"
    ).sentence()
    assert "No loudspeaker was found" in told


@pytest.mark.sound
@pytest.mark.parametrize(
    ("option", "kind"), [("--input-device", "microphone"), ("--output-device", "loudspeaker")]
)
def test_an_unknown_device_is_answered_with_those_there_are(
    card: VirtualCard, option: str, kind: str
) -> None:
    env = {**environment(), **card.settings}
    told = hotseat("rehearse", "--mind", "none", option, "Kitchen", env=env).sentence()
    assert f"There is no {kind} 'Kitchen'; there" in told


def test_no_display() -> None:
    told = hotseat().sentence()
    assert "no display" in told
    assert "hotseat rehearse" in told


# ---------------------------------------------------------------- models
def test_no_model(tmp_path: Path) -> None:
    sound = ROOT / "tests" / "assets" / "speech"
    env = environment(HOTSEAT_MODELS=str(tmp_path / "none"))
    told = hotseat("rehearse", "--candidate", sound, env=env).sentence()
    assert "is not here: run `hotseat models fetch" in told


def test_a_damaged_model_is_named_with_the_way_to_mend_it(tmp_path: Path) -> None:
    """The right sizes and the wrong bytes: only the hash can tell."""
    from models.store import ModelStore

    model = ModelStore(tmp_path).model("piper-en-us-joe")
    folder = tmp_path / "piper-en-us-joe"
    folder.mkdir()
    for file in model.files:
        with (folder / file.name).open("wb") as hollow:
            hollow.truncate(file.size)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    told = hotseat("models", "verify", env=environment(HOTSEAT_MODELS=str(tmp_path)))
    said = [line for line in told.err.splitlines() if line.startswith("hotseat: ")]
    assert told.code == 1
    assert len(said) == 1
    assert "is damaged" in said[0] and "`hotseat models fetch piper-en-us-joe`" in said[0]
    assert {n: t for n, t in before.items() if (folder / n).stat().st_mtime_ns != t} == {}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"hello, this is a text", "is not a GGUF file"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1), "ends inside its header"),
        (b"GGUF" + struct.pack("<IQQ", 9, 1, 1), "GGUF version 9"),
    ],
)
def test_a_gguf_that_is_none_is_not_added(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(data)
    told = hotseat("models", "add", path, env=environment(HOTSEAT_MODELS=str(tmp_path / "models"))).sentence()
    assert str(path) in told and why in told
    assert path.read_bytes() == data
    assert not (tmp_path / "models" / "local.yaml").exists()


def test_a_model_to_add_that_is_not_there(tmp_path: Path) -> None:
    assert "There is no file or folder" in hotseat("models", "add", tmp_path / "gone.gguf").sentence()


def test_a_mind_is_chosen_by_id_and_a_path_is_answered_with_the_way(tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    told = hotseat("rehearse", "--typed", "--mind", path, stdin=ANSWER).sentence()
    assert f"`hotseat models add {path}`" in told


@pytest.mark.parametrize(
    ("mind", "why"), [("whisper-base", "is not a language model"), ("gpt", "There is no model 'gpt'")]
)
def test_a_mind_that_is_none(mind: str, why: str) -> None:
    assert why in hotseat("rehearse", "--typed", "--mind", mind, stdin=ANSWER).sentence()
    assert sessions() == []


def test_a_mind_that_cannot_be_loaded_is_told_and_the_round_goes_on(tmp_path: Path) -> None:
    """A whole header with weights that are none: found out only by loading it."""
    env = environment(HOTSEAT_MODELS=str(tmp_path / "models"))
    path = tmp_path / "hollow.gguf"
    path.write_bytes(hollow_gguf())
    assert hotseat("models", "add", path, env=env).code == 0
    held = hotseat("rehearse", "--typed", "--mind", "hollow", stdin=ANSWER, env=env)
    assert held.code == 0
    told = [line for line in held.err.splitlines() if line]
    assert len(told) == 1
    assert "The language model hollow.gguf could not be loaded" in told[0]
    assert "Interview framework" in held.out


def test_too_little_memory_gives_the_small_mind_and_says_so() -> None:
    choice = choose_mind(4_000_000_000, 900_000_000)
    assert choice.model_id == "qwen2.5-coder-0.5b"
    assert "Only 0.9 GB of memory are free" in choice.reason and "close" in choice.reason


# ---------------------------------------------------------------- content and options
@pytest.mark.parametrize(
    ("line", "broken", "told"),
    [
        ("title:", "title: [never closed", "line {line}: has a ["),
        ("title:", "titel: Mine", "line {line}, field titel: is not a field here; did you mean 'title'?"),
        ("duration_minutes:", "duration_minutes: soon", "line {line}, field duration_minutes: must be"),
    ],
)
def test_the_users_broken_round_is_told_by_line_and_field(
    home: Path, line: str, broken: str, told: str
) -> None:
    lines = (ROOT / "content" / "rounds" / "pushback-short.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, text in enumerate(lines) if text.startswith(line))
    lines[number] = broken
    mine = home / "content" / "rounds" / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("\n".join(lines), encoding="utf-8")
    listed = hotseat("rounds")
    assert listed.code == 0 and "disagree-and-commit" in listed.out  # ours go on working
    where = told.format(line=number + 1)
    assert (
        f"hotseat: rounds/mine.yaml, {where}" in listed.err
        or f"hotseat: rounds/mine.yaml, {where[:4]}" in listed.err
    )
    checked = hotseat("content", "check")
    assert checked.code == 1
    assert where.split(",")[-1].split(":")[-1].strip() in checked.out
    assert mine.read_text(encoding="utf-8") == "\n".join(lines)


@pytest.mark.parametrize("what", ["round", "level", "company"])
def test_unknown_content_is_answered_with_what_there_is(what: str) -> None:
    told = hotseat(*TYPED, f"--{what}", "nowhere", stdin=ANSWER).sentence()
    assert f"There is no {what} 'nowhere'; there are " in told
    assert sessions() == []


@pytest.mark.parametrize("option", ["--voice", "--strictness"])
def test_an_option_that_is_none_of_a_few(option: str) -> None:
    refused = hotseat(*TYPED, option, "loud", stdin=ANSWER)
    assert refused.code == 2
    assert option in refused.err and "Traceback" not in refused.err


# ---------------------------------------------------------------- candidates
@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("", b"", "holds no sound files (WAV, FLAC, Ogg)"),
        ("a.wav", b"no sound at all", "is not a sound file that can be read"),
        ("a.wav", b"RIFF\x24\0\0\0WAVEfmt ", "is not a sound file that can be read"),
    ],
)
def test_a_candidate_that_cannot_be_heard(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    if name:
        (folder / name).write_bytes(data)
    told = hotseat("rehearse", "--mind", "none", "--candidate", folder).sentence()
    assert why in told and str(folder) in told
    assert sessions() == []


def test_a_candidate_that_is_nowhere(tmp_path: Path) -> None:
    told = hotseat("rehearse", "--mind", "none", "--candidate", tmp_path / "gone.wav").sentence()
    assert "gone.wav cannot be read" in told


# ---------------------------------------------------------------- folders and disks
def test_a_data_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    env = environment(HOTSEAT_HOME=str(tmp_path / "file" / "home"))
    told = hotseat(*TYPED, stdin=ANSWER, env=env).sentence()
    assert str(tmp_path / "file" / "home") in told and "HOTSEAT_HOME" in told
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, on which nothing can be reserved."""
    yield from mounted(tmp_path, "1m")


@pytest.fixture
def larger_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    yield from mounted(tmp_path, "8m")


def mounted(tmp_path: Path, size: str) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk: Path) -> Path:
    """Take all room that is left; the file that holds it."""
    path = disk / "fill"
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return path
    return path


def test_a_full_disk_before_the_round(small_disk: Path) -> None:
    fill(small_disk)
    told = hotseat(*TYPED, stdin=ANSWER, env=environment(HOTSEAT_HOME=str(small_disk))).sentence()
    assert "No space left" in told and "make room" in told


def test_a_read_only_disk(small_disk: Path) -> None:
    env = environment(HOTSEAT_HOME=str(small_disk))
    assert hotseat(*TYPED, stdin=ANSWER, env=env).code == 0
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert "Read-only" in hotseat(*TYPED, stdin=ANSWER, env=env).sentence()
    assert "journal" in hotseat("sessions", "list", env=env).sentence()
    examined = hotseat("doctor", "--json", env={**env, "HOTSEAT_MODELS": str(small_disk / "none")})
    findings = {f["name"]: f for f in json.loads(examined.out)["findings"]}
    assert findings["Data folder"]["state"] == "wrong"
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert len(json.loads(hotseat("sessions", "list", "--json", env=env).out)) == 1


def held_while_the_disk_fills(disk: Path) -> tuple[int, str, str]:
    """A typed round whose disk is full from after the first answer on; room is made again after its end."""
    running = subprocess.Popen(
        [sys.executable, "-m", "desktop", *TYPED],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(HOTSEAT_HOME=str(disk)),
    )  # fmt: skip
    assert running.stdin is not None and running.stdout is not None
    running.stdin.write(ANSWER)
    running.stdin.flush()
    while "You " not in running.stdout.readline():
        pass
    time.sleep(1)  # the answer's probe is written and asked
    filler = fill(disk)
    out, err = running.communicate(
        ANSWER * 2 + "At last I cut the errors from nine to four per cent.\n", timeout=60
    )
    filler.unlink()
    assert "Traceback" not in err
    return running.returncode, out, err


def test_a_disk_that_fills_in_the_midst_of_a_round_loses_no_word(larger_disk: Path) -> None:
    """The journal has taken its room at the beginning, and gives it to the report's files at the end."""
    code, out, err = held_while_the_disk_fills(larger_disk)
    assert (code, err) == (0, "") and "Interview framework" in out
    env = environment(HOTSEAT_HOME=str(larger_disk))
    (session,) = json.loads(hotseat("sessions", "list", "--json", env=env).out)
    assert session["status"] == "done"
    shown = hotseat("sessions", "show", str(session["id"]), env=env).out
    assert "from nine to four per cent" in shown and "Interview framework" in shown


def test_on_a_disk_without_any_room_to_spare_what_was_said_before_is_kept(small_disk: Path) -> None:
    code, out, err = held_while_the_disk_fills(small_disk)
    env = environment(HOTSEAT_HOME=str(small_disk))
    assert code == 1
    assert "could not be written" in out  # told in the midst of the round
    assert "Interview framework" in out  # which goes on to its report
    assert "make room" in err and "sessions recover" in err
    (session,) = json.loads(hotseat("sessions", "list", "--json", env=env).out)
    assert session["status"] == "open"
    assert hotseat("sessions", "recover", str(session["id"]), env=env).code == 0
    assert "led the launch myself" in hotseat("sessions", "show", str(session["id"]), env=env).out


def test_an_export_onto_a_full_disk(small_disk: Path, home: Path) -> None:
    assert hotseat(*TYPED, stdin=ANSWER).code == 0
    before = contents(home)
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - 8192)  # room to begin, not to end
    told = hotseat("sessions", "export", str(sessions()[0]["id"]), "--out", small_disk / "out").sentence()
    assert "could not be written" in told and "nothing is lost" in told
    assert contents(home) == before


def test_an_out_folder_that_is_a_file_is_told_before_the_round(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    told = hotseat(*TYPED, "--out", out, stdin=ANSWER).sentence()
    assert f"{out} cannot be written (it is a file)" in told
    assert out.read_text() == "mine"
    assert sessions() == []


# ---------------------------------------------------------------- sessions and the journal
def test_a_second_instance_leaves_the_first_alone(home: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "desktop", *TYPED],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert first.stdout is not None
    assert "Interviewer" in first.stdout.readline()
    told = hotseat(*TYPED, stdin=ANSWER).sentence()
    assert "Another Hotseat is running" in told and str(home) in told
    out, err = first.communicate(ANSWER, timeout=60)
    assert first.returncode == 0 and err == ""
    assert "Interview framework" in out
    assert len(sessions()) == 1


def test_a_journal_that_is_no_database_is_left_as_it_is(home: Path) -> None:
    (home / "journal.sqlite3").write_bytes(b"this is a text, and long enough to be looked at\n" * 50)
    before = contents(home)
    for command in (("sessions", "list"), (*TYPED,)):
        told = hotseat(*command, stdin=ANSWER).sentence()
        assert str(home / "journal.sqlite3") in told and "move it" in told
    assert contents(home) == before
    (home / "journal.sqlite3").rename(home / "aside")
    assert hotseat(*TYPED, stdin=ANSWER).code == 0


@pytest.mark.parametrize("act", [("show",), ("recover",), ("delete", "--yes"), ("export", "--out", "x")])
def test_an_unknown_session(tmp_path: Path, act: tuple[str, ...]) -> None:
    told = hotseat("sessions", act[0], "nobody", *act[1:]).sentence()
    assert "There is no session that begins with 'nobody'" in told


def test_a_killed_round_is_offered_and_recovered() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "desktop", *TYPED],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment(),
    )  # fmt: skip
    assert running.stdin is not None and running.stdout is not None
    running.stdin.write(ANSWER)
    running.stdin.flush()
    while "You " not in running.stdout.readline():
        pass
    running.kill()
    running.communicate()
    (session,) = sessions()
    assert session["status"] == "open"
    examined = json.loads(hotseat("doctor", "--json", env=environment(HOTSEAT_MODELS="/nowhere")).out)
    assert any(f"sessions recover {session['id']}" in finding["way_on"] for finding in examined["findings"])
    assert "cut off" in hotseat("sessions", "show", str(session["id"])).out
    assert hotseat("sessions", "recover", str(session["id"])).code == 0
    assert "led the launch myself" in hotseat("sessions", "show", str(session["id"])).out


def test_a_deletion_that_is_not_confirmed_deletes_nothing() -> None:
    assert hotseat(*TYPED, stdin=ANSWER).code == 0
    (session,) = sessions()
    for answer in ("n\n", ""):
        kept = hotseat("sessions", "delete", str(session["id"]), stdin=answer)
        assert kept.code == 1 and "Kept." in kept.out and "Traceback" not in kept.err
    assert sessions() == [session]


# ---------------------------------------------------------------- written answers
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: [1,\n", "not valid YAML: line 2"),
        ("- id: x\n  question: Why?\n  answer: 3\n", "case x: answer"),
        ("just words\n", "a list of cases was expected"),
        ("\x00\x01", "not valid YAML"),
    ],
)
def test_written_answers_that_cannot_be_read(tmp_path: Path, text: str, why: str) -> None:
    cases, out = tmp_path / "cases.yaml", tmp_path / "predicted.yaml"
    cases.write_text(text)
    told = hotseat("assess", cases, "--out", out, "--no-mind").sentence()
    assert str(cases) in told and why in told
    assert not out.exists()


def test_labels_that_have_no_place(tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text("- id: x\n  question: Why?\n  answer: [I did it.]\n")
    assert "cannot be written" in hotseat("assess", cases, "--out", tmp_path, "--no-mind").sentence()
