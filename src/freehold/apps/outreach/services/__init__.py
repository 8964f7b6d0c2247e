"""The writes of outreach: one file a family of use cases, one function a transaction with its events."""
