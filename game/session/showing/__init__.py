"""What may be seen of a run, made ready to be shown."""
