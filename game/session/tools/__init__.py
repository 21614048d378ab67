"""The tools of the console: one file each. Looking never costs anything and never changes anything."""

from __future__ import annotations

from game.session.tools.tool import Tool

TOOLS: tuple[Tool, ...] = ()

__all__ = ["TOOLS", "Tool"]
