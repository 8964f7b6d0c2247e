"""Tests of the skill lists."""
