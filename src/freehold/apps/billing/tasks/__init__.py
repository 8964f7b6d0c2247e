"""The work in the background, one file an area. Each task may be run twice without harm."""
