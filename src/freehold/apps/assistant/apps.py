"""Django's entry for the assistant."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "freehold.apps.assistant"
    label = "assistant"
