"""The report of a run on paper: one document, and one file for each format that it is written in."""
