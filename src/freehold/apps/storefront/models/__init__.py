"""The tables of storefront."""
