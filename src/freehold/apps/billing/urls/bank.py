"""Addresses of bank accounts, statements and their lines."""

from django.urls import path

from freehold.apps.billing.views import bank, bank_mapping

urlpatterns = [
    path("bank/", bank.accounts, name="bank"),
    path("bank/upload/", bank.upload, name="bank_upload"),
    path("bank/lines/", bank.lines, name="bank_lines"),
    path("bank/accounts/<int:account_id>/", bank.rename, name="bank_account"),
    path("bank/imports/<int:import_id>/", bank.showing, name="bank_import"),
    path("bank/imports/<int:import_id>/undo/", bank.undo, name="bank_import_undo"),
    path("bank/columns/<str:token>/", bank_mapping.mapping, name="bank_map"),
    path("bank/columns/<str:token>/drop/", bank_mapping.drop, name="bank_map_drop"),
]
