"""Everything is tested as a person or a program would use it."""
