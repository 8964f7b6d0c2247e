"""Django's entry for the HTTP client's tables."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    name = "freehold.kit.http"
    label = "http"
