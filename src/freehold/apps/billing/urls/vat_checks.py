"""Address of the check of a client's VAT number."""

from django.urls import path

from freehold.apps.billing.views import vat_checks

urlpatterns = [path("clients/<int:client_id>/check-vat/", vat_checks.check_vat, name="check_vat")]
