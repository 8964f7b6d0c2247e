"""Tests of the rules of conversations."""
