"""Addresses of the owner's pages."""

from django.urls.resolvers import URLPattern

app_name = "outreach"
urlpatterns: list[URLPattern] = []
