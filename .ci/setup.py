"""Set Hotseat up in this checkout: system packages, virtual environment, llama.cpp for this CPU.

    python3 .ci/setup.py [--test]

Standard library only. Every step that is already done is skipped, so a second run takes a moment.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "hotseat-setup"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What the wheels need from a Debian-like system: PortAudio, the system's voice, and Qt's X11 libraries.
RUN_PACKAGES = [
    "libportaudio2",
    "espeak-ng",
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
]
# What the end-to-end tests need: a virtual sound card, a virtual screen.
TEST_PACKAGES = [
    "pulseaudio",
    "pulseaudio-utils",
    "libasound2-plugins",
    "xvfb",
    "xauth",
    "xdotool",
    "x11-utils",
    "iproute2",
    "util-linux",
]
# A browser, to drive the exported page: not every system has it as a package, and its tests are skipped without.
BROWSER = "chromium"
# llama.cpp without its examples and server: only the library is used.
CMAKE_ARGS = " ".join(
    f"-D{flag}"
    for flag in (
        "GGML_NATIVE=ON",
        "LLAMA_BUILD_EXAMPLES=OFF",
        "LLAMA_BUILD_TESTS=OFF",
        "LLAMA_BUILD_SERVER=OFF",
        "LLAMA_BUILD_TOOLS=OFF",
        "LLAVA_BUILD=OFF",
        "MTMD_BUILD=OFF",
    )
)


def say(text: str) -> None:
    print(f"hotseat: {text}", flush=True)


def stop(text: str) -> None:
    raise SystemExit(f"hotseat: {text}")


def missing_packages(wanted: list[str]) -> list[str]:
    """Those of the wanted Debian packages that are not installed."""
    done = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    have = {line.split()[0] for line in done.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in wanted if name not in have]


def system_packages(test: bool) -> None:
    """Install what is missing where apt and the right to use it are there; otherwise say it in one sentence."""
    if platform.system() != "Linux":
        return
    wanted = RUN_PACKAGES + (TEST_PACKAGES if test else [])
    if not shutil.which("apt-get"):
        say(
            "this is not a Debian-like system: please see that PortAudio, espeak-ng and Qt's X11 libraries are installed."
        )
        return
    missing = missing_packages(wanted)
    browser = test and not (shutil.which("chromium") or shutil.which("google-chrome"))
    if not missing and not browser:
        return
    apt = ["apt-get"]
    if os.geteuid() != 0:
        if (
            not shutil.which("sudo")
            or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
        ):
            if missing:
                say(f"please run once: sudo apt-get install {' '.join(missing)}")
            return
        apt = ["sudo", "-n", "apt-get"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "-q", "--no-install-recommends"]
    say(f"installing {len(missing) + browser} system packages: {' '.join([*missing, *[BROWSER] * browser])}")
    subprocess.run([*apt, "update", "-q"], env=env, check=False)
    if missing and subprocess.run([*install, *missing], env=env, check=False).returncode:
        stop(
            f"the system packages could not be installed; please run: sudo apt-get install {' '.join(missing)}"
        )
    if browser and subprocess.run([*install, BROWSER], env=env, check=False).returncode:
        say("there is no browser to be had as a package: the tests of the exported page are skipped.")


def make_venv() -> None:
    if PYTHON.exists():
        return
    say("making the virtual environment .venv")
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        stop("Python's venv module does not work here; on Debian and Ubuntu please install python3-venv.")


def split_lock() -> tuple[str, str]:
    """The lock file in two: everything that comes as a wheel, and llama-cpp-python, which is built here."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8"))
    built = [block for block in blocks if block.startswith("llama-cpp-python")]
    wheels = [block for block in blocks if not block.startswith("llama-cpp-python")]
    return "\n".join(wheels) + "\n", "\n".join(built) + "\n"


def pip(*arguments: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(PYTHON), "-m", "pip", *arguments], env=env, check=False, cwd=ROOT)
    if done.returncode:
        stop(
            "pip could not install what the lock file names; its message is above. Run the same command again to go on."
        )


def install(text: str, *options: str, env: dict[str, str] | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.lock"
        part.write_text(text, encoding="utf-8")
        pip(
            "install",
            "--disable-pip-version-check",
            "--require-hashes",
            "--no-deps",
            *options,
            "-r",
            str(part),
            env=env,
        )


def cpu() -> str:
    """Changes when the processor does, so that llama.cpp is built anew for another one."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        flags = sorted(
            next(line for line in text.splitlines() if line.startswith(("flags", "Features"))).split()
        )
        return " ".join(flags)
    except (OSError, StopIteration):
        return platform.machine()


def packages() -> None:
    """Install the lock file and the project, unless the stamp says that is done."""
    digest = hashlib.sha256()
    for part in (
        LOCK.read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        cpu().encode(),
        sys.version.encode(),
    ):
        digest.update(part)
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest.hexdigest():
        return
    wheels, built = split_lock()
    say("installing the Python packages of requirements.lock, each checked against its hash")
    install(wheels, "--only-binary", ":all:", "--progress-bar", "on", "-q")
    say("building llama.cpp for this CPU: about five minutes on two cores, once")
    env = {**os.environ, "CMAKE_ARGS": os.environ.get("CMAKE_ARGS", CMAKE_ARGS)}
    env.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 2))
    install(built, "--no-binary", "llama-cpp-python", env=env)
    say("installing Hotseat itself")
    pip("install", "--disable-pip-version-check", "-q", "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(digest.hexdigest(), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--test", action="store_true", help="also what the end-to-end tests need")
    arguments = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is run by whatever Python there is
        stop(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    system_packages(arguments.test)
    make_venv()
    packages()


if __name__ == "__main__":
    main()
