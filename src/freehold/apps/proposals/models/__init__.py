"""The tables of proposals."""
