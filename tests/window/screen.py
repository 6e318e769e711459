"""A screen in memory (Xvfb), and the app on it, seen by its title and driven by real key presses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


def missing() -> str:
    """What keeps this machine from having a screen in memory, empty if nothing does."""
    programs = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    return f"{', '.join(programs)} not installed (Debian: xvfb, xdotool)" if programs else ""


@contextmanager
def screen(size: str = "1280x800") -> Iterator[Mapping[str, str]]:
    """The variables that make programs use it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            settings = {"DISPLAY": f":{pipe.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        _wait_until_up(settings)
        yield settings
    finally:
        server.terminate()
        server.wait(10)


def _wait_until_up(settings: Mapping[str, str]) -> None:
    """Raises TimeoutError when nobody can connect within 10 s."""
    look = ["xdotool", "getdisplaygeometry"]
    end = time.monotonic() + 10
    while subprocess.run(look, env={**os.environ, **settings}, capture_output=True, check=False).returncode:
        if time.monotonic() > end:
            raise TimeoutError(f"Xvfb at {settings['DISPLAY']} did not come up")
        time.sleep(0.1)


class App:
    """`hotseat` on a screen."""

    def __init__(self, env: Mapping[str, str], *arguments: str) -> None:
        self._env = {**os.environ, **env}
        command = [sys.executable, "-m", "desktop", *arguments]
        self._process = subprocess.Popen(command, env=self._env, stderr=subprocess.PIPE, text=True)
        self._window = ""

    def title(self) -> str:
        """Of its window, empty while there is none."""
        if not self._window:
            found = self._tool("search", "--onlyvisible", "--name", "Hotseat").split()
            self._window = found[0] if found else ""
        return self._tool("getwindowname", self._window).strip() if self._window else ""

    def press(self, *keys: str) -> None:
        """Real presses, to the window that has the focus."""
        self._tool("windowfocus", "--sync", self._window)
        self._tool("key", *keys)

    def wait_for(self, page: str, seconds: float = 30.0) -> None:
        """Until the window shows a page, by its title."""
        self.until(lambda: self.title().startswith(page), f"the page '{page}' did not come", seconds)

    def until(self, true: Callable[[], bool], otherwise: str, seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            if self._process.poll() is not None:
                raise AssertionError(f"{otherwise}: hotseat ended: {self.close()[1]}")
            assert time.monotonic() < end, f"{otherwise} within {seconds:.0f} s; shown is '{self.title()}'"
            time.sleep(0.1)

    def close(self) -> tuple[int, str]:
        """End it as the system would; its exit code and what it wrote on standard error."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            _, errors = self._process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            _, errors = self._process.communicate()
        return self._process.returncode, errors

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._env, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout
