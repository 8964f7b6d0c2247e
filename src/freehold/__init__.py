"""Freehold: the AI workspace that a freelancer owns."""

__version__ = "0.1.0"
