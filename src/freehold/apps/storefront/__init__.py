"""The public profile: what the freelancer offers, with a form for a brief."""
