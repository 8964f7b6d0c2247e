"""Income tax that a client keeps back from a freelancer's invoice and pays to the tax office itself: where that is usual.

It is taken off what is paid and is no part of the VAT totals: an invoice of 1,000 with 210 VAT and 15 % withheld is paid with 1,060.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.domain.tax.places import tax_country

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Withholding:
    """A deduction that may be usual: its code, per cent of the net amount, name on the invoice, law, and the reason why it is proposed."""

    code: str
    percent: Decimal
    label: str
    law: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    country: str
    code: str
    percent: str
    label: str
    law: str
    start: date
    end: date | None
    when: str  # "usual", "new": only in the first years of the activity


_RULES = (
    _Rule("ES", "es_irpf", "15", "Retención IRPF", "RIRPF art. 95.1", date(2015, 7, 12), None, "usual"),
    _Rule("ES", "es_irpf_new", "7", "Retención IRPF", "RIRPF art. 95.1 (año de inicio y dos siguientes)", date(2015, 7, 12), None, "new"),
    _Rule("IT", "it_ritenuta", "20", "Ritenuta d'acconto", "DPR 600/1973 art. 25", date(1973, 1, 1), None, "usual"),
    _Rule("PT", "pt_irs", "25", "Retenção na fonte IRS", "CIRS art. 101.º n.º 1 b)", date(2013, 1, 1), date(2024, 12, 31), "usual"),
    _Rule("PT", "pt_irs", "23", "Retenção na fonte IRS", "CIRS art. 101.º n.º 1 b), Lei 45-A/2024", date(2025, 1, 1), None, "usual"),
    _Rule("IN", "in_tds", "10", "TDS on professional fees", "Income-tax Act s. 194J", date(1995, 7, 1), None, "usual"),
)


def propose_withholding(
    seller_country: str, buyer_country: str, *, on: date, buyer_is_business: bool, small_business: bool = False
) -> tuple[Withholding, ...]:
    """Return what a client of the same country may keep back from a service's invoice, the usual one first; empty where nothing is usual.

    Private persons keep nothing back, and nothing is kept back from small businesses in Italy (regime forfettario) and Portugal.
    """
    seller, buyer = tax_country(seller_country), tax_country(buyer_country)
    if seller != buyer or not buyer_is_business or (small_business and seller in {"IT", "PT"}):
        return ()
    rules = [rule for rule in _RULES if rule.country == seller and rule.start <= on and (rule.end is None or on <= rule.end)]
    return tuple(Withholding(rule.code, Decimal(rule.percent), rule.label, rule.law, f"withholding_{rule.when}") for rule in rules)


def withheld(net: Decimal, percent: Decimal, currency: str) -> Decimal:
    """Return what is kept back of a net amount (without VAT), rounded to the currency."""
    return round_on_document(percent_of(net, percent), currency) if percent else round_on_document(NOTHING, currency)
