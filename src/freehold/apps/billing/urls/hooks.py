"""Addresses that payment providers call."""

from django.urls import path

from freehold.apps.billing.views import checkout

urlpatterns = [path("hooks/<slug:provider>/<str:hook>/", checkout.hook, name="payment_hook")]
