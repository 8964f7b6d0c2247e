"""Freelancehunt, asked with a key of your own."""
