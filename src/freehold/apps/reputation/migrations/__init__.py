"""The migrations of reputation."""
