"""Addresses of the settings pages of the API. The operations themselves: `path("api/v1/", urls_of(api()))`."""

from django.urls import path

from freehold.kit.api import views

app_name = "api"
urlpatterns = [
    path("settings/api/", views.tokens, name="tokens"),
    path("settings/api/<int:token_id>/revoke/", views.revoke, name="revoke"),
    path("settings/api/description/", views.description, name="description"),
]
