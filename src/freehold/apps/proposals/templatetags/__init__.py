"""The tags of proposals."""
