"""Django's entry for storefront."""

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "freehold.apps.storefront"
    label = "storefront"
