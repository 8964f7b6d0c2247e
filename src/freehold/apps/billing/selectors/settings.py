"""How a workspace bills, and what is still missing before an invoice may leave."""

from __future__ import annotations

from django.db.models import Case, QuerySet, When

from freehold.apps.accounts import selectors as accounts
from freehold.apps.accounts.countries import currency_of
from freehold.apps.billing.models import BillingSettings, EInvoice, Series
from freehold.domain.tax.places import EU
from freehold.kit.scoping.ref import Workspace, id_of


def billing_settings(workspace: Workspace) -> BillingSettings:
    """Return the settings of a workspace; before they are first saved, a row with what is known that is not stored yet."""
    found = BillingSettings.objects.for_workspace(workspace).select_related("workspace").first()
    return found or _fresh(workspace)


def _fresh(workspace: Workspace) -> BillingSettings:
    fresh = BillingSettings(workspace_id=id_of(workspace))
    place = fresh.workspace
    person = accounts.freelancers(id_of(workspace)).first()
    fresh.country = place.country or (person.country if person else "")
    fresh.name = fresh.account_holder = person.name if person else ""
    fresh.city = person.city if person else ""
    # Elsewhere nobody expects an e-invoice, and the European rules would complain about numbers that are not given there.
    fresh.einvoice = EInvoice.FACTURX if fresh.country in EU else EInvoice.NONE
    return fresh


def series_of(workspace: Workspace) -> QuerySet[Series]:
    """Return the series of numbers of a workspace: invoices, quotes, credit notes."""
    rank = Case(When(kind="invoice", then=0), When(kind="quote", then=1), default=2)
    return Series.objects.for_workspace(workspace).order_by(rank, "id")


def vat_currency(settings: BillingSettings, currency: str) -> str:
    """Return the currency that the VAT of a paper in `currency` must be shown in as well; "" when it is the same one."""
    home = currency_of(settings.country)
    return home if home and home != currency else ""
