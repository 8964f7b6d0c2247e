"""Addresses that anybody can open."""

from django.urls import path

from freehold.apps.outreach.views import unsubscribe

app_name = "unsubscribe"
urlpatterns = [path("u/<str:token>/", unsubscribe.page, name="page")]
