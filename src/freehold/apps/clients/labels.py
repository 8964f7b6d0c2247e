"""What the fields of clients and people are called, for comparing, importing and exporting."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "kind": _("Kind"),
    "legal_name": _("Legal name"),
    "line1": _("Street and number"),
    "line2": _("Addition to the address"),
    "postcode": _("Postcode"),
    "city": _("City"),
    "region": _("Region or state"),
    "country": _("Country"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "website": _("Website"),
    "vat_id": _("VAT number"),
    "tax_number": _("Tax number"),
    "registration": _("Registration"),
    "buyer_reference": _("Their reference"),
    "electronic_address": _("Address for e-invoices"),
    "electronic_scheme": _("Kind of that address"),
    "language": _("Language"),
    "currency": _("Currency"),
    "payment_days": _("Days to pay"),
    "hourly_rate": _("Rate per hour"),
    "number": _("Your number for them"),
    "channel": _("Came and pays through"),
    "tags": _("Tags"),
    "notes": _("Notes"),
    "fields": _("Own fields"),
}
