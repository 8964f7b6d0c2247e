"""Proposals: what is asked and what can be shown for it, the words, the price, and the check that nothing is claimed without evidence."""
