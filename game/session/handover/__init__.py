"""Passing the seat on: from the shift before, to the next one, and the note between them."""
