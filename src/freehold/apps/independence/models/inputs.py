"""What the owner says where the books do not know, or know it less well."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class RiskInputs(WorkspaceOwned):
    """One row a workspace; amounts are in the workspace's currency. None means "as the books, the profile or the assumption say".

    `cash` is what lies in the account, `monthly_costs` what leaves it each month with the owner's own living. `lead_months` is how long it
    takes from a first contact to a first payment, `at_a_time` how many new clients are worked towards side by side. `rate` is by the hour.
    """

    cash = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    monthly_costs = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    lead_months = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    at_a_time = models.PositiveSmallIntegerField(default=2)
    rate = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="risk_inputs_once")]

    def __str__(self) -> str:
        return f"cash {self.cash}, rate {self.rate}"
