"""Runs played again: replays, recordings, what-ifs, and nights with fixes."""
