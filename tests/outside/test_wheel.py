"""The built wheel, installed into an empty environment and run in an empty folder: everything it needs is inside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.outside.hotseat_process import NO_SOUND, ROOT

PACKAGES = ("desktop", "speech", "interviewer", "content", "models")
ANSWER = (
    "I disagreed with my manager about the launch date. I measured the errors for two weeks and showed her the "
    "table. She decided to launch anyway, and I wrote the rollback plan and led the launch myself.\n"
)
FONTS = """
from PySide6.QtWidgets import QApplication
from desktop import theme
app = QApplication([])
theme.apply(app)
print(theme.__file__, theme.load_fonts(), len(theme.stylesheet()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without a network from a copy of the sources, so that nothing is left in the tree."""
    source = tmp_path_factory.mktemp("source")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "tests" / "outside", source / "tests", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=source)
    (made,) = out.glob("hotseat-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that has the wheel, and sees our dependencies without us."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    # A path in a .pth file brings its packages and not that folder's own .pth files: our editable install stays out.
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    python = Path(paths["scripts"]) / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
    )
    return Path(paths["scripts"])


def run(*command: str | Path, cwd: Path | None = None, **more: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, text=True, capture_output=True, check=False, encoding="utf-8",
        timeout=300, **more,  # type: ignore[call-overload]
    )  # fmt: skip
    assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    return done


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


def hotseat(installed: Path, folder: Path, *args: str | Path, stdin: str = "") -> str:
    """What the installed program prints, run in `folder` without a hint of where the sources are."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "COV_"))}
    env |= {**NO_SOUND, "HOTSEAT_HOME": str(folder / "home"), "PYTHONWARNINGS": "error"}
    return run(installed / "hotseat", *args, cwd=folder, input=stdin, env=env).stdout


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {
        path.relative_to(ROOT).as_posix()
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == sources
    assert {name.split("/")[0] for name in inside} == set(PACKAGES)


def test_the_licences_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
        assert any(name.endswith("/LICENSE") for name in licences)
        assert any(name.endswith("OFL.txt") for name in licences)
        (metadata,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        assert "License-Expression: GPL-3.0-or-later" in archive.read(metadata).decode()


def test_the_installed_program_helps_and_knows_its_rounds(installed: Path, elsewhere: Path) -> None:
    assert "Rehearse behavioural interviews" in hotseat(installed, elsewhere, "--help")
    assert "disagree-and-commit" in hotseat(installed, elsewhere, "rounds")
    assert "Every content file is right." in hotseat(installed, elsewhere, "content", "check")
    assert "whisper-base" in hotseat(installed, elsewhere, "models", "list")
    assert list(elsewhere.iterdir()) == []  # and nothing of this writes anything


def test_a_typed_round_runs_to_its_report(installed: Path, elsewhere: Path) -> None:
    out = elsewhere / "out"
    told = hotseat(
        installed, elsewhere, "rehearse", "--typed", "--mind", "none", "--out", out, stdin=ANSWER * 2
    )
    assert "Interview framework" in told and "Final scorecard" in told
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["round_id"] == "disagree-and-commit"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "rollback plan" in page and "<style" in page
    assert '"status": "done"' in hotseat(installed, elsewhere, "sessions", "list", "--json")


def test_written_answers_are_labelled(installed: Path, elsewhere: Path) -> None:
    (elsewhere / "cases.yaml").write_text("- id: x\n  question: Why?\n  answer: [I measured it and I won.]\n")
    hotseat(installed, elsewhere, "assess", "cases.yaml", "--out", "predicted.yaml", "--no-mind")
    assert "id: x" in (elsewhere / "predicted.yaml").read_text()


def test_the_windows_fonts_and_styles_are_inside(installed: Path, elsewhere: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    told = run(
        installed / "python", "-c", FONTS, cwd=elsewhere, env={**env, "QT_QPA_PLATFORM": "offscreen"}
    ).stdout
    assert str(installed.parent) in told
    assert "Hotseat Inter" in told
