"""Django's entry for learning."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "freehold.apps.learning"
    label = "learning"
