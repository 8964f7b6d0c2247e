"""The sums of an invoice by the calculation rules of EN 16931 (BR-CO-10 to BR-CO-17): line nets, VAT breakdown, totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import AllowanceCharge, Invoice, Line, Totals, VatBreakdown
from freehold.domain.money.rounding import document_digits, percent_of, round_on_document, shared_out

ZERO = Decimal(0)
NO_TOTALS = Totals(line_net=ZERO, tax_exclusive=ZERO, tax_inclusive=ZERO, due=ZERO)

OUTSIDE_SCOPE = "O"
# Categories that carry a rate of their own: standard, Canary Islands, Ceuta and Melilla, split payment.
RATED = frozenset({"S", "L", "M", "B"})
_NO_REASON = RATED | {"Z"}
_ORDER = "SLMBZEAEKGO"
_CODES = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
_REASONS = {
    "AE": "Reverse charge",
    "K": "Intra-Community supply",
    "G": "Export outside the EU",
    "O": "Not subject to VAT",
    "E": "Exempt from VAT",
}

VatGroup = tuple[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why a category has no VAT: the text in the invoice's language (BT-120) and the VATEX code (BT-121)."""

    reason: str = ""
    code: str = ""


def line_net(
    quantity: Decimal,
    price: Decimal,
    allowances: Iterable[AllowanceCharge] = (),
    price_base: Decimal | None = None,
    *,
    currency: str = "EUR",
) -> Decimal:
    """Return a line's net amount (BT-131): quantity × price per `price_base`, less its allowances, plus its charges, rounded once.

    Raises UserError for a price base of nothing.
    """
    base = Decimal(1) if price_base is None else price_base
    if base <= 0:
        raise UserError("The quantity that a price is for must be more than nothing. Nothing was changed. Enter 1, or leave it empty.")
    with localcontext(prec=60):
        # Multiplied first: 10 × 1 / 3 has one rounding, 10 × 0.333… two.
        net = quantity * price / base + sum((_signed(item) for item in allowances), ZERO)
    return round_on_document(net, currency)


def totalled(
    invoice: Invoice,
    *,
    paid: Decimal = ZERO,
    rounding: Decimal | None = None,
    exemptions: Mapping[str, Exemption] | None = None,
    vat_exchange: Decimal | None = None,
) -> Invoice:
    """Return the invoice with its line nets (BT-131), VAT breakdown (BG-23) and totals (BG-22) computed; what stood there is replaced.

    `paid` is BT-113 and `rounding` BT-114, added to what is due. `exemptions` gives the reason per category; else the one that
    the invoice already has is kept, else the category's own. `vat_exchange` is what one unit of the invoice's currency is worth
    in its VAT currency (BT-6), for BT-111. A negative price becomes a negative quantity (BR-27).
    Raises UserError for a VAT currency without its rate, for a taxed line without a rate, and for allowances without a category.
    """
    currency = invoice.currency
    lines = tuple(_computed(line, currency) for line in invoice.lines)
    allowances = tuple(_document_level(item, currency) for item in invoice.allowances)
    vat = _breakdown(lines, allowances, currency, _exemptions(invoice.vat, exemptions or {}))
    digits = _zero(currency)
    line_sum = sum((line.net for line in lines), digits)
    off = sum((item.amount for item in allowances if not item.is_charge), digits)
    on = sum((item.amount for item in allowances if item.is_charge), digits)
    tax = sum((row.tax for row in vat), digits)
    inclusive = line_sum - off + on + tax
    already_paid, adjusted = round_on_document(paid, currency), round_on_document(rounding or ZERO, currency)
    totals = Totals(
        line_net=line_sum,
        allowances=off if any(not item.is_charge for item in allowances) else None,
        charges=on if any(item.is_charge for item in allowances) else None,
        tax_exclusive=line_sum - off + on,
        tax=tax,
        tax_in_vat_currency=_in_vat_currency(invoice, tax, vat_exchange),
        tax_inclusive=inclusive,
        paid=already_paid or None,
        rounding=adjusted or None,
        due=inclusive - already_paid + adjusted,
    )
    return replace(invoice, lines=lines, allowances=allowances, vat=vat, totals=totals)


def percentage_off(
    lines: Sequence[Line], percent: Decimal, *, currency: str, reason: str, reason_code: str = "95"
) -> tuple[AllowanceCharge, ...]:
    """Return a discount on the whole invoice as one allowance per VAT category and rate, each rounded on its own base.

    The lines' nets must be computed. `reason_code` is of UNTDID 5189 (95 is a discount).
    """
    return tuple(
        AllowanceCharge(
            is_charge=False,
            amount=round_on_document(percent_of(base, percent), currency),
            base=base,
            percent=percent,
            vat_category=category,
            vat_rate=rate,
            reason=reason,
            reason_code=reason_code,
        )
        for (category, rate), base in sorted(_nets(lines, currency).items(), key=_rank)
        if base
    )


def amount_off(
    lines: Sequence[Line], amount: Decimal, *, currency: str, reason: str, is_charge: bool = False, reason_code: str = ""
) -> tuple[AllowanceCharge, ...]:
    """Return a fixed discount (or charge) as one part per VAT category and rate, in proportion to their nets; the parts add up to it.

    The lines' nets must be computed. Groups whose net is not positive take no part, unless none is.
    """
    groups = sorted(_nets(lines, currency).items(), key=_rank)
    shares = [group for group in groups if group[1] > 0] or groups
    parts = shared_out(amount, [max(base, ZERO) for _key, base in shares], document_digits(currency))
    return tuple(
        AllowanceCharge(is_charge=is_charge, amount=part, vat_category=category, vat_rate=rate, reason=reason, reason_code=reason_code)
        for ((category, rate), _base), part in zip(shares, parts, strict=True)
        if part
    )


def _computed(line: Line, currency: str) -> Line:
    if line.price < 0:
        # An allowance on the price says nothing once its sign is turned.
        line = replace(line, price=-line.price, quantity=-line.quantity, gross_price=None, price_discount=None)
    rounded = tuple(replace(item, amount=round_on_document(item.amount, currency)) for item in line.allowances)
    net = line_net(line.quantity, line.price, rounded, line.price_base, currency=currency)
    rate = _rate(line.vat_category, line.vat_rate, f"line {line.id}")
    return replace(line, allowances=rounded, net=net, vat_rate=rate)


def _document_level(item: AllowanceCharge, currency: str) -> AllowanceCharge:
    where = f"the {'charge' if item.is_charge else 'discount'} “{item.reason or item.amount}”"
    if not item.vat_category:
        raise UserError(f"No VAT category is given for {where}. Nothing was changed. Choose the one of the lines that it belongs to.")
    return replace(item, amount=round_on_document(item.amount, currency), vat_rate=_rate(item.vat_category, item.vat_rate, where))


def _rate(category: str, rate: Decimal | None, where: str) -> Decimal | None:
    """Return the rate in its one spelling: none outside the scope of VAT, 0 where nothing is charged, the number without useless zeros."""
    if category == OUTSIDE_SCOPE:
        return None
    if category not in RATED:
        if rate:
            raise UserError(
                f"A VAT rate of {rate} % stands at {where}, but its category {category} has no VAT. Nothing was changed. Remove one of "
                f"the two."
            )
        return ZERO
    if rate is None:
        raise UserError(f"The VAT rate is missing at {where}. Nothing was changed. Enter the rate in per cent.")
    if category == "S" and not rate:
        raise UserError(
            f"Standard VAT cannot be 0 % at {where}. Nothing was changed. Choose “zero rate” or the reason why there is no VAT."
        )
    plain = rate.normalize()
    return plain if plain.as_tuple().exponent in range(-60, 1) else plain.quantize(Decimal(1))


def _nets(lines: Iterable[Line], currency: str) -> dict[VatGroup, Decimal]:
    nets: dict[VatGroup, Decimal] = {}
    for line in lines:
        key = (line.vat_category, _rate(line.vat_category, line.vat_rate, f"line {line.id}"))
        nets[key] = nets.get(key, _zero(currency)) + line.net
    return nets


def _breakdown(
    lines: Iterable[Line], allowances: Iterable[AllowanceCharge], currency: str, exemptions: Mapping[str, Exemption]
) -> tuple[VatBreakdown, ...]:
    taxable = _nets(lines, currency)
    for item in allowances:
        key = (item.vat_category, item.vat_rate)
        taxable[key] = taxable.get(key, _zero(currency)) + _signed(item)
    rows = []
    for (category, rate), base in sorted(taxable.items(), key=_rank):
        why = exemptions.get(category, Exemption())
        if category in _NO_REASON:
            why = Exemption()
        elif not (why.reason or why.code):
            why = Exemption(_REASONS.get(category, ""), _CODES.get(category, ""))
        tax = round_on_document(percent_of(base, rate or ZERO), currency)
        rows.append(VatBreakdown(taxable=base, tax=tax, category=category, rate=rate, exemption_reason=why.reason, exemption_code=why.code))
    return tuple(rows)


def _exemptions(kept: Iterable[VatBreakdown], given: Mapping[str, Exemption]) -> dict[str, Exemption]:
    before = {row.category: Exemption(row.exemption_reason, row.exemption_code) for row in kept}
    return before | dict(given)


def _rank(group: tuple[VatGroup, Decimal]) -> tuple[int, str, Decimal]:
    (category, rate), _base = group
    return _ORDER.find(category), category, -(rate or ZERO)


def _in_vat_currency(invoice: Invoice, tax: Decimal, exchange: Decimal | None) -> Decimal | None:
    if not invoice.vat_currency or invoice.vat_currency == invoice.currency:
        return None
    if exchange is None or exchange <= 0:
        raise UserError(
            f"The VAT is to be shown in {invoice.vat_currency}, but there is no exchange rate from {invoice.currency}. Nothing was "
            f"changed. Enter the rate of the day."
        )
    with localcontext(prec=60):
        return round_on_document(tax * exchange, invoice.vat_currency)


def _signed(item: AllowanceCharge) -> Decimal:
    return item.amount if item.is_charge else -item.amount


def _zero(currency: str) -> Decimal:
    return Decimal(0).scaleb(-document_digits(currency))
