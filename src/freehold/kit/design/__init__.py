"""The look of Freehold: tokens, components, page frame, keyboard and command palette, charts drawn on the server."""
