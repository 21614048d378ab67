"""A program in a terminal of its own: keys in, cells out, with what it costs. Linux only (it reads /proc)."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

_TICKS_S = os.sysconf("SC_CLK_TCK")


class PtyGame:
    """Starts `python ARGUMENTS` on a terminal of this size. Use it as a context manager; it is ended on leaving."""

    def __init__(self, arguments: Sequence[str], size: tuple[int, int], environ: Mapping[str, str]) -> None:
        self.columns, self.lines = size
        self.screen = pyte.Screen(self.columns, self.lines)
        self.bytes = 0
        self._stream = pyte.ByteStream(self.screen)
        self._arguments = [sys.executable, *arguments]
        self._environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PATH": os.environ["PATH"], **environ}
        self.pid = 0
        self._terminal = -1
        self._code: int | None = None

    def __enter__(self) -> PtyGame:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execve(self._arguments[0], self._arguments, self._environ)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))
        return self

    def __exit__(self, *unused: object) -> None:
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def ended(self, seconds: float = 10.0) -> int | None:
        """Its exit code, once it ends by itself; None if it goes on for so long."""
        until = time.perf_counter() + seconds
        while self._code is None and time.perf_counter() < until:
            self.read(0.1)
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def read(self, seconds: float) -> float | None:
        """Take in what comes within a time; the moment at which its first bytes came, None if nothing did."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return None
        came = time.perf_counter()
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return None
        self.bytes += len(data)
        self._stream.feed(data)
        return came

    def watch(self, seconds: float) -> None:
        """Take in everything for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def wait_for(self, seen: Callable[[PtyGame], bool], seconds: float = 20.0) -> float:
        """The moment at which the cells that make `seen` true came; TimeoutError if they do not."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            came = self.read(0.5)
            if came is not None and seen(self):
                return came
        raise TimeoutError("\n".join(self.screen.display))

    def says(self, words: str) -> bool:
        """Whether some words are on the screen."""
        return any(words in line for line in self.screen.display)

    def press(self, keys: str) -> float:
        """Type; the moment before."""
        now = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return now

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self.columns, self.lines = columns, lines
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def cpu_s(self) -> float:
        """CPU that it has taken so far, in seconds."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_S

    def memory_mb(self) -> float:
        """Memory that it holds now, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
