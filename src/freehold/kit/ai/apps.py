"""Django's entry for the chat model."""

from django.apps import AppConfig


class AiConfig(AppConfig):
    name = "freehold.kit.ai"
    label = "ai"
