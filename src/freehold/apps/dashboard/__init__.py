"""Today: what needs you now, in order, each with one action."""
