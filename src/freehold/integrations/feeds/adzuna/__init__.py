"""Adzuna, a search over many boards that is asked with a key of your own."""
