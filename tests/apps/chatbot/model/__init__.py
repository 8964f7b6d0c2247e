"""Tests of answers in a chat model's words."""
