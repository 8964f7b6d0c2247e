"""Reads of clients."""
