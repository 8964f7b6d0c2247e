"""Addresses of money, one file a group of pages."""

from django.urls import path

from freehold.apps.billing.urls import (
    bank,
    documents,
    imports,
    incoming,
    online,
    payments,
    recurring,
    reminders,
    sending,
    settings,
    vat_checks,
    work,
)
from freehold.apps.billing.views import overview

app_name = "billing"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("export/", overview.export, name="export"),
    path("statements/<int:client_id>/", overview.statement, name="statement"),
    *documents.urlpatterns,
    *sending.urlpatterns,
    *payments.urlpatterns,
    *bank.urlpatterns,
    *recurring.urlpatterns,
    *reminders.urlpatterns,
    *work.urlpatterns,
    *incoming.urlpatterns,
    *imports.urlpatterns,
    *online.urlpatterns,
    *settings.urlpatterns,
    *vat_checks.urlpatterns,
]
