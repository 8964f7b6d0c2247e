"""Mailboxes: reading them without leaving a trace."""
