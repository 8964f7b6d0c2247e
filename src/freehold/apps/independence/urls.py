"""The addresses of independence."""

from django.urls import URLPattern

app_name = "independence"
urlpatterns: list[URLPattern] = []
