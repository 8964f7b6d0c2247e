"""Floor 1: Django helpers without business nouns."""
