"""Django's entry for the clients app."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "freehold.apps.clients"
    label = "clients"
