"""Addresses of the owner's pages."""

from django.urls.resolvers import URLPattern

app_name = "proposals"
urlpatterns: list[URLPattern] = []
