"""How the columns of one bank's CSV export are read; saved per bank, so that it is asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.integrations.banking.values import DecimalMark

DateOrder = Literal["ymd", "dmy", "mdy"]

# What a column can hold. `text` may be several columns; the others are one each.
FIELDS = (
    "booked_on",
    "value_on",
    "amount",
    "credit",
    "debit",
    "direction",
    "currency",
    "payer_name",
    "payee_name",
    "payer_account",
    "text",
    "reference",
    "end_to_end",
    "bank_reference",
    "fee",
    "original_amount",
    "original_currency",
    "account",
    "state",
    "kind",
    "balance",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvDialect:
    """How one CSV export is read.

    `header_line` counts lines of the file from 0 and is −1 where there is no header. `columns` maps a field of FIELDS to the
    numbers of its columns, counted from 0. `headers` are the names that stood above them, by which the dialect is found again.
    `fee_apart` says that the fee is not yet in the amount and is taken off it. `doubts` are questions for a person, in words.
    """

    name: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    header_line: int = 0
    headers: tuple[str, ...] = ()
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    decimal: DecimalMark = "."
    date_order: DateOrder = "ymd"
    invert: bool = False
    fee_apart: bool = False
    default_currency: str = ""
    default_account: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields without which nothing can be booked: a date, and an amount or a pair of columns for it."""
        lacking = [] if "booked_on" in self.columns else ["booked_on"]
        if "amount" not in self.columns and not {"credit", "debit"} & set(self.columns):
            lacking.append("amount")
        return tuple(lacking)

    def fits(self, headers: tuple[str, ...]) -> bool:
        """Tell whether a file with these headers was written by the same export."""
        return bool(self.headers) and tuple(map(_plain, self.headers)) == tuple(map(_plain, headers))

    def to_json(self) -> dict[str, Any]:
        """Return the dialect as JSON values, without its doubts."""
        values = asdict(self)
        values.pop("doubts")
        return values | {"headers": list(self.headers), "columns": {name: list(numbers) for name, numbers in self.columns.items()}}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> CsvDialect:
        """Return the dialect that `to_json` wrote. Raises UserError when the values are none."""
        known = {item.name for item in fields(cls)} - {"doubts"}
        try:
            given = {name: value for name, value in values.items() if name in known}
            columns = {str(name): tuple(int(number) for number in numbers) for name, numbers in dict(given.get("columns", {})).items()}
            given |= {"columns": {name: numbers for name, numbers in columns.items() if name in FIELDS and numbers}}
            given["headers"] = tuple(str(header) for header in given.get("headers", ()))
            dialect = cls(**given)
        except (TypeError, ValueError):
            raise UserError(_("This saved way of reading a CSV file is damaged. Set it up once more; nothing was taken in.")) from None
        if len(dialect.delimiter) != 1 or dialect.decimal not in {",", "."} or dialect.date_order not in {"ymd", "dmy", "mdy"}:
            raise UserError(_("This saved way of reading a CSV file is damaged. Set it up once more; nothing was taken in."))
        return dialect


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())
