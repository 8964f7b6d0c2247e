"""What can be done with the public profile."""
