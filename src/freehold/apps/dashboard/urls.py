"""Addresses of the dashboard."""

from django.urls import path

from freehold.apps.dashboard.views.doctor import doctor
from freehold.apps.dashboard.views.today import today

app_name = "dashboard"
urlpatterns = [
    path("", today, name="today"),
    path("doctor/", doctor, name="doctor"),
]
