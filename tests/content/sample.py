"""A small sound level that stands alone, for tests to break."""

from __future__ import annotations

from pathlib import Path

from game.content.load import read_level

SAMPLE = '''format = 1
title = "Harbour lights"
tagline = "a small thing"
minutes = 5
briefing = """
It is quiet. You carry the pager.
"""
learn = ["look first"]
zero = 2025-10-19T23:48:00-07:00
zone = "PDT"
take_over_s = 0
end_s = 3600

[region]
name = "us-east-1"
tick_s = 5
start_s = -600

[layer.customers]
name = "CUSTOMERS"
short = "cust"
rows = [0, 1]

[layer.data]
name = "DATA"
short = "data"
rows = [5]

[layer.base]
name = "FOUNDATION"
short = "base"
rows = [6, 7]

[component.record]
kind = "dns_record"
name = "store.example"
owner = "storage"

[component.record.tile]
layer = "base"
row = 6
column = 0
name = "DNS record"
short = "Record"
metric = "errors"

[component.planner]
kind = "dns_planner"
record = "record"

[component.enactor-1]
kind = "dns_enactor"
record = "record"
planner = "planner"
zone = "az1"

[component.resolvers]
kind = "resolvers"
record = "record"

[component.store]
kind = "service"
owner = "storage"
capacity_per_s = 1000
bound = 20_000

[component.store.clients.public]
rate_per_s = 700.5
timeout_s = 10
through = "resolvers"

[component.store.tile]
layer = "data"
row = 5
column = 0
name = "Store"
short = "Store"
metric = "failing"
degraded_at = 0.05
down_at = 0.5
alarm = "{value} of calls fail"

[component.front]
kind = "service"
capacity_per_s = 500
bound = 5000
clients = { public = { rate_per_s = 100 } }
needs = { store = { share = 0.5 } }

[component.shops]
kind = "customers"
people = 40000
needs = { front = 0.9 }

[component.shops.tile]
layer = "customers"
row = 0
column = 1
name = "Shops"
short = "Shops"
metric = "failing"

[team.storage]
name = "Storage"
people = ["Mara", "Tobias"]
answers_s = 420

[channel]
trust = 80

[cause.dns]
label = "DNS"
true = true
proofs = ["dig *"]

[runbook.record]
title = "An empty record"
lines = ["Read the answer to its end.", "", "Stop the writers first."]

[fault.slow]
component = "enactor-1"
effect = "loses_locks"
from_s = -600
until_s = 900

[milestone.empty]
name = "The record is empty"
when = [{ component = "record", metric = "addresses", at_most = 0 }]

[milestone.back]
name = "It answers again"
when = [{ component = "record", metric = "addresses", at_least = 1 }]
after = "empty"

[[change]]
at_s = -5400
component = "store"
text = "nine load balancers added"

[goal]
after = "empty"
healthy = [{ component = "store", metric = "failing", at_most = 0.01 }]
hold_s = 600

[par]
nothing = 1000
reference = 100
'''


def write(folder: Path, text: str = SAMPLE, name: str = "harbour") -> Path:
    """A level file in a folder."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def complaints(folder: Path, text: str, name: str = "harbour") -> list[str]:
    """What is wrong with a level, each as `line:column: text`."""
    path = write(folder, text, name)
    problems = read_level(path).problems
    assert all(problem.path == str(path) for problem in problems)
    return [f"{problem.line}:{problem.column}: {problem.text}" for problem in problems]
