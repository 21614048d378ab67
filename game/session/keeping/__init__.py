"""What stays on the player's disk: results, settings, exports and answers."""
