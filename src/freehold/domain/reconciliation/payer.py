"""Who paid: what earlier confirmations and the name on the line say about the customer behind it."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.domain.reconciliation.ledger import Experience, Transaction
from freehold.domain.reconciliation.names import CustomerNames, account_key, name_key
from freehold.domain.reconciliation.weights import NAME_FITS, NAME_TIE

_SURELY = 0.95
_HARDLY = 0.4


@dataclass(frozen=True, slots=True)
class Payer:
    """The payer of one line, which is called `line` among the refusals.

    `by_account` and `by_name` are confirmed customers ("" for none), `alike` customers by name similarity.
    """

    account: str
    name: str
    by_account: str
    by_name: str
    alike: tuple[tuple[str, float], ...]
    in_text: tuple[str, ...]
    line: str

    def fit(self, customer: str) -> float:
        """Return how well the payer's name fits a customer, 0..1."""
        return next((score for one, score in self.alike if one == customer), 0.0)

    def agrees(self, customer: str) -> bool:
        """Tell whether the payer is known as this customer: by confirmed account, confirmed name, or a name that fits nobody else."""
        if self.by_account:
            return self.by_account == customer and not self._named_otherwise(customer)
        if self.by_name:
            return self.by_name == customer
        return self._best() == [customer]

    def contradicts(self, customer: str) -> bool:
        """Tell whether the payer is known as somebody else than this customer."""
        if self.by_account:
            return self.by_account != customer
        if self.by_name:
            return self.by_name != customer
        best = self._best()
        return bool(best) and customer not in best

    def refused(self, experience: Experience, invoice: str) -> float:
        """Return how strongly this payer was declined for an invoice, 0..1."""
        keys = (self.line, self.account, name_key(self.name))
        return max((experience.refusals.get((key, invoice), 0.0) for key in keys if key), default=0.0)

    def refused_here(self, experience: Experience, invoice: str) -> float:
        """Return how strongly this very line was declined for an invoice, 0..1; a number in another line is not touched by it."""
        return experience.refusals.get((self.line, invoice), 0.0)

    def _best(self) -> list[str]:
        """Return the customers whose name fits best; several where it is a tie."""
        if not self.alike or self.alike[0][1] < NAME_FITS:
            return []
        top = self.alike[0][1]
        return [customer for customer, score in self.alike if score >= top - NAME_TIE]

    def _named_otherwise(self, customer: str) -> bool:
        return bool(self.alike) and self.alike[0][1] >= _SURELY and self.alike[0][0] != customer and self.fit(customer) < _HARDLY


def line_key(transaction_id: str) -> str:
    """Return the key under which refusals of one line, whoever paid it, are kept."""
    return f"line:{transaction_id}"


def payer_of(transaction: Transaction, experience: Experience, names: CustomerNames) -> Payer:
    """Return the payer of a line."""
    account = account_key(transaction.payer_account)
    key = name_key(transaction.payer_name)
    return Payer(
        account=account,
        name=transaction.payer_name,
        by_account=experience.accounts.get(account, "") if account else "",
        by_name=experience.names.get(key, "") if key else "",
        alike=names.like(transaction.payer_name) if key else (),
        in_text=names.within(transaction.text) if not key else (),
        line=line_key(transaction.id),
    )
