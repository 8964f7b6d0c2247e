"""Amounts as Stripe counts them: whole numbers of a unit that is, for some currencies, not the one of ISO 4217."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.payments import ProviderRefused

# Stripe's own list (docs.stripe.com/currencies); it differs from ISO 4217 in MGA, ISK and UGX.
_WHOLE = frozenset({"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"})
_THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
#: Have no smaller unit any more, but are still written with two places that must be zero.
_WHOLE_IN_HUNDREDTHS = frozenset({"ISK", "UGX"})


def places(currency: str) -> int:
    """Return how many decimal places Stripe's unit of `currency` (ISO 4217) stands for."""
    code = currency.upper()
    return 0 if code in _WHOLE else 3 if code in _THOUSANDTHS else 2


def to_stripe(amount: Decimal, currency: str) -> int:
    """Return `amount` in Stripe's unit. Raises ProviderRefused when Stripe cannot take exactly this amount: nothing is rounded."""
    code = currency.upper()
    units = amount.scaleb(places(code))
    step = 100 if code in _WHOLE_IN_HUNDREDTHS else 10 if code in _THOUSANDTHS else 1
    if units != units.to_integral_value() or int(units) % step or units <= 0:
        raise ProviderRefused(
            _("Stripe cannot take exactly %(amount)s %(currency)s. Ask for a transfer instead, or change the amount.")
            % {"amount": amount, "currency": code}
        )
    return int(units)


def from_stripe(units: int, currency: str) -> Decimal:
    """Return what a number of Stripe's units is in the currency's usual unit."""
    return Decimal(units).scaleb(-places(currency))
