"""What a player chose, as it holds now: looks, motion and keys, from the file, the environment and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.session.keeping.settings import Settings, in_force
from game.session.keeping.settings_file import SettingsFile, Trouble
from game.tui.keys import Keymap
from game.tui.theme import Manner, choose_manner

if TYPE_CHECKING:
    from game.tui.keymap import Unfit

_NO_KEYS = Keymap()


class Wardrobe:
    """Keeps the choices and says what follows from them. `environ` always has the last word; `theme` and `ascii_only` of
    the command line hold until the player chooses something else on the screen.
    """

    def __init__(
        self, kept: SettingsFile, environ: Mapping[str, str], theme: str | None = None, *, ascii_only: bool = False
    ) -> None:
        self.kept = kept
        self.environ = environ
        self._theme = theme
        self._ascii_only = ascii_only
        self._unfit: tuple[Unfit, ...] = ()
        self.keymap = _NO_KEYS
        self._learn_keys()

    @property
    def settings(self) -> Settings:
        """The choices as they hold now."""
        chosen = self.kept.settings
        said = replace(chosen, theme=self._theme or chosen.theme, ascii_only=self._ascii_only or chosen.ascii_only)
        return in_force(said, self.environ)

    def manner(self) -> Manner:
        """How to draw, by these choices."""
        now = self.settings
        return choose_manner(self.environ, now.theme or None, ascii_only=now.ascii_only, keys=self.keymap)

    def troubles(self) -> tuple[str, ...]:
        """What of the file cannot be followed, each in a sentence with its line."""
        keys = [
            Trouble(f"{it.id}: {it.why[:1].lower()}{it.why[1:]}", self.kept.line_of("keys", it.id))
            for it in self._unfit
        ]
        found = sorted([*self.kept.troubles, *keys], key=lambda trouble: trouble.line)
        return tuple(self.kept.said(trouble) for trouble in found)

    def change(self, settings: Settings) -> str:
        """Choose anew and keep it; "" or, in a sentence, why it cannot be kept. The choice holds in either case."""
        before = self.kept.settings
        if settings.theme != before.theme:
            self._theme = None
        if settings.ascii_only != before.ascii_only:
            self._ascii_only = False
        hindered = self.kept.save(settings)
        self._learn_keys()
        return hindered

    def _learn_keys(self) -> None:
        """Places are only asked for if somebody wants other keys: it takes a moment."""
        chosen = self.kept.settings
        self.keymap, self._unfit = _NO_KEYS, ()
        if chosen.preset or chosen.keys:
            from game.tui.all_places import all_places
            from game.tui.keymap import keymap_for

            self.keymap, self._unfit = keymap_for(chosen, all_places())
