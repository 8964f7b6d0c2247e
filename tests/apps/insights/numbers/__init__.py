"""Tests of your numbers."""
