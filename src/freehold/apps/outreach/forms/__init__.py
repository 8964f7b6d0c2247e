"""The forms of the outreach pages."""
