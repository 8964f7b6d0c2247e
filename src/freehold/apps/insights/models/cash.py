"""What the owner says of their cash, and the forecasts that were made of it."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class CashSettings(WorkspaceOwned):
    """One row a workspace; amounts are in the workspace's currency.

    `balance` is what lay in the account at the end of `balance_on`; None takes the newest statement's. With `tax_is_apart` the balance
    holds no money of the tax office any more. `draw` is what the owner takes out for themselves each month. `threshold` is the amount
    below which they do not want to fall.
    """

    balance = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    balance_on = models.DateField(null=True, blank=True)
    tax_is_apart = models.BooleanField(default=False)
    draw = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    threshold = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="cash_settings_once")]

    def __str__(self) -> str:
        return f"{self.balance} on {self.balance_on}"


class CashForecast(WorkspaceOwned):
    """A forecast as of a day. `data` holds what was gathered, so that what-ifs need nothing more; `result` what came out of it.

    Both are written and read by services/forecasting alone (its docstring says what stands in them).
    """

    as_of = models.DateField()
    made_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    data = models.JSONField()
    result = models.JSONField()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["workspace", "-made_at"], name="cash_forecast_newest")]

    def __str__(self) -> str:
        return f"as of {self.as_of}"
