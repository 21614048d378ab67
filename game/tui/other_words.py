"""Other words that actions are found by in the palette, beside what they say of themselves."""

from __future__ import annotations

from typing import Final

OTHER_WORDS: Final = {
    "open_options": "settings options preferences theme themes colors keymap motion ascii dark light",
    "wear": "theme colors",
    "export": "export save screenshot picture file svg copy",
    "speed(1)": "speed faster quicker pace",
    "speed(-1)": "speed slower pace",
    "pause": "pause wait resume continue",
    "leave": "quit leave exit title",
    "quit": "quit leave exit",
    "open_glossary": "glossary word words explain meaning",
    "open_records": "records results scores statistics history delete",
    "open_rubric": "rubric score rules points judged grade",
    "open_help": "help keys manual",
    "open_timeline": "timeline history",
    "write_note": "handover hand over shift note",
    "open_notes": "handover notes shift",
    "open_cascade": "cascade first out chain",
    "open_chart": "chart graph curve",
    "open_queue": "queue backlog",
    "open_dns": "dns record plans",
    "open_status": "status update publish tell",
    "page_team": "page call team",
    "acknowledge": "ack",
    "jump": "jump letters",
    "tab('pager')": "pager alarms",
}
"""Words by the action of a key, without the screen it is bound on, or by the name of an action that is given values."""


def other_words(action: str) -> str:
    """What else an action is called; "" if nothing."""
    bare = action.removeprefix("screen.")
    return OTHER_WORDS.get(bare) or OTHER_WORDS.get(bare.partition("(")[0], "")
