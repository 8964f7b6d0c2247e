"""Freelancers and postings compared, with the reasons."""
