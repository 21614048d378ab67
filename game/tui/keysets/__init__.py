"""The keys of screens, each declared once: what a screen binds, its last line names and help explains."""
