"""A believable workspace to look around in, loaded and removed in one click."""
