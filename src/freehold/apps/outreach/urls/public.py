"""Addresses that anybody can open."""

from django.urls.resolvers import URLPattern

app_name = "unsubscribe"
urlpatterns: list[URLPattern] = []
