"""Addresses of the owner's page."""

from django.urls import path

from freehold.apps.storefront.views import owner

app_name = "storefront"
urlpatterns = [
    path("", owner.settings_page, name="settings"),
    path("briefs/<int:brief_id>/answered/", owner.answered, name="answered"),
]
