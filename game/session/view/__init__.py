"""What a face sees and gets back: frozen values only. A face never sees the engine.

Seconds are simulated seconds counted from the level's zero (negative before it). Texts are plain text, already cleaned
of control characters, never markup.
"""
