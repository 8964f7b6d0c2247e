"""What can be done with proposals."""
