"""Quotes, invoices and credit notes, with their lines."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned

ZERO = Decimal(0)


class DocumentKind(models.TextChoices):
    """What a document is. A deposit or milestone invoice is netted by the final one."""

    QUOTE = "quote", _("Quote")
    INVOICE = "invoice", _("Invoice")
    DEPOSIT = "deposit", _("Deposit invoice")
    FINAL = "final", _("Final invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class DocumentState(models.TextChoices):
    """Where a document stands. "Overdue" is no state: it follows from the due date."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    SENT = "sent", _("Sent")
    PARTLY_PAID = "partly_paid", _("Partly paid")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Void")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")


class Document(WorkspaceOwned):
    """A quote, an invoice of any kind, or a credit note.

    Money columns are in `currency`; `net`, `tax`, `gross`, `payable` are totals by EN 16931 (`payable` is after deposits and
    withholding). `paid` is what payments and credit notes have settled; `open` is payable minus paid. `base_rate` is how many units of
    the workspace's currency one unit of `currency` was worth on `base_rate_on`. A credit note's amounts are positive.
    `tax_case` is a code of domain/tax with `tax_note` when the person overruled the proposal.
    From the moment it is issued only the columns of its life (state, paid, open, sent, paused …) may change; the database refuses the rest.
    """

    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    state = models.CharField(max_length=12, choices=DocumentState.choices, default=DocumentState.DRAFT)
    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, related_name="+")
    project = models.ForeignKey("billing.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=200, blank=True)

    series = models.ForeignKey("billing.Series", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    sequence_year = models.PositiveSmallIntegerField(default=0)
    """The year that `sequence` counts in; 0 in a series that never restarts."""
    reference = models.CharField(max_length=25, blank=True)
    issue_date = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    service_from = models.DateField(null=True, blank=True)
    service_to = models.DateField(null=True, blank=True)

    language = models.CharField(max_length=8, default="en")
    currency = models.CharField(max_length=3)
    purchase_order = models.CharField(max_length=100, blank=True)
    buyer_reference = models.CharField(max_length=100, blank=True)
    contract = models.CharField(max_length=100, blank=True)
    intro = models.TextField(blank=True)
    outro = models.TextField(blank=True)
    payment_days = models.PositiveSmallIntegerField(null=True, blank=True)
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=ZERO)
    early_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    early_days = models.PositiveSmallIntegerField(null=True, blank=True)
    withholding_percent = models.DecimalField(max_digits=5, decimal_places=2, default=ZERO)
    deposit_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """Of a quote: how much of it is asked in advance when it is accepted."""

    tax_case = models.CharField(max_length=40, blank=True)
    tax_note = models.CharField(max_length=500, blank=True)
    tax_reason = models.JSONField(default=dict, blank=True)

    net = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    tax = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    gross = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    withheld = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    prepaid = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    payable = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    paid = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    open = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)
    base_rate = models.DecimalField(max_digits=20, decimal_places=10, null=True, blank=True)
    base_rate_on = models.DateField(null=True, blank=True)

    quote = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="invoices")
    """The accepted quote that an invoice came from."""
    corrects = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="corrections")
    """The invoice that a credit note corrects or cancels."""
    settles = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="settled_by")
    """The deposit and milestone invoices that a final invoice nets."""
    plan = models.ForeignKey("billing.RecurringPlan", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents")
    opportunity_id = models.BigIntegerField(null=True, blank=True)

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    pause_reason = models.CharField(max_length=12, blank=True)
    """Why no reminder goes out: "dispute" (no end) or "promise" (until `paused_until`)."""
    pause_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-issue_date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "number"], condition=~models.Q(number=""), name="document_number_once"),
            models.UniqueConstraint(
                fields=["series", "sequence_year", "sequence"],
                condition=models.Q(sequence__isnull=False),
                name="document_sequence_once",
            ),
            models.CheckConstraint(condition=models.Q(state="draft", number="") | ~models.Q(number=""), name="document_number_when_issued"),
        ]
        indexes = [
            models.Index(fields=["workspace", "kind", "state", "-issue_date"], name="document_by_state"),
            models.Index(fields=["workspace", "client", "-issue_date"], name="document_by_client"),
            models.Index(
                fields=["workspace", "due_date"], condition=models.Q(state__in=["issued", "sent", "partly_paid"]), name="document_due"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title or f"#{self.pk}"


class Line(models.Model):
    """A line of a document. `unit` is a code of UN/ECE Recommendation 20 (HUR hour, DAY day, C62 one, XPP piece, LS lump sum).

    `quantity` may be negative for what is taken off; `price` is net and never negative. `net` is computed.
    """

    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=4, default=Decimal(1))
    unit = models.CharField(max_length=3, default="C62")
    price = models.DecimalField(max_digits=14, decimal_places=4, default=ZERO)
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=ZERO)
    vat_category = models.CharField(max_length=3, blank=True)
    vat_rate = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    exemption_code = models.CharField(max_length=40, blank=True)
    exemption_reason = models.CharField(max_length=500, blank=True)
    service_from = models.DateField(null=True, blank=True)
    service_to = models.DateField(null=True, blank=True)
    net = models.DecimalField(max_digits=14, decimal_places=3, default=ZERO)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["document", "position"], name="line_in_order")]


class Attachment(models.Model):
    """A file that goes out with a document."""

    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    content = models.BinaryField()
    created_at = models.DateTimeField()
