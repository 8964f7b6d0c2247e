"""Arbeitnow, an open board of work in Germany and Europe."""
