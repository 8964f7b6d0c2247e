"""Independence: what the business depends on, and what to do about it."""
