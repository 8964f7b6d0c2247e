"""What can be done with money; one file a family of use cases, one function a transaction."""
