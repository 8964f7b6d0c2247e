"""The pages of reputation: the owner's, and the one that a client opens by a link."""
