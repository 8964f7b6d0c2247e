"""Workana, a marketplace that is read from pasted pages."""
