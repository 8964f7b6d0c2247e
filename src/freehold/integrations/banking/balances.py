"""Checks that what was read leads from the opening to the closing balance of each account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem
from freehold.integrations.banking.contract import Drafts, StatedBalance


def check_balances(drafts: Drafts) -> Iterator[Problem]:
    """Yield a problem for each account and currency whose entries do not lead from its first opening to its last closing balance.

    Only where both are stated once, or where several statements follow on one another without a gap.
    """
    booked: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for draft in drafts.drafts:
        if not draft.pending:
            booked[draft.account, draft.currency] += draft.amount
    for (account, currency), balances in _by_account(drafts.balances).items():
        opening = [balance for balance in balances if balance.kind == "opening"]
        closing = [balance for balance in balances if balance.kind == "closing"]
        if (
            not opening
            or len(opening) != len(closing)
            or any(left.amount != right.amount for left, right in zip(closing, opening[1:], strict=False))
        ):
            continue
        expected = opening[0].amount + booked[account, currency]
        if expected != closing[-1].amount:
            yield Problem(
                _("account %s") % account if account else "",
                _(
                    "its balances do not fit its entries: %(opening)s and %(sum)s make %(expected)s %(currency)s, "
                    "but the file says %(closing)s"
                )
                % {
                    "opening": opening[0].amount,
                    "sum": booked[account, currency],
                    "expected": expected,
                    "currency": currency,
                    "closing": closing[-1].amount,
                },
                _("The entries were read; an entry may be missing in the file, so compare with your bank's list."),
            )


def _by_account(balances: list[StatedBalance]) -> dict[tuple[str, str], list[StatedBalance]]:
    found: dict[tuple[str, str], list[StatedBalance]] = defaultdict(list)
    for balance in balances:
        found[balance.account, balance.currency].append(balance)
    return found
