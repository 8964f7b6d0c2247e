"""What a posting is, and what can be read from it."""
