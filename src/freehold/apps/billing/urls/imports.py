"""Addresses of imports from other programs."""

from django.urls import path

from freehold.apps.billing.views import imports

urlpatterns = [
    path("imports/", imports.listing, name="imports"),
    path("imports/upload/", imports.upload, name="imports_upload"),
    path("imports/<int:run_id>/", imports.showing, name="import"),
    path("imports/<int:run_id>/confirm/", imports.confirm, name="import_confirm"),
    path("imports/<int:run_id>/drop/", imports.drop, name="import_drop"),
    path("imports/<int:run_id>/undo/", imports.undo, name="import_undo"),
]
