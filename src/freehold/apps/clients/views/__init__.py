"""The pages of clients, one file a page."""
