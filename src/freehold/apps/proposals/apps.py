"""Django's entry for proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "freehold.apps.proposals"
    label = "proposals"
