"""Outreach: personal messages to people who may be approached, sent only when a person says so."""
