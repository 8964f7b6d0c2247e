"""Rounding of money: commercial rounding to the minor unit of the currency, and percent of an amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

# ISO 4217, list one: the currencies whose minor unit is not a hundredth.
_NO_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_TEN_THOUSANDTHS = "CLF UYW"
_DIGITS = dict.fromkeys(_NO_MINOR_UNIT.split(), 0) | dict.fromkeys(_THOUSANDTHS.split(), 3) | dict.fromkeys(_TEN_THOUSANDTHS.split(), 4)
# EN 16931 lets no amount of a document have more decimals (BR-DEC-01 to 28).
_MOST_IN_DOCUMENTS = 2
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency (ISO 4217 code) has: JPY 0, EUR 2, KWD 3."""
    return _DIGITS.get(currency.upper(), 2)


def document_digits(currency: str) -> int:
    """Return how many decimals an amount on an invoice has: those of the currency, but never more than the two that EN 16931 allows."""
    return min(minor_digits(currency), _MOST_IN_DOCUMENTS)


def round_to(amount: Decimal, digits: int) -> Decimal:
    """Return `amount` with exactly `digits` decimals; a half is rounded away from zero, and there is no negative zero."""
    with localcontext(_EXACT):
        rounded = amount.quantize(Decimal(1).scaleb(-digits))
    return rounded or abs(rounded)


def round_money(amount: Decimal, currency: str) -> Decimal:
    """Return `amount` in whole minor units of `currency`, a half away from zero (commercial rounding)."""
    return round_to(amount, minor_digits(currency))


def round_on_document(amount: Decimal, currency: str) -> Decimal:
    """Return `amount` as it may stand on an invoice (see `document_digits`)."""
    return round_to(amount, document_digits(currency))


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Return `percent` per cent of `amount`, not rounded."""
    with localcontext(_EXACT):
        return amount * percent / _HUNDRED


def shared_out(amount: Decimal, weights: Sequence[Decimal], digits: int) -> tuple[Decimal, ...]:
    """Split `amount` in proportion to `weights` so that the rounded parts add up to the rounded amount.

    What rounding leaves over goes to the largest fractions, the earlier first. Weights have one sign; all zero: equal parts.
    """
    whole = round_to(amount, digits)
    if not weights:
        return ()
    total = sum(weights, Decimal(0))
    if not total:
        weights, total = [Decimal(1)] * len(weights), Decimal(len(weights))
    unit = Decimal(1).scaleb(-digits)
    with localcontext(_EXACT):
        exact = [whole * weight / total / unit for weight in weights]
        floors = [part.quantize(Decimal(1), rounding=ROUND_FLOOR) for part in exact]
        missing = int((whole / unit - sum(floors, Decimal(0))).quantize(Decimal(1)))
        by_fraction = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
        for index in by_fraction[:missing]:
            floors[index] += 1
        return tuple((part * unit).quantize(unit) for part in floors)
