"""Invoice JSON: the invoice by its terms, amounts as decimal strings, days as ISO dates, files as base64."""

from __future__ import annotations

import base64
import binascii
import difflib
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from freehold.domain.errors import Problem, UserError
from freehold.domain.invoicing.invoice import Invoice, Line, Totals, VatBreakdown

# What an amount may be: longer ones are mistakes or attacks, and no currency needs them.
MOST_DIGITS = 30

# May be left out of the JSON; they are then computed from the lines.
COMPUTED = {Line: ("net",), VatBreakdown: ("taxable", "tax"), Invoice: ("totals", "vat")}
_COMPUTED_TOTALS = ("line_net", "tax_exclusive", "tax_inclusive", "due")


@dataclass(frozen=True, slots=True)
class Shape:
    """One field of a record: its name, its type, whether it repeats and whether it must be given."""

    name: str
    type: type
    many: bool
    required: bool
    default: Any


@lru_cache(maxsize=64)
def shapes(record: type) -> tuple[Shape, ...]:
    """Return the fields of one of the invoice's dataclasses in their order."""
    hints = typing.get_type_hints(record)
    found = []
    for field in fields(record):
        of, many = _element(hints[field.name])
        required = field.default is MISSING and field.default_factory is MISSING
        found.append(Shape(field.name, of, many, required, None if required else field.default))
    return tuple(found)


def _element(hint: Any) -> tuple[type, bool]:
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0], True
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not types.NoneType), False
    return hint, False


def to_json(invoice: Invoice) -> dict[str, Any]:
    """Return the invoice as JSON; what is not given is left out."""
    return _plain(invoice)


def _plain(record: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    kind: type = type(record)
    for shape in shapes(kind):
        value = getattr(record, shape.name)
        if shape.many:
            if value:
                data[shape.name] = [_value(item) for item in value]
        elif value is not None and value not in ("", b""):
            data[shape.name] = _value(value)
    return data


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return _plain(value) if is_dataclass(value) else value


def from_json(data: Mapping[str, Any]) -> Invoice:
    """Return the invoice that the JSON describes; sums that it leaves out are computed by the rules of EN 16931.

    Raises UserError with the path of the field ("lines[0].price: …") for a missing, unknown or unreadable one, and for a sum that
    is given but differs from what the lines make.
    """
    if not isinstance(data, Mapping):
        raise UserError("The invoice must be a JSON object with fields such as number, seller, buyer and lines. Nothing was read.")
    lacks = _lacks_sums(data)
    reader = _Reader(may_lack=COMPUTED if lacks else {}, problems=None)
    invoice: Invoice = reader.record(Invoice, _with_totals(data) if lacks else data, "")
    return _computed(invoice, data) if lacks else invoice


def from_tree(data: Mapping[str, Any], problems: list[Problem]) -> Invoice:
    """Return the invoice out of the values that a document held; what cannot be read is added to `problems` and left out.

    Raises UserError only when there is no issue date to hold on to.
    """
    invoice: Invoice = _Reader(may_lack={}, problems=problems).record(Invoice, data, "")
    return invoice


def _lacks_sums(data: Mapping[str, Any]) -> bool:
    lines, vat, totals = data.get("lines") or (), data.get("vat") or (), data.get("totals") or {}
    return (
        not totals
        or not vat
        or (isinstance(totals, Mapping) and not set(_COMPUTED_TOTALS) <= set(totals))
        or any(isinstance(line, Mapping) and "net" not in line for line in lines)
        or any(isinstance(row, Mapping) and not {"taxable", "tax"} <= set(row) for row in vat)
    )


def _with_totals(data: Mapping[str, Any]) -> dict[str, Any]:
    given = data.get("totals")
    if given is not None and not isinstance(given, Mapping):
        return dict(data)
    return dict(data) | {"totals": dict.fromkeys(_COMPUTED_TOTALS, "0") | dict(given or {})}


def _computed(invoice: Invoice, data: Mapping[str, Any]) -> Invoice:
    from freehold.domain.invoicing.totals import totalled

    known = invoice.totals
    # Where the VAT in the other currency is given, its rate need not be known.
    given_there = known.tax_in_vat_currency is not None
    plain = replace(invoice, vat_currency="") if given_there else invoice
    done = totalled(plain, paid=known.paid or Decimal(0), rounding=known.rounding)
    if given_there:
        totals = replace(done.totals, tax_in_vat_currency=known.tax_in_vat_currency)
        done = replace(done, vat_currency=invoice.vat_currency, totals=totals)
    _compare(data.get("totals") or {}, done.totals, "totals", [shape.name for shape in shapes(Totals)])
    for position, (given, line) in enumerate(zip(data.get("lines") or (), done.lines, strict=True)):
        _compare(given, line, f"lines[{position}]", ["net"])
    return done


def _compare(given: Mapping[str, Any], computed: Any, path: str, names: list[str]) -> None:
    for name in names:
        value = getattr(computed, name)
        if given.get(name) is not None and value is not None and Decimal(str(given[name])) != value:
            raise UserError(
                f"{path}.{name}: you gave {given[name]}, but the lines make {value}. Nothing was written. Correct the lines, or leave "
                f"{path}.{name} out and it is computed."
            )


class _Reader:
    """Builds records out of plain values. Without a list of problems the first fault is raised, with one it is noted."""

    def __init__(self, *, may_lack: Mapping[type, tuple[str, ...]], problems: list[Problem] | None) -> None:
        self.may_lack = may_lack
        self.problems = problems

    def record(self, kind: type, data: Any, path: str) -> Any:
        """Return one record of `kind`."""
        if not isinstance(data, Mapping):
            raise UserError(f"{path or 'The invoice'}: expected an object with {_names(kind)}, found {_short(data)}.")
        known = shapes(kind)
        if self.problems is None:
            _refuse_unknown(kind, data, path)
        may_lack = self.may_lack.get(kind, ())
        values = {}
        for shape in known:
            where = f"{path}.{shape.name}" if path else shape.name
            given = data.get(shape.name)
            if given is None or given == "":
                if shape.required:
                    values[shape.name] = self._missing(shape, where, allowed=shape.name in may_lack)
            else:
                values[shape.name] = self._given(shape, given, where)
        return kind(**values)

    def _given(self, shape: Shape, given: Any, path: str) -> Any:
        if shape.many:
            if not isinstance(given, list | tuple):
                raise UserError(f"{path}: expected a list, found {_short(given)}.")
            return tuple(self._one(shape, item, f"{path}[{position}]") for position, item in enumerate(given))
        return self._one(shape, given, path)

    def _one(self, shape: Shape, given: Any, path: str) -> Any:
        if is_dataclass(shape.type):
            return self.record(shape.type, given, path)
        try:
            return _SCALARS[shape.type](given)
        except (ValueError, InvalidOperation, binascii.Error, TypeError):
            fault = f"expected {_EXPECTED[shape.type]}, found {_short(given)}"
        if self.problems is None or (shape.required and shape.type is date):
            raise UserError(f"{path}: {fault}.") from None
        self.problems.append(Problem(path, fault, "It was left out; the rest was read."))
        return _EMPTY[shape.type] if shape.required else shape.default

    def _missing(self, shape: Shape, path: str, *, allowed: bool) -> Any:
        if shape.many and self.problems is not None:
            return ()
        if not allowed:
            if self.problems is None or shape.type is date or (is_dataclass(shape.type) and not shape.many and shape.type is not Totals):
                raise UserError(f"{path}: this is missing. Every invoice needs it. Nothing was written; add it and try again.")
            self.problems.append(Problem(path, "this is missing, though every invoice needs it", "The rest was read."))
        if shape.many:
            return ()
        return self.record(shape.type, {}, path) if is_dataclass(shape.type) else _EMPTY[shape.type]


def _refuse_unknown(kind: type, data: Mapping[str, Any], path: str) -> None:
    known = [shape.name for shape in shapes(kind)]
    for name in data:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            where = f"{path}.{name}" if path else str(name)
            advice = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."
            raise UserError(f"{where}: there is no such field. Nothing was written. {advice}")


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal):
        raise TypeError
    found = Decimal(value.strip() if isinstance(value, str) else value)
    if not found.is_finite() or len(found.as_tuple().digits) > MOST_DIGITS or abs(found.adjusted()) > MOST_DIGITS:
        raise ValueError
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _bytes(value: Any) -> bytes:
    return base64.b64decode("".join(_text(value).split()), validate=True)


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


_SCALARS: dict[type, Callable[[Any], Any]] = {str: _text, Decimal: _decimal, date: _day, bytes: _bytes, bool: _truth}
_EXPECTED: dict[type, str] = {
    str: "text",
    Decimal: 'a number in quotes such as "12.50"',
    date: "a day such as 2026-01-31",
    bytes: "a file in base64",
    bool: "true or false",
}
_EMPTY: dict[type, Any] = {str: "", Decimal: Decimal(0), bytes: b"", bool: False}


def _names(kind: type) -> str:
    return ", ".join(shape.name for shape in shapes(kind) if shape.required) or ", ".join(shape.name for shape in shapes(kind))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
