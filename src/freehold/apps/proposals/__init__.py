"""Proposals: written from an opportunity or a brief, sent, read, and accepted by a link."""
