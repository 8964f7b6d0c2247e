"""Himalayas, an open board of remote work."""
