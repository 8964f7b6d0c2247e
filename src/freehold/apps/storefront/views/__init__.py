"""Pages of storefront."""
