"""Lines as they are given to a draft, and checked before they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.billing.models import Line
from freehold.domain.errors import UserError

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
MOST_LINES = 500
_MOST = Decimal(10) ** 9
_DECIMALS = ("quantity", "price", "discount_percent", "vat_rate")
_DAYS = ("service_from", "service_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInput:
    """One line of a draft. Without a VAT category the one of the document's tax case is taken, with its usual rate.

    `id` names the stored line that this one changes; without it the line is a new one.
    """

    name: str
    description: str = ""
    quantity: Decimal = ONE
    unit: str = "C62"
    price: Decimal = ZERO
    discount_percent: Decimal = ZERO
    vat_category: str = ""
    vat_rate: Decimal | None = None
    exemption_code: str = ""
    exemption_reason: str = ""
    service_from: date | None = None
    service_to: date | None = None
    id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fields as JSON values, decimals and days as text; what is as usual is left out."""
        usual = {field.name: field.default for field in fields(self)}
        return {
            name: value if isinstance(value, str) else str(value)
            for name, value in asdict(self).items()
            if value != usual[name] and name != "id"
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> LineInput:
        """Return the line that `to_json` wrote. Raises UserError for what is no line."""
        try:
            known = {field.name for field in fields(cls)}
            values: dict[str, Any] = {name: value for name, value in row.items() if name in known and name != "id"}
            values |= {name: Decimal(str(values[name])) for name in _DECIMALS if values.get(name) is not None}
            values |= {name: date.fromisoformat(str(values[name])) for name in _DAYS if values.get(name)}
            return cls(**values)
        except (TypeError, ValueError, InvalidOperation, AttributeError):
            raise UserError(_("A line cannot be read. Nothing was added. Enter it again.")) from None

    @classmethod
    def of(cls, line: Line) -> LineInput:
        """Return what a stored line was made of."""
        return cls(**{field.name: getattr(line, field.name) for field in fields(cls)})

    def copy(self) -> LineInput:
        """Return the line as a new one, for another paper."""
        return replace(self, id=None)


def checked(lines: Iterable[LineInput]) -> list[LineInput]:
    """Return the lines without useless blanks. Raises UserError that names the line which cannot stand."""
    kept = [_checked(at, line) for at, line in enumerate(lines, start=1)]
    if len(kept) > MOST_LINES:
        raise UserError(
            _("A paper has at most %(most)s lines, and these are %(count)s. The former lines were kept. Put some together.")
            % {"most": MOST_LINES, "count": len(kept)}
        )
    return kept


def _checked(at: int, line: LineInput) -> LineInput:
    name = " ".join(line.name.split())[:300]
    where = {"at": at, "name": name[:60]}
    if not name:
        raise UserError(_("Line %(at)s says nothing. The former lines were kept. Say what it is for, or remove it.") % where)
    for value in (line.quantity, line.price, line.discount_percent, line.vat_rate or ZERO):
        if not value.is_finite() or abs(value) > _MOST:
            raise UserError(_("A number in line %(at)s (“%(name)s”) is too large. The former lines were kept.") % where)
    if not ZERO <= line.discount_percent <= HUNDRED:
        raise UserError(_("The discount of line %(at)s (“%(name)s”) must lie between 0 and 100 %%. The former lines were kept.") % where)
    if line.vat_rate is not None and not ZERO <= line.vat_rate <= HUNDRED:
        raise UserError(_("The tax rate of line %(at)s (“%(name)s”) must lie between 0 and 100 %%. The former lines were kept.") % where)
    if line.service_from and line.service_to and line.service_from > line.service_to:
        raise UserError(_("The work of line %(at)s (“%(name)s”) ends before it begins. The former lines were kept.") % where)
    values = asdict(line) | {"name": name, "description": line.description.replace("\x00", "").strip()[:5000]}
    if line.price < 0:
        # The standard knows no negative price: what is taken off has a negative quantity.
        values |= {"price": -line.price, "quantity": -line.quantity}
    return LineInput(**values)
