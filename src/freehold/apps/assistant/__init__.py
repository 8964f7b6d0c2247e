"""The assistant: finds, drafts and prepares across the whole workspace, and never acts alone."""
