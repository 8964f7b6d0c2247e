"""How likely each open invoice is paid late, as it was last computed, and how such chances held."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class InvoiceRisk(WorkspaceOwned):
    """The risk of one open invoice. Probabilities lie from 0 to 1; `n` is how many settled invoices of this client speak.

    `expected`, `early` and `late` are the days on which it is likely paid: the middle one, and one in ten before and after.
    """

    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    n = models.PositiveIntegerField()
    expected = models.DateField()
    early = models.DateField()
    late = models.DateField()
    method = models.CharField(max_length=20)
    action = models.CharField(max_length=12)
    """What to do: "remind", "call", "sooner" (remind earlier than the ladder would) or ""."""
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document"], name="invoice_risk_once")]

    def __str__(self) -> str:
        return f"{self.probability:.0%} as of {self.as_of}"


class LateCalibration(WorkspaceOwned):
    """How the chances held against what happened: one row a workspace. `rows` are [said, late, cases], from `n` settled invoices."""

    as_of = models.DateField()
    n = models.PositiveIntegerField()
    rows = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="late_calibration_once")]

    def __str__(self) -> str:
        return f"{self.n} as of {self.as_of}"
