"""Django's entry for the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "freehold.apps.accounts"
    label = "accounts"
