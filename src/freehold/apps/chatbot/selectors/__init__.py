"""The reads of the chatbot. Each begins with the workspace it reads for; nothing here writes."""
