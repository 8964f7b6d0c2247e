"""Tests of what the chatbot knows."""
