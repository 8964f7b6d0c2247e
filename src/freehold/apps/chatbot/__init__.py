"""The client chatbot: knowledge, the widget, conversations, and the way to a person."""
