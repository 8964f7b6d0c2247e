"""The writes of learning."""
