"""The inbox's pages, one a file: parse, call, render."""
