"""Jump mode: a letter over everything that can be clicked; a letter does what a click would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from game.tui.all_places import place
from game.tui.keysets.jump import PLACE
from game.tui.paint.chips import Spot, codes, placed, spots
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.zone import Zone


@dataclass(frozen=True, slots=True)
class Aim:
    """Something that can be clicked: where it stands in its zone, and what the click means."""

    zone: Zone
    x: int
    y: int
    command: str


def aims(under: Everywhere) -> dict[str, Aim]:
    """Everything that can be clicked on a screen, by its letters. The board comes first, so that its letters stay."""
    zones = [zone for zone in under.query(Zone) if zone.is_attached and zone.display and zone.region.area]
    zones.sort(key=lambda zone: zone.id != "board")
    listed = [(zone, spot) for zone in zones for spot in spots(zone.canvas)]
    unnamed = [(zone, spot) for zone, spot in listed if not _names_its_key(under, zone, spot)]
    found = unnamed or listed  # where all name their keys, a letter on each does no harm
    placed_at: dict[Zone, set[tuple[int, int]]] = {}
    made = {}
    for letters, (zone, spot) in zip(codes(len(found)), found, strict=True):
        taken = placed_at.setdefault(zone, set())
        x = placed(zone.canvas, spot, len(letters), taken)
        taken.update((cell, spot.y) for cell in range(x, x + len(letters)))
        made[letters] = Aim(zone, x, spot.y, spot.command)
    return made


def _names_its_key(under: Everywhere, zone: Zone, spot: Spot) -> bool:
    """Whether the key that does the same is written there already: a letter over it would only hide that."""
    words = zone.canvas.text_line(spot.y)[spot.x :].split(maxsplit=1)
    does = spot.command.removeprefix("do ").removeprefix("screen.")
    keymap = house(under).keymap_of
    keys = [key for name in (under.where, under.place_id(), "everywhere") if (it := place(name)) for key in it.keys]
    return any(
        words[:1] == [keymap.first(key)] and key.action.removeprefix("screen.").startswith(does.partition(" ")[0])
        for key in keys
    )


class JumpScreen(Screen[None]):
    """Lies over a screen without hiding it, and takes one key or two."""

    AUTO_FOCUS = ""
    where = PLACE.id
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, under: Everywhere) -> None:
        super().__init__()
        self.styles.background = "transparent"
        self.under = under
        self.typed = ""
        self.aims: dict[str, Aim] = {}
        self._begun_at = under.size

    def on_mount(self) -> None:
        """Put the letters up."""
        self.aims = aims(self.under)
        if self.aims:
            self._show()
        else:
            self.action_back()

    def _show(self) -> None:
        """Letters that still fit what was typed."""
        for zone in self.under.query(Zone):
            zone.mark(
                tuple(
                    (aim.x + len(self.typed), aim.y, letters[len(self.typed) :])
                    for letters, aim in self.aims.items()
                    if aim.zone is zone and letters.startswith(self.typed)
                )
            )

    def on_resize(self, event: events.Resize) -> None:
        """Everything stands somewhere else now."""
        if event.size != self._begun_at:
            self.action_back()

    async def on_key(self, event: events.Key) -> None:
        """A letter of a chip, or any other key, which leaves."""
        if event.key == "ctrl+q":
            return
        event.stop()
        event.prevent_default()
        self.typed += (event.character or " ").lower()
        aim = self.aims.get(self.typed)
        if aim is not None:
            self.action_back()
            aim.zone.post_message(Zone.Pressed(aim.zone, aim.command))
        elif any(letters.startswith(self.typed) for letters in self.aims):
            self._show()
        else:
            self.action_back()

    def on_click(self) -> None:
        """A click leaves, too."""
        self.action_back()

    def action_back(self) -> None:
        """Take the letters away."""
        if self.app.screen is self:
            self.app.pop_screen()

    def on_unmount(self) -> None:
        """However it is left, the screen below is as it was."""
        for zone in self.under.query(Zone):
            zone.mark(())
