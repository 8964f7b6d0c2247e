"""What a finding of the weekly brief is, and the facts that its kinds are judged from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.insights.services.forecasting import StoredForecast, latest
from freehold.apps.insights.services.late import Late, judge
from freehold.domain.money.exchange import ExchangeRates
from freehold.kit.design.formats import money
from freehold.kit.scoping.ref import Workspace

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a decision. `money` is what is at stake, in `currency`; the title says it with its numbers.

    `evidence` are (text, address) of the rows behind it, `action` is (label, address) of the one thing to do.
    """

    kind: str
    money: Decimal
    currency: str
    title: str
    evidence: list[tuple[str, str]]
    action: tuple[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return it as stored."""
        return {
            "kind": self.kind,
            "money": f"{self.money:f}",
            "currency": self.currency,
            "title": self.title,
            "evidence": [list(one) for one in self.evidence],
            "action": list(self.action),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Finding:
        """Return a stored one."""
        evidence = [(text, url) for text, url in row["evidence"]]
        return cls(row["kind"], Decimal(row["money"]), row["currency"], row["title"], evidence, (row["action"][0], row["action"][1]))


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A question that cannot be answered yet, and why, in words."""

    kind: str
    why: str


class Facts:
    """What the kinds are judged from, each read once and only when a kind asks."""

    def __init__(self, workspace: Workspace, now: datetime, today: date) -> None:
        self.workspace, self.now, self.today = workspace, now, today
        self.settings = billing_settings(workspace)
        self.base: str = self.settings.workspace.currency

    @cached_property
    def late(self) -> Late:
        """The open invoices, judged."""
        return judge(self.workspace, today=self.today)

    @cached_property
    def forecast(self) -> StoredForecast | None:
        """The newest cash forecast."""
        return latest(self.workspace)

    @cached_property
    def rates(self) -> ExchangeRates:
        """The exchange rates of today."""
        return rates_on(self.today)

    def in_base(self, amount: Decimal, currency: str) -> Decimal | None:
        """Return the amount in the workspace's currency, None without a rate."""
        if currency == self.base:
            return amount
        known = self.rates.knows(currency) and self.rates.knows(self.base)
        return self.rates.convert(amount, currency, self.base).quantize(CENT) if known else None

    def show(self, amount: Decimal) -> str:
        """Return an amount of the workspace's currency without cents."""
        return money(amount.quantize(Decimal(1)), self.base, whole=True)
