"""Readings as the board writes them: a value and its unit in few cells, never cut, only coarser."""

from __future__ import annotations

from math import isfinite

from game.engine.readings import Unit
from game.session.view.board import MetricView, Tile


def in_cells(value: float | None, unit: Unit, text: str, room: int) -> str:
    """The most precise way to write a reading in at most `room` cells; "?" if nothing was ever read, "" if none fits."""
    if text:
        return text if len(text) <= room else ""
    if value is None or not isfinite(value):
        return "?"
    return next((form for form in _forms(value, unit) if len(form) <= room), "")


def _forms(value: float, unit: Unit) -> tuple[str, ...]:
    """A reading from precise to coarse."""
    match unit:
        case Unit.SHARE:
            percent = value * 100
            whole = f"{percent:.0f}%"
            fine = f"{percent:.1f}%".replace(".0%", "%")
            return (fine, whole) if abs(percent) < 9.95 else (whole, *(("all",) if whole == "100%" else ()))
        case Unit.SECONDS:
            return _seconds(value)
        case Unit.PLAN:
            return (f"{value:.0f}",)
        case Unit.COUNT | Unit.PER_SECOND | Unit.WORD:
            return _count(value)


def _count(value: float) -> tuple[str, ...]:
    """312, 4,812, 11.4k, 2.1M."""
    size = abs(value)
    for divisor, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= divisor * 10 or (size >= divisor > 1e3):
            scaled = value / divisor
            fine = f"{scaled:.1f}".removesuffix(".0") + letter
            return (fine, f"{scaled:.0f}{letter}") if abs(scaled) < 99.5 else (f"{scaled:.0f}{letter}",)
    whole = f"{value:.1f}".removesuffix(".0") if size < 10 else f"{value:.0f}"
    if size < 1000:
        return whole, f"{value:.0f}"
    return f"{value:,.0f}", f"{value / 1000:.1f}k", f"{value / 1000:.0f}k"


def _seconds(value: float) -> tuple[str, ...]:
    """4ms, 0.4s, 14s, 51m, 2h 40 (2h40, 3h), 5d."""
    size = abs(value)
    if 0 < size < 0.0995:
        return (f"{value * 1000:.0f}ms",)
    if size < 9.95:
        return f"{value:.1f}s".replace(".0s", "s"), f"{value:.0f}s"
    if size < 100:
        return (f"{value:.0f}s",)
    if size < 100 * 60:
        return (f"{value / 60:.0f}m",)
    if size < 48 * 3600:
        hours, minutes = divmod(round(size / 60), 60)
        return f"{hours}h {minutes:02d}", f"{hours}h{minutes:02d}", f"{value / 3600:.0f}h"
    return (f"{value / 86400:.0f}d",)


def age(seconds: float) -> str:
    """An age in at most 4 cells."""
    return in_cells(max(0, round(seconds)), Unit.SECONDS, "", 4) or "old"


def with_noun(tile: Tile, room: int) -> str:
    """A calm reading with what it counts ("0.1% err", "lag 0.4s", "plan 143"), or alone where both do not fit."""
    value = in_cells(tile.value, tile.unit, tile.text, room)
    noun = tile.noun or ("plan" if tile.unit is Unit.PLAN else "")
    if not noun or tile.text or value in ("", "?") or tile.value is None:
        return value
    before = tile.unit is Unit.PLAN or (tile.unit is Unit.SECONDS and noun != "ago")
    forms = (f"{noun} {form}" if before else f"{form} {noun}" for form in _forms(tile.value, tile.unit))
    return next((form for form in forms if len(form) <= room), value)


_SPOKEN = {"ms": " ms", "s": " s", "m": " min", "h": " h", "d": " days"}


def metric_value(metric: MetricView, room: int) -> str:
    """A metric's value as the inspector writes it, with a spoken unit ("4 ms", "88k /s") if that fits."""
    value = in_cells(metric.value, metric.unit, metric.text, room)
    if metric.text or metric.value is None:
        return value
    if metric.unit is Unit.PER_SECOND and len(value) + 3 <= room:
        return f"{value} /s"
    if metric.unit is Unit.SECONDS:
        number = value.rstrip("smhd")
        spoken = number + _SPOKEN.get(value[len(number) :], "")
        return spoken if len(spoken) <= room else value
    return value
