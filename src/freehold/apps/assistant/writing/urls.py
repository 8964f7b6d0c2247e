"""Addresses of the writing desk, below those of the assistant."""

from django.urls import path

from freehold.apps.assistant.writing import views

urlpatterns = [
    path("writing/", views.settings_page, name="writing"),
    path("writing/check/", views.check_text, name="writing_check"),
    path("writing/rewrite/", views.rewrite_text, name="writing_rewrite"),
    path("writing/learn/", views.learn, name="writing_learn"),
    path("writing/switch-off/", views.switch_off, name="writing_switch_off"),
]
