"""The pages of the chatbot, one file a page."""
