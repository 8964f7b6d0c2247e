"""The forms of the money pages."""
