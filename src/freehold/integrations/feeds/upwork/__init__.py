"""Upwork's search, asked with a key of your own."""
