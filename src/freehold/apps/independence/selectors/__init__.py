"""Reads of independence."""
