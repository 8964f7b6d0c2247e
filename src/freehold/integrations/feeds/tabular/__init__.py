"""Spreadsheets and lists: CSV and JSON Lines."""
