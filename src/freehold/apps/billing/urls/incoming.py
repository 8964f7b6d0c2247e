"""Addresses of incoming e-invoices."""

from django.urls import path

from freehold.apps.billing.views import incoming

urlpatterns = [
    path("bills/", incoming.waiting, name="incoming"),
    path("bills/upload/", incoming.upload, name="incoming_upload"),
    path("bills/<str:token>/", incoming.review, name="incoming_review"),
    path("bills/<str:token>/drop/", incoming.drop, name="incoming_drop"),
]
