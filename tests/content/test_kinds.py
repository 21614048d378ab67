"""Levels can use queues with workers, fleets, customers' instances and remediation, and are told what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.mechanisms import KINDS
from game.engine.mechanisms.remediation import AUTOMATION
from game.engine.mechanisms.worker_queue import RESTORE
from game.engine.region import Region
from game.session.language.vocabulary import Vocabulary
from tests.content.sample import SAMPLE, complaints, write

HARBOUR = """
[component.stock]
kind = "service"
capacity_per_s = 1000
bound = 5000

[component.stock.clients.public]
rate_per_s = 10

[component.stock.clients.lanterns]
rate_per_s = 0

[component.stock.clients.boats]
rate_per_s = 0

[component.berths]
kind = "leases"
hosts = 1000
store = "store"

[component.mail]
kind = "worker_queue"
rate_per_s = 10
capacity_per_s = 20
patience_s = 60
day = [1, 0.5]
needs = { store = { share = 0.5, as_client = "public" } }
stops_after_s = 600
part_of = "front"

[component.lanterns]
kind = "fleet"
hosts = 100
launcher = "stock"
as_client = "lanterns"
credentials = "front"
credentials_as = "public"

[component.keeper]
kind = "remediation"
watches = ["lanterns"]
part_of = "front"

[component.boats]
kind = "autoscaling"
instances = 1000
launcher = "stock"
as_client = "boats"
day = [1, 0.5]
churn_per_s = 0.1
held_by = "berths"
"""


def test_a_level_can_use_them(tmp_path: Path) -> None:
    """It loads and runs; what can be restored or switched is offered under its own name and that of its service, once."""
    scenario = load_level(write(tmp_path, SAMPLE + HARBOUR))
    region = Region(scenario.region, 1, KINDS)
    for _ in range(50):
        region.step()
    words = Vocabulary(scenario, region, lambda: ())
    assert [candidate.word for candidate in words.candidates(RESTORE, RESTORE.arguments[0])] == ["mail", "front"]
    assert [candidate.word for candidate in words.candidates(AUTOMATION, AUTOMATION.arguments[0])] == [
        "keeper",
        "front",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('as_client = "boats"', 'as_client = "ships"', "`boats` cannot be built: `stock` has no client `ships`"),
        ('as_client = "boats"', 'as_client = "public"', "the client `public` of `stock` asks by itself"),
        ('as_client = "boats"', 'as_client = "lanterns"', "lanterns and boats cannot both launch as"),
        ('watches = ["lanterns"]', 'watches = ["mail"]', "`mail` is of kind worker_queue, but kind fleet is needed"),
        ('watches = ["lanterns"]', "watches = []", "`watches` is empty"),
        ('held_by = "berths"', 'held_by = "mail"', "kind leases is needed here; write `berths`"),
        ('part_of = "front"', 'part_of = "frond"', "did you mean `front`?"),
        (
            "stops_after_s = 600",
            'stops_after_s = 600\nhidden = ["stock"]',
            "`mail` does not need `stock`, so there is nothing",
        ),
        ("patience_s = 60", "patience_s = 0", "`patience_s`: 0 is out of bounds"),
        ("hosts = 100\n", "hosts = 0\n", "`hosts`: 0 is out of bounds"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each mistake is named, where it is."""
    assert old in HARBOUR
    found = complaints(tmp_path, SAMPLE + HARBOUR.replace(old, new))
    assert any(told in complaint for complaint in found), found
