"""Django's entry for webhooks that leave."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "freehold.kit.webhooks"
    label = "webhooks"
