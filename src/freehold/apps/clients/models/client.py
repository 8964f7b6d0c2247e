"""A client, and the people to write to there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned

LONGEST_NAME = 200


class ClientKind(models.TextChoices):
    """Whether the client buys for a business: taxes and late interest depend on it."""

    COMPANY = "company", _("Business")
    PERSON = "person", _("Private person")
    PUBLIC = "public", _("Public body")


class Client(WorkspaceOwned):
    """A company, public body or private person that is worked for.

    `country` is ISO 3166-1 alpha-2, `currency` ISO 4217, `language` ISO 639-1; empty ones mean "as the workspace".
    `buyer_reference` is what the client wants on every invoice (BT-10, in Germany the Leitweg-ID). `electronic_address` with its
    `electronic_scheme` (EAS) is where e-invoices are received (BT-49). `vat_check` keeps the last answer of VIES.
    `payment_days` and `hourly_rate` None mean "as the workspace". `number` is the client's own number, given when it is stored.
    `fields` holds the values of the workspace's own fields by the id of their definition, as text; `words` is what searches and
    filters find of them and of the tags (see words.py). A client with `merged_into` is hidden: it is kept because papers that
    were issued name it for good. `forgotten_at` is set where only what the law asks to keep is left.
    """

    kind = models.CharField(max_length=8, choices=ClientKind.choices, default=ClientKind.COMPANY)
    number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    line1 = models.CharField(max_length=200, blank=True)
    line2 = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=30, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=500, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    tax_number = models.CharField(max_length=60, blank=True)
    registration = models.CharField(max_length=60, blank=True)
    vat_checked_at = models.DateTimeField(null=True, blank=True)
    vat_check = models.JSONField(default=dict, blank=True)
    buyer_reference = models.CharField(max_length=100, blank=True)
    electronic_address = models.CharField(max_length=200, blank=True)
    electronic_scheme = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    payment_days = models.PositiveSmallIntegerField(null=True, blank=True)
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    tags = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    fields = models.JSONField(default=dict, blank=True)
    words = models.TextField(blank=True, default="")
    origin = models.CharField(max_length=100, blank=True)
    """Where the client came from: "" by hand, "import:<id>", "demo", a platform's name."""
    channel = models.CharField(max_length=100, blank=True, default="")
    """Through which platform the client came and pays, such as "Upwork"; "" is direct."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("clients.Client", on_delete=models.CASCADE, null=True, blank=True, related_name="merged")
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], condition=~models.Q(number=""), name="client_number_once")]
        indexes = [models.Index(fields=["workspace", "archived_at", "name"], name="client_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_business(self) -> bool:
        """Whether the client buys for a business or public body."""
        return self.kind != ClientKind.PERSON


class LegalForm(models.TextChoices):
    """What somebody is in law: in the United Kingdom the rules for mails differ between a company and a sole trader."""

    COMPANY = "company", _("Company")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    PARTNERSHIP = "partnership", _("Partnership")
    PUBLIC = "public", _("Public body")
    PERSON = "person", _("Private person")


class Basis(models.TextChoices):
    """Why somebody may be written to with an offer."""

    CONSENT = "consent", _("They agreed to be written to")
    CUSTOMER = "customer", _("They are or were your client")
    INTEREST = "interest", _("Legitimate interest: your work fits their work")


class Contact(models.Model):
    """A person at a client. Invoices and reminders go to the contacts that are marked for them, else to the client's own address.

    `basis` with its source, day and note says why the person may be written to with an offer; "" means that nobody has said so.
    `country`, `language` and `legal_form` decide which rule applies; an empty country or language is the client's.
    """

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    gets_invoices = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    legal_form = models.CharField(max_length=12, choices=LegalForm.choices, blank=True, default="")
    basis = models.CharField(max_length=8, choices=Basis.choices, blank=True, default="")
    basis_source = models.CharField(max_length=200, blank=True, default="")
    basis_on = models.DateField(null=True, blank=True)
    basis_note = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    """When a person last changed it; None as it was made."""

    class Meta:
        ordering = ["-gets_invoices", "name", "id"]

    def __str__(self) -> str:
        return self.name
