"""Jobicy, an open board of remote work."""
