"""Help for the player: objectives, hints, the coach, and the colleague beside the seat."""
