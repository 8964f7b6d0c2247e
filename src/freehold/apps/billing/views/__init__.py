"""The pages of money, one file a page."""
