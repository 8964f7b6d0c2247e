"""Which routers and scopes the API has for money and clients; config/wiring registers them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.api.routers import Routers
from freehold.kit.api.scopes import Scope, Scopes

SCOPES = (
    Scope("clients:read", _("See clients")),
    Scope("clients:write", _("Add and change clients")),
    Scope("invoices:read", _("See quotes, invoices and credit notes")),
    Scope("invoices:write", _("Write drafts")),
    Scope("invoices:issue", _("Issue and cancel: this cannot be undone")),
    Scope("invoices:send", _("Send papers by mail and make links for clients")),
    Scope("payments:read", _("See payments")),
    Scope("payments:write", _("Record payments and take them back")),
    Scope("expenses:read", _("See expenses")),
    Scope("expenses:write", _("Add and delete expenses")),
    Scope("time:read", _("See time")),
    Scope("time:write", _("Book time and run the timer")),
)
_ROUTERS = {
    "/clients": ("freehold.apps.clients.api.router", "Clients"),
    "/documents": ("freehold.apps.billing.api.documents.router", "Quotes, invoices and credit notes"),
    "/payments": ("freehold.apps.billing.api.payments.router", "Payments"),
    "/expenses": ("freehold.apps.billing.api.expenses.router", "Expenses"),
    "/time": ("freehold.apps.billing.api.time.router", "Time"),
}


def register(routers: Routers, scopes: Scopes) -> None:
    """Fill the tables of the API, once."""
    if "clients:read" not in scopes:
        scopes.register(*SCOPES)
        for prefix, (router, tag) in _ROUTERS.items():
            routers.register(prefix, router, tag=tag)
