"""Writes of independence, and what the gauges are worked out from."""
