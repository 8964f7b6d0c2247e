"""The pages of independence."""
