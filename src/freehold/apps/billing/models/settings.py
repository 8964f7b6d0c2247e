"""How a workspace bills: who it is to the tax office, how it is paid, how its papers look."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class TaxScheme(models.TextChoices):
    """How the owner stands to value added tax."""

    REGULAR = "regular", _("I charge VAT (or the sales tax of my country)")
    SMALL = "small", _("I am exempt as a small business")
    NONE = "none", _("I am not registered for VAT")


class Look(models.TextChoices):
    """The look of the papers."""

    PLAIN = "plain", _("Plain")
    MODERN = "modern", _("Modern")
    LETTER = "letter", _("Letter")


class EInvoice(models.TextChoices):
    """What leaves beside the picture."""

    FACTURX = "facturx", _("One PDF with the e-invoice inside (Factur-X, ZUGFeRD)")
    XRECHNUNG_CII = "xrechnung_cii", _("XRechnung (CII) beside the PDF")
    XRECHNUNG_UBL = "xrechnung_ubl", _("XRechnung (UBL) beside the PDF")
    PEPPOL = "peppol", _("Peppol BIS Billing 3 beside the PDF")
    NONE = "none", _("Only a PDF")


class BillingSettings(WorkspaceOwned):
    """One row a workspace. The address and numbers here are the seller's on every paper.

    `interest` says whether late interest is asked: "law", "terms" or "". `ladder` is the days relative to the due date at
    which a reminder goes out. `set_aside_percent` of what is paid net is shown as put away for income tax.
    """

    name = models.CharField(max_length=200, blank=True)
    trading_name = models.CharField(max_length=200, blank=True)
    line1 = models.CharField(max_length=200, blank=True)
    line2 = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=30, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    tax_number = models.CharField(max_length=60, blank=True)
    registration = models.CharField(max_length=60, blank=True)
    electronic_address = models.CharField(max_length=200, blank=True)
    electronic_scheme = models.CharField(max_length=10, blank=True)
    tax_scheme = models.CharField(max_length=8, choices=TaxScheme.choices, default=TaxScheme.REGULAR)

    account_holder = models.CharField(max_length=200, blank=True)
    iban = models.CharField(max_length=40, blank=True)
    bic = models.CharField(max_length=11, blank=True)
    bank_name = models.CharField(max_length=120, blank=True)
    other_account = models.TextField(blank=True)
    """For countries without IBAN: the lines to print, as the owner writes them."""

    payment_days = models.PositiveSmallIntegerField(default=14)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    discount_days = models.PositiveSmallIntegerField(null=True, blank=True)
    interest = models.CharField(max_length=5, blank=True, default="")
    interest_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    ladder = models.JSONField(default=list, blank=True)
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    rounding_minutes = models.PositiveSmallIntegerField(default=0)
    set_aside_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)

    look = models.CharField(max_length=8, choices=Look.choices, default=Look.PLAIN)
    colour = models.CharField(max_length=7, blank=True, default="#2f6b4f")
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=40, blank=True)
    letterhead = models.TextField(blank=True)
    footer = models.TextField(blank=True)
    einvoice = models.CharField(max_length=16, choices=EInvoice.choices, default=EInvoice.FACTURX)
    check_vat_ids_online = models.BooleanField(default=False)
    newer_rates_online = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="billing_settings_once")]


class Series(WorkspaceOwned):
    """A series of numbers. `kind` is what it counts; `next_number` is taken under a lock only when a document is issued.

    `pattern` may hold {year}, {month} and must hold {number} or {number:04}. With `restarts` the count begins anew each year,
    for which `year` is the year that `next_number` belongs to.
    """

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    pattern = models.CharField(max_length=60)
    next_number = models.PositiveIntegerField(default=1)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    restarts = models.BooleanField(default=True)
    is_default = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "name"], name="series_once")]
