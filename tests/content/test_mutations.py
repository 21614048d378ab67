"""Damaged levels: whatever happens to a file, it either loads or is refused with a place, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.load import Reading, read_level
from game.engine.mechanisms import KINDS
from game.engine.region import Region
from game.paths import levels_path
from tests.content.sample import SAMPLE

VALUES = [
    "0", "-1", "1", "0.5", "1e300", "-1e-300", "99999999999999999999", "9" * 400, "9" * 5000, "inf", "-inf", "nan",
    "true", "false", '""', "''", "[]", "{}", "[[]]", "[{}]", '"\\u0000"', '"\\u001b[2J"', '"\\u202e"', '"{value}{0}"',
    '"' + "x" * 3000 + '"', "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", '"record"', '"store"', "[0, 1]",
    '{ component = "store", metric = "failing" }', '{ share = 2 }', "[" * 30 + "]" * 30, "[" * 2000, "0x7f", "1_000",
]  # fmt: skip


def flip(text: str, dice: random.Random) -> bytes:
    """One byte becomes another."""
    raw = bytearray(text.encode())
    for _ in range(dice.randint(1, 3)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)


def cut(text: str, dice: random.Random) -> bytes:
    """Lines are lost."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 4)):
        del lines[dice.randrange(len(lines))]
    return "\n".join(lines).encode()


def repeat(text: str, dice: random.Random) -> bytes:
    """Lines come twice, or somewhere else."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 3)):
        lines.insert(dice.randrange(len(lines)), lines[dice.randrange(len(lines))])
    return "\n".join(lines).encode()


def swap(text: str, dice: random.Random) -> bytes:
    """Two values change places."""
    lines = text.split("\n")
    pairs = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+ = ", line)]
    one, other = dice.choice(pairs), dice.choice(pairs)
    (key, _, value), (other_key, _, other_value) = lines[one].partition(" = "), lines[other].partition(" = ")
    lines[one], lines[other] = f"{key} = {other_value}", f"{other_key} = {value}"
    return "\n".join(lines).encode()


def retype(text: str, dice: random.Random) -> bytes:
    """A value becomes something else altogether."""
    lines = text.split("\n")
    pairs = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+ = ", line)]
    for _ in range(dice.randint(1, 2)):
        number = dice.choice(pairs)
        lines[number] = lines[number].partition(" = ")[0] + " = " + dice.choice(VALUES)
    return "\n".join(lines).encode()


def misspell(text: str, dice: random.Random) -> bytes:
    """A word is written differently, wherever it stands."""
    words = sorted(set(re.findall(r"[a-z][a-z_-]{3,}", text)))
    word = dice.choice(words)
    other = dice.choice([dice.choice(words), word[::-1], word + "x", word.upper(), ""])
    return text.replace(word, other, dice.choice([1, -1])).encode()


def number(text: str, dice: random.Random) -> bytes:
    """A number grows or turns."""
    found = list(re.finditer(r"(?<![\w.])-?[0-9][0-9_]*(?:\.[0-9]+)?(?![\w:.-])", text))
    match = dice.choice(found)
    new = dice.choice(["0", "-1", "1e9", "1e12", "86400", "1000000", "7", "0.3", "-172800", match.group() * 4])
    return (text[: match.start()] + new + text[match.end() :]).encode()


MUTATIONS: tuple[Callable[[str, random.Random], bytes], ...] = (flip, cut, repeat, swap, retype, misspell, number)


def is_told_with_a_place(reading: Reading) -> None:
    """A scenario, or problems that stand in a file."""
    if not reading.problems:
        assert reading.scenario is not None or reading.is_base
        return
    assert reading.scenario is None
    for problem in reading.problems:
        file = Path(problem.path)
        lines = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.text.isprintable()
        assert ";" in problem.text, "what to write instead is missing"


def runs(reading: Reading) -> None:
    """What was let through does not blow up in the region's hands."""
    if reading.scenario is not None:
        region = Region(reading.scenario.region, 1, KINDS)
        for _ in range(3):
            region.step()


@pytest.mark.parametrize("mutate", MUTATIONS, ids=[mutate.__name__ for mutate in MUTATIONS])
def test_a_damaged_sample_loads_or_is_refused(mutate: Callable[[str, random.Random], bytes], tmp_path: Path) -> None:
    """Eighty damages of each sort to a level that stands alone."""
    dice = random.Random(mutate.__name__)
    path = tmp_path / "harbour.toml"
    for _ in range(80):
        path.write_bytes(mutate(SAMPLE, dice))
        reading = read_level(path)
        is_told_with_a_place(reading)
        runs(reading)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=[mutate.__name__ for mutate in MUTATIONS])
def test_a_damaged_level_or_base_loads_or_is_refused(
    mutate: Callable[[str, random.Random], bytes], tmp_path: Path
) -> None:
    """The same to the shipped ones: the level, then the region that it extends."""
    dice = random.Random(mutate.__name__)
    texts = {
        name: (levels_path() / f"{name}.toml").read_text(encoding="utf-8") for name in ("us-east-1", "empty-answer")
    }
    for name, whole in texts.items():
        for other, text in texts.items():
            (tmp_path / f"{other}.toml").write_text(text, encoding="utf-8")
        for _ in range(40):
            (tmp_path / f"{name}.toml").write_bytes(mutate(whole, dice))
            reading = read_level(tmp_path / "empty-answer.toml")
            is_told_with_a_place(reading)
            runs(reading)
