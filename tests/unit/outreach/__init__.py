"""Tests of the rules of outreach."""
