"""The assistant's reads and drafts for other programs, by the Model Context Protocol."""
