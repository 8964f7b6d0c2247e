"""The writes of the inbox: one file a family of use cases, one function a transaction with its events."""
