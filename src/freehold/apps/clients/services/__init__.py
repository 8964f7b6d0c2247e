"""What can be done with clients; one file a family of use cases."""
