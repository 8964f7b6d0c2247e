"""99Freelas, a Brazilian marketplace that is read from pasted pages."""
