"""What a proposal asks: one or more options, each with its lines, in one currency; net of tax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from freehold.domain.errors import UserError
from freehold.domain.money.rounding import round_on_document

OptionKind = Literal["fixed", "hourly", "package"]
KINDS: tuple[OptionKind, ...] = ("fixed", "hourly", "package")
MOST_OPTIONS, MOST_LINES = 6, 60
_MOST = Decimal(10) ** 9
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line: `quantity` in `unit` (UN/ECE Recommendation 20: HUR, DAY, C62) at `price` each, net."""

    name: str
    quantity: Decimal
    unit: str
    price: Decimal
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to buy. `hours` is what it is reckoned to take, None when unknown. Only options that are `offered` are shown to the client.

    `reasons` are codes with values that tell the owner how the price came about; they never leave.
    """

    key: str
    kind: OptionKind
    name: str
    lines: tuple[PriceLine, ...]
    hours: Decimal | None = None
    offered: bool = True
    reasons: tuple[Mapping[str, str], ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether it comes to a sum: work by the hour without a number of hours does not."""
        return self.kind != "hourly" or self.hours is not None

    def total(self, currency: str) -> Decimal:
        """Return the sum of the lines, each rounded to the currency."""
        return sum((round_on_document(line.quantity * line.price, currency) for line in self.lines), ZERO)

    def hourly(self, currency: str) -> Decimal | None:
        """Return what an hour earns, None when the hours are unknown."""
        return self.total(currency) / self.hours if self.hours else None


@dataclass(frozen=True, slots=True)
class Price:
    """All options, in `currency`, with the part asked in advance in per cent (0 for none)."""

    currency: str
    options: tuple[Option, ...] = ()
    deposit_percent: Decimal = ZERO
    note: str = ""

    @property
    def offered(self) -> tuple[Option, ...]:
        """What the client may choose from."""
        return tuple(one for one in self.options if one.offered)

    def option(self, key: str) -> Option | None:
        """Return the offered option of this key; the only one when there is but one and no key is given."""
        if not key and len(self.offered) == 1:
            return self.offered[0]
        return next((one for one in self.offered if one.key == key), None)

    @property
    def total(self) -> Decimal | None:
        """The sum of the first option that is offered, None without any."""
        return self.offered[0].total(self.currency) if self.offered else None


def price_to_json(price: Price) -> dict[str, Any]:
    """Return the price as JSON values, decimals as text."""
    return {
        "currency": price.currency,
        "deposit_percent": _text(price.deposit_percent),
        "note": price.note,
        "options": [
            {
                "key": one.key,
                "kind": one.kind,
                "name": one.name,
                "hours": _text(one.hours) if one.hours is not None else None,
                "offered": one.offered,
                "reasons": [dict(reason) for reason in one.reasons],
                "lines": [
                    {
                        "name": line.name,
                        "detail": line.detail,
                        "quantity": _text(line.quantity),
                        "unit": line.unit,
                        "price": _text(line.price),
                    }
                    for line in one.lines
                ],
            }
            for one in price.options
        ],
    }


def price_from_json(data: Mapping[str, Any]) -> Price:
    """Return what `price_to_json` wrote, or a person typed. Raises UserError that names the line which cannot stand."""
    currency = str(data.get("currency") or "").strip().upper()
    if len(currency) != 3 or not currency.isalpha():
        raise UserError(f"“{currency}” is no currency. Nothing was saved. Write its three letters, such as EUR.")
    options = tuple(_options(data.get("options") or ()))
    if len({one.key for one in options}) != len(options):
        raise UserError("Two options have the same key. Nothing was saved.")
    deposit = _decimal(data.get("deposit_percent") or "0", "The deposit")
    if not ZERO <= deposit <= 100:
        raise UserError("The deposit lies between 0 and 100 %. Nothing was saved. Enter another number.")
    return Price(currency, options, deposit, str(data.get("note") or "")[:2000])


def _options(rows: Any) -> Iterator[Option]:
    for number, row in enumerate(list(rows)[:MOST_OPTIONS], start=1):
        kind = str(row.get("kind") or "fixed")
        if kind not in KINDS:
            raise UserError(f"There is no kind of price “{kind}”. Nothing was saved.")
        hours = row.get("hours")
        yield Option(
            key=str(row.get("key") or f"{kind}{number}")[:20],
            kind=kind,
            name=" ".join(str(row.get("name") or "").replace("\0", "").split())[:120],
            lines=tuple(_lines(row.get("lines") or (), number)),
            hours=_decimal(hours, f"The hours of option {number}") if hours not in (None, "") else None,
            offered=bool(row.get("offered", True)),
            reasons=tuple({str(name): str(value) for name, value in reason.items()} for reason in row.get("reasons") or ()),
        )


def _lines(rows: Any, option: int) -> Iterator[PriceLine]:
    for number, row in enumerate(list(rows)[:MOST_LINES], start=1):
        where = f"option {option}, line {number}"
        name = " ".join(str(row.get("name") or "").replace("\0", "").split())[:200]
        if not name:
            raise UserError(f"In {where} the name is missing. Nothing was saved. Say what the price is for.")
        quantity = _decimal(row.get("quantity", "1"), f"The quantity in {where}")
        price = _decimal(row.get("price", "0"), f"The price in {where}")
        if quantity < 0:
            raise UserError(
                f"The quantity in {where} is below zero. Nothing was saved. Write a negative price for something that comes off."
            )
        detail = str(row.get("detail") or "").replace("\0", "").strip()[:1000]
        yield PriceLine(name, quantity, str(row.get("unit") or "C62")[:10], price, detail)


def _decimal(value: object, what: str) -> Decimal:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise UserError(f"{what} is no number: “{str(value)[:40]}”. Nothing was saved. Write digits.") from None
    if not number.is_finite() or abs(number) > _MOST:
        raise UserError(f"{what} is too large. Nothing was saved. Enter another number.")
    return number


def _text(value: Decimal) -> str:
    plain = format(value, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
