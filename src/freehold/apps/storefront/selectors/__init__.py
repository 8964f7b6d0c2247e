"""Reads of storefront."""
