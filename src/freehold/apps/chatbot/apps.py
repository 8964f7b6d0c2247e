"""Django's entry for the chatbot."""

from django.apps import AppConfig


class ChatbotConfig(AppConfig):
    name = "freehold.apps.chatbot"
    label = "chatbot"
