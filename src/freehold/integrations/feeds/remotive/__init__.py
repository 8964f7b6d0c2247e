"""Remotive, an open board of remote work."""
