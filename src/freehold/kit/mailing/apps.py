"""Django's entry for outgoing mail."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "freehold.kit.mailing"
    label = "mailing"
