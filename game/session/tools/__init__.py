"""The tools of the console: one file each. Looking never costs anything and never changes anything."""

from __future__ import annotations

from game.session.tools import (
    alarms,
    changes,
    depends,
    dig,
    explain,
    graph,
    hint,
    history,
    leases,
    logs,
    notes,
    plans,
    probe,
    queue,
    runbook,
    status,
)
from game.session.tools import help as help_tool
from game.session.tools.tool import Tool

TOOLS: tuple[Tool, ...] = (
    dig.TOOL,
    status.TOOL,
    alarms.TOOL,
    logs.TOOL,
    graph.TOOL,
    depends.TOOL,
    plans.TOOL,
    leases.TOOL,
    queue.TOOL,
    probe.TOOL,
    changes.TOOL,
    runbook.TOOL,
    history.TOOL,
    notes.TOOL,
    explain.TOOL,
    hint.TOOL,
    help_tool.TOOL,
)

__all__ = ["TOOLS", "Tool"]
