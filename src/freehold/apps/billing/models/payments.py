"""Money that came in, and which invoice it settled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class PaymentMethod(models.TextChoices):
    """How it was paid."""

    TRANSFER = "transfer", _("Bank transfer")
    CASH = "cash", _("Cash")
    CARD = "card", _("Card or payment link")
    OTHER = "other", _("Other")


class AllocationKind(models.TextChoices):
    """What a part of a payment, or a part without money, did to an invoice."""

    PAYMENT = "payment", _("Payment")
    CREDIT_NOTE = "credit_note", _("Credit note")
    DISCOUNT = "discount", _("Early-payment discount")
    FEE = "fee", _("Bank fee")
    EXCHANGE = "exchange", _("Exchange difference")
    WRITE_OFF = "write_off", _("Written off")
    WITHHOLDING = "withholding", _("Withheld tax")


class Payment(WorkspaceOwned):
    """Money received (positive) or paid back (negative). `key` makes recording idempotent: a bank line's or provider's id.

    `fee` is what the provider kept of `amount`. What no allocation uses is the client's credit.
    """

    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    method = models.CharField(max_length=8, choices=PaymentMethod.choices, default=PaymentMethod.TRANSFER)
    fee = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    note = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=200)
    transaction = models.OneToOneField("billing.BankTransaction", on_delete=models.SET_NULL, null=True, blank=True, related_name="payment")
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-paid_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], condition=models.Q(undone_at__isnull=True), name="payment_key_once")
        ]


class Allocation(WorkspaceOwned):
    """A part of a payment (or of a credit note, a discount, a fee) that settles an invoice. `amount` is in the invoice's currency."""

    document = models.ForeignKey("billing.Document", on_delete=models.RESTRICT, related_name="allocations")
    payment = models.ForeignKey("billing.Payment", on_delete=models.RESTRICT, null=True, blank=True, related_name="allocations")
    credit_note = models.ForeignKey("billing.Document", on_delete=models.RESTRICT, null=True, blank=True, related_name="used_for")
    kind = models.CharField(max_length=12, choices=AllocationKind.choices, default=AllocationKind.PAYMENT)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    payment_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    """What it used of the payment, in the payment's currency; the same as `amount` unless currencies differ."""
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
