"""The address that a client opens without signing in."""

from django.urls import URLPattern

app_name = "praise"
urlpatterns: list[URLPattern] = []
