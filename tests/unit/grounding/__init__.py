"""Tests of what a model may say."""
