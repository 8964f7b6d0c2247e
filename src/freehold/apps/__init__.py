"""Floor 3: one folder per noun that a freelancer would recognise."""
