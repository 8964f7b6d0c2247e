"""Text as it arrives: markup, hidden parts, encodings, sentences."""
