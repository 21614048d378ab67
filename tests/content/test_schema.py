"""The format follows the registry, and so do the schema for editors and the reference for authors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest

from game.content import reference, schema, wiring
from game.content.load import load_level
from game.content.schema import json_schema
from game.engine.mechanism import ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms import KINDS, MECHANISMS
from game.engine.readings import Metric, Unit
from game.engine.units import Share
from game.paths import levels_path
from tests.content.sample import SAMPLE, complaints, write


@dataclass(frozen=True, kw_only=True, slots=True)
class LanternSpec(ComponentSpec):
    """A lantern. `glow` is how bright it is."""

    kind: Literal["lantern"] = "lantern"
    glow: Share


class Lantern(Mechanism[LanternSpec, Any]):
    """Something that only these tests know."""

    kind: ClassVar[str] = "lantern"
    spec_type: ClassVar[type[ComponentSpec]] = LanternSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    effects: ClassVar[tuple[Effect, ...]] = (Effect("gust", "It flickers."),)
    metrics = (Metric("light", "light", Unit.SHARE, 1.0),)


@pytest.fixture
def lanterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry with one mechanism more."""
    more = (*MECHANISMS, Lantern)
    monkeypatch.setattr(schema, "MECHANISMS", more)
    monkeypatch.setattr(reference, "MECHANISMS", more)
    monkeypatch.setattr(wiring, "KINDS", {**KINDS, LanternSpec: Lantern})


@pytest.mark.usefixtures("lanterns")
def test_a_new_mechanism_needs_nothing_here(tmp_path: Path) -> None:
    """Levels, messages, schema and reference know it at once."""
    extra = '\n[component.lamp]\nkind = "lantern"\nglow = 0.5\n'
    fault = '\n[fault.wind]\ncomponent = "lamp"\neffect = "gust"\nfrom_s = 0\nuntil_s = 60\n'
    scenario = load_level(write(tmp_path, SAMPLE + extra + fault))
    assert scenario.region.components[-1] == LanternSpec(id="lamp", glow=0.5)
    assert complaints(tmp_path, SAMPLE + extra.replace("0.5", "2")) == [
        "151:1: `glow`: 2 is out of bounds; write a number from 0 to 1"
    ]
    assert complaints(tmp_path, SAMPLE + extra + fault.replace("gust", "guest")) == [
        "155:1: a lantern has no effect `guest`; did you mean `gust`?"
    ]
    assert "LanternSpec" in json_schema()["$defs"]
    assert '### `kind = "lantern"`' in reference.reference()


def test_the_schema_is_one_that_editors_can_use() -> None:
    """No ids inside entries, nothing required but the format, unknown keys refused."""
    made = json_schema()
    assert json.loads(json.dumps(made)) == made
    assert made["required"] == ["format"]
    assert made["additionalProperties"] is False
    assert {"title", "component", "fault", "goal"} <= made["properties"].keys()
    service = made["$defs"]["ServiceSpec"]
    assert "id" not in service["properties"]
    assert "remove" in service["properties"]
    assert service["additionalProperties"] is False
    assert service["properties"]["kind"]["const"] == "service"
    assert made["$defs"]["TileSpec"]["properties"]["row"]["maximum"] == 7


def test_the_authors_reference_is_fresh() -> None:
    """levels/README.md says what the specs say; `python -m game.content.reference` writes it anew."""
    readme = (levels_path() / "README.md").read_text(encoding="utf-8")
    assert readme == reference.with_reference(readme), "stale: run `python -m game.content.reference`"


def test_the_readme_example_is_a_level(tmp_path: Path) -> None:
    """What authors are told to write is sound."""
    readme = (levels_path() / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n")[1].split("```")[0]
    for file in levels_path().glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_level(write(tmp_path, example, "slow-thursday")).title == "A slow Thursday"
