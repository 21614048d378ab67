"""A player to be killed: it says line after line and tells, through a pipe, which of them were answered."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from game.session.journal import read_journal
from game.session.replaying.replay import resume
from game.session.session import Session
from game.session.view.console import ReplyKind
from tests.session.night import small_night

LINES = ("sev 1", "sev 2", "status", "sev 3", "plans", "hypothesis dns 50", "changes", "hypothesis deploy 10")


def play(path: Path, out: int) -> None:
    """Begin or resume, then say a line in every second or two, until the night ends (or somebody pulls the plug)."""
    night = small_night()
    session = resume(read_journal(path), night) if path.exists() else Session.begin(night, 1, path)
    os.write(out, b"ready\n")
    number = len(session.run.said)
    while not session.run.ended:
        reply = session.submit(LINES[number % len(LINES)])
        if reply.kind in (ReplyKind.DONE, ReplyKind.OUTPUT):
            said = session.run.said[-1]
            os.write(out, f"{said.second} {said.line}\n".encode())
        number += 1
        session.advance_to(session.run.second + 1 + number % 2)


def killed_at_random(path: Path, luck: random.Random) -> list[str]:
    """Play in a process of its own, kill it some time after it is ready, and return the lines that were answered."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            play(path, write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.readline()
        assert told == b"ready\n"
        time.sleep(luck.uniform(0.0, 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        answered = pipe.read()
    return answered.decode().split("\n")[:-1]
