"""The chatbot's work in the background, a module a subject."""
