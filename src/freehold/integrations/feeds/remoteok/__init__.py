"""Remote OK, an open board."""
