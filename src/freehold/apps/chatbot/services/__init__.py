"""The writes of the chatbot: one file a family of use cases, one function a transaction with its events."""
