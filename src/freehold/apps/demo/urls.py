"""Addresses of the demo."""

from django.urls import path

from freehold.apps.demo import views

app_name = "demo"
urlpatterns = [
    path("load/", views.load, name="load"),
    path("remove/", views.remove, name="remove"),
]
