"""Portable reputation: a signed work history that anybody can check without Freehold's database."""
