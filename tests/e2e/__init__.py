"""The real program, started as a person would start it, looked at through a real browser."""
