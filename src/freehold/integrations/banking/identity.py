"""Ids that stay the same when a file, or one that overlaps it, is read again."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields

from freehold.domain.reconciliation.ledger import Transaction
from freehold.integrations.banking.contract import Draft

_TAKEN_OVER = tuple(field.name for field in fields(Transaction) if field.name != "id")


def with_ids(drafts: Iterable[Draft]) -> list[tuple[Draft, Transaction]]:
    """Give each draft its id: SHA-256 of what it says, and of how many equal ones stood before it in the file.

    What it says is account, booking date, amount, currency, the end-to-end or bank reference, and its words.
    """
    seen: Counter[tuple[bool, str]] = Counter()
    found = []
    for draft in drafts:
        said = _said(draft)
        ordinal = seen[draft.pending, said]
        seen[draft.pending, said] += 1
        digest = hashlib.sha256(f"{said}\x1f{ordinal}".encode()).hexdigest()
        found.append((draft, Transaction(id=digest, **{name: getattr(draft, name) for name in _TAKEN_OVER})))
    return found


def _said(draft: Draft) -> str:
    words = " ".join((draft.text, draft.payer_name, *draft.references)).lower()
    parts = (
        draft.account,
        draft.booked_on.isoformat(),
        format(draft.amount.normalize(), "f"),
        draft.currency,
        draft.end_to_end or draft.bank_reference,
        draft.payer_account,
        # Letters outside ASCII are left out: in which code page a file is read is a guess, and may fall differently for the next one.
        re.sub(r"[^a-z0-9]+", "", words),
    )
    return "\x1f".join(parts)
