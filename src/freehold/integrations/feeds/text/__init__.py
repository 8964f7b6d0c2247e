"""Text that a person pasted."""
