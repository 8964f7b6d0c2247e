"""What can be done with outreach."""
