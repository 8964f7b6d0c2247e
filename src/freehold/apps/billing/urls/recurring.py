"""Addresses of recurring invoices."""

from django.urls import path

from freehold.apps.billing.views import recurring

urlpatterns = [
    path("recurring/", recurring.listing, name="recurring"),
    path("recurring/add/", recurring.add, name="recurring_add"),
    path("recurring/<int:plan_id>/", recurring.showing, name="recurring_plan"),
    path("recurring/<int:plan_id>/edit/", recurring.edit, name="recurring_edit"),
    path("recurring/<int:plan_id>/run/", recurring.run, name="recurring_run"),
    path("recurring/<int:plan_id>/pause/", recurring.pause, name="recurring_pause"),
    path("recurring/<int:plan_id>/resume/", recurring.resume, name="recurring_resume"),
    path("recurring/<int:plan_id>/end/", recurring.end, name="recurring_end"),
    path("recurring/<int:plan_id>/skip/", recurring.skip, name="recurring_skip"),
    path("recurring/<int:plan_id>/delete/", recurring.delete, name="recurring_delete"),
    path("<int:document_id>/recurring/", recurring.from_document, name="recurring_from_document"),
]
