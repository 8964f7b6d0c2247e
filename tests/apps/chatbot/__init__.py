"""Tests of the chatbot."""
