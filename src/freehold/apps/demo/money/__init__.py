"""A year of money for the demo: read from the trade's file, and written through the same services that a person uses."""
