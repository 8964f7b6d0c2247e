"""Insights: what the business's own numbers say."""
