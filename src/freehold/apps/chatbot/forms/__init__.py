"""The forms of the chat."""
