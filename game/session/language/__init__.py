"""The words of the console: what they are, how a line is read, how sentences are written."""
