"""RSS and Atom feeds of any address."""
