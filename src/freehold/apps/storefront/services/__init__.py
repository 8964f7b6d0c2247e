"""What can be done with storefront."""
