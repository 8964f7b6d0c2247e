"""Bank accounts, what their statements say, and how lines were matched."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class TransactionState(models.TextChoices):
    """What became of a bank line."""

    NEW = "new", _("To check")
    MATCHED = "matched", _("Matched")
    IGNORED = "ignored", _("Not an invoice")


class BankAccount(WorkspaceOwned):
    """An account of the owner. `identifier` is its IBAN, or what the statement calls it."""

    name = models.CharField(max_length=120)
    identifier = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    dialect = models.JSONField(null=True, blank=True)
    """The saved CSV dialect of this account."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "identifier", "currency"], name="bank_account_once")]


class StatementImport(WorkspaceOwned):
    """One statement file that was read."""

    account = models.ForeignKey("billing.BankAccount", on_delete=models.CASCADE, null=True, blank=True, related_name="imports")
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    new_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    closing_balance = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class BankTransaction(WorkspaceOwned):
    """A line of an account; the fields are those of domain/reconciliation `Transaction`, whose id is `fingerprint`."""

    account = models.ForeignKey("billing.BankAccount", on_delete=models.CASCADE, related_name="transactions")
    statement = models.ForeignKey("billing.StatementImport", on_delete=models.CASCADE, related_name="transactions")
    fingerprint = models.CharField(max_length=64)
    booked_on = models.DateField()
    value_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    payer_name = models.CharField(max_length=200, blank=True)
    payer_account = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    references = models.JSONField(default=list, blank=True)
    end_to_end = models.CharField(max_length=100, blank=True)
    bank_reference = models.CharField(max_length=100, blank=True)
    original_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    original_currency = models.CharField(max_length=3, blank=True)
    fee = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    is_return = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=TransactionState.choices, default=TransactionState.NEW)
    category = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-booked_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "account", "fingerprint"], name="transaction_once")]
        indexes = [models.Index(fields=["workspace", "state", "-booked_on"], name="transaction_by_state")]


class MatchDecision(models.Model):
    """What the rules said of a line: decided by themselves, or ranked suggestions; `why` and `suggestions` are shown as they are."""

    transaction = models.OneToOneField("billing.BankTransaction", on_delete=models.CASCADE, related_name="decision")
    decision = models.CharField(max_length=8)
    why = models.JSONField(default=list)
    suggestions = models.JSONField(default=list)
    by = models.CharField(max_length=200, blank=True)
    """Who confirmed it; empty for the rules."""
    decided_at = models.DateTimeField()


class Alias(WorkspaceOwned):
    """A payer's account or name that a person, or an exact reference, has confirmed for a client."""

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=200)
    confirmed = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "value", "client"], name="alias_once")]


class Refusal(WorkspaceOwned):
    """A suggestion that a person declined; it weighs less as time goes by."""

    payer = models.CharField(max_length=200)
    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class CsvDialect(WorkspaceOwned):
    """A way of reading a CSV file that was mapped once; found again by its header row."""

    name = models.CharField(max_length=120)
    header = models.CharField(max_length=64)
    dialect = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "header"], name="csv_dialect_once")]
