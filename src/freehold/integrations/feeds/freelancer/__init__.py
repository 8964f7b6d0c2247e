"""Freelancer.com's active projects, asked with a key of your own where its owner has allowed that."""
