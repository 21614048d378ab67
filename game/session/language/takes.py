"""What else a component takes, when it does not take the word that somebody typed: all from what is declared."""

from __future__ import annotations

from typing import Any

from game.engine.actions import ActionSpec, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.region import Region
from game.engine.words import Sentence, say
from game.session.language.forms import place_word
from game.session.language.vocabulary import component_candidate


def takes_instead(region: Region, spec: ActionSpec, text: str) -> tuple[Sentence, ...]:
    """What to say of a component that does not take an action; nothing if no component is called so, or none is tried.

    A word whose own declaration speaks of the one that was typed comes alone, with what it does.
    """
    part = next((part for part in region.components.values() if component_candidate(part).is_called(text)), None)
    if part is None:
        return ()
    verb = " ".join(spec.words)
    taken = {shape: other for other in part.actions if (shape := _shape(part, other))}
    name = part.id if part.spec.tile is None else part.spec.tile.name
    if not taken:
        return (say('{name} takes no "{verb}", nor any other order.', name=name, verb=verb),)
    refused = say('{name} takes no "{verb}".', name=name, verb=verb)
    meant = [shape for shape, other in taken.items() if spec.words[-1] in _words(other.does)]
    if meant:
        does = taken[meant[0]].does
        return refused, say('"{line}" {does}', line=meant[0], does=f"{does[:1].lower()}{does[1:]}")
    return refused, say("It takes: {listed}.", listed=", ".join(taken))


def _shape(part: Mechanism[Any, Any], spec: ActionSpec) -> str:
    """How one types an action for a component; "" if it does not find this one."""
    places = [place_word(argument) for argument in spec.arguments]
    if spec.arguments and spec.arguments[0].kind is ArgumentKind.COMPONENT:
        if part.id not in part.names_for(spec):
            return ""
        places[0] = part.id
    return " ".join([*spec.words, *places])


def _words(text: str) -> list[str]:
    return [word.strip(".,;:").casefold() for word in text.split()]
