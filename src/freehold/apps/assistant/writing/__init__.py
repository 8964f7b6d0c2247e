"""The writing desk: checks any long text field on this machine, and rewrites with a chat model where one is connected."""
