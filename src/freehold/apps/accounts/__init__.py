"""Workspaces, the people in them, their profiles, and how they sign in."""
