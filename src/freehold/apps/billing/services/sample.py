"""A sample invoice with invented lines, to look at while the look of papers is chosen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import BillingSettings
from freehold.apps.billing.services.parties import seller
from freehold.apps.billing.services.sheets import columns
from freehold.domain.invoicing import invoice as terms
from freehold.domain.invoicing.parties import Address, Party
from freehold.domain.invoicing.sheet import Sheet
from freehold.domain.invoicing.totals import NO_TOTALS, totalled


def picture(settings: BillingSettings, *, today: date, language: str, width: int) -> bytes:
    """Return the first page of a sample invoice as a PNG. Raises UserError when the logo cannot be used."""
    from freehold.integrations.pdf import preview

    return preview(sheet(settings, today=today, language=language), width=width)[0]


def sheet(settings: BillingSettings, *, today: date, language: str) -> Sheet:
    """Return the sample with these settings."""
    with translation.override(language):
        names = (_("Design of the booking page"), _("Meeting on site"))
    taxed = settings.tax_scheme == "regular"
    category, rate = ("S", Decimal(19)) if taxed else ("O", None)
    lines = (
        terms.Line(
            id="1", name=names[0], quantity=Decimal(12), unit="HUR", price=Decimal(85), net=Decimal(0), vat_category=category, vat_rate=rate
        ),
        terms.Line(
            id="2", name=names[1], quantity=Decimal(1), unit="DAY", price=Decimal(640), net=Decimal(0), vat_category=category, vat_rate=rate
        ),
    )
    paying = (
        (
            terms.PaymentInstructions(
                means_code="58",
                remittance="0042",
                transfers=(terms.CreditTransfer(account=settings.iban, name=settings.account_holder, bic=settings.bic),),
            ),
        )
        if settings.iban
        else ()
    )
    draft = terms.Invoice(
        number="0042",
        issue_date=today,
        due_date=today + timedelta(days=settings.payment_days),
        currency=settings.workspace.currency or "EUR",
        seller=seller(settings),
        buyer=Party(
            name="Hotel Linde GmbH", address=Address(country=settings.country or "DE", line1="Am Markt 1", postcode="80331", city="München")
        ),
        payment=paying,
        lines=lines,
        vat=(),
        totals=NO_TOTALS,
    )
    return Sheet(
        kind="invoice",
        invoice=totalled(draft),
        language=language,
        look=settings.look,  # type: ignore[arg-type]  # a choice of the model, which has the same three
        colour=settings.colour or "#1f5f5b",
        logo=bytes(settings.logo or b""),
        letterhead=tuple(line.strip() for line in settings.letterhead.splitlines() if line.strip()),
        footer=columns(settings.footer),
        watermark="PREVIEW",
    )
