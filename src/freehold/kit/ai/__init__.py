"""The owner's chat model: where it is, what it may cost, and every call that was made."""
