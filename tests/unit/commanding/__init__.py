"""Tests of what is read from commands."""
