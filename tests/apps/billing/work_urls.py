"""The product's addresses with those of money, for tests that run before money is wired."""

from django.urls import include, path

from freehold.config.urls import urlpatterns as rest

urlpatterns = [path("money/", include("freehold.apps.billing.urls")), *rest]
