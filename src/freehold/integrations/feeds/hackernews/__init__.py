"""Hacker News: the monthly hiring and freelancer threads."""
