"""What the routers of money share."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from freehold.domain.money.rounding import round_on_document

Money = Annotated[Decimal, Field(max_digits=17, decimal_places=4, description='A decimal string such as "119.00"')]
Currency = Annotated[str, StringConstraints(pattern="^[A-Za-z]{3}$")]
Short = Annotated[str, StringConstraints(max_length=200)]
Long = Annotated[str, StringConstraints(max_length=5000)]


def shown(amount: Decimal, currency: str) -> Decimal:
    """Return an amount with exactly the decimals of its currency, as it stands on a paper."""
    return round_on_document(amount, currency)
