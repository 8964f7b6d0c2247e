"""Addresses of the billing settings."""

from django.urls import path, re_path

from freehold.apps.billing.views import settings

urlpatterns = [
    path("settings/", settings.section, name="settings"),
    path("settings/start/", settings.start, name="settings_start"),
    path("settings/logo/", settings.logo, name="settings_logo"),
    path("settings/sample/", settings.preview, name="settings_sample"),
    path("settings/sample/picture/", settings.picture, name="settings_picture"),
    # Named one by one: other areas have pages below the same word.
    re_path(r"^settings/(?P<name>you|tax|paying|look|numbers|einvoice)/$", settings.section, name="settings_section"),
]
