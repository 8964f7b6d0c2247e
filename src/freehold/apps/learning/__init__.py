"""Learning: what to learn next."""
