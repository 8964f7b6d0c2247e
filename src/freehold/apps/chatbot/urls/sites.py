"""Addresses of the pages where the owner sets up the places where visitors can ask."""

from django.urls import path

from freehold.apps.chatbot.views import sites

urlpatterns = [
    path("sites/", sites.listing, name="sites"),
    path("sites/add/", sites.add, name="site_add"),
    path("sites/<int:site_id>/", sites.showing, name="site"),
    path("sites/<int:site_id>/switch/", sites.switch, name="site_switch"),
    path("sites/<int:site_id>/remove/", sites.remove, name="site_remove"),
]
