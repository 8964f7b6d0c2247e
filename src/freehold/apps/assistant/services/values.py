"""The values of an action, checked by kind: whoever gave them (rules, a form, a chat model, another program), nothing else gets through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.assistant.action import Action, Context, Parameter
from freehold.apps.assistant.selectors import names
from freehold.domain.commanding import read_number
from freehold.domain.errors import UserError

LONGEST_TEXT = 10_000
_ROWS = {"client", "document", "opportunity", "project"}
_WHOLE = re.compile(r"-?\d{1,12}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What of the given values stands: `values` typed by kind, what is `missing`, and what is `wrong` with which parameter."""

    values: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[Parameter, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether the action can be previewed."""
        return not self.missing and not self.wrong


def check(context: Context, action: Action, raw: Mapping[str, Any]) -> Checked:
    """Read the given values of an action by kind. Rows are of the own workspace only; what is not a parameter is left out."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    missing = []
    for parameter in action.parameters:
        given = raw.get(parameter.name)
        text = "" if given is None else str(given).replace("\x00", "").strip()
        if not text:
            if parameter.required:
                missing.append(parameter)
            continue
        try:
            values[parameter.name] = _read(context, parameter, text)
        except UserError as error:
            wrong[parameter.name] = str(error)
    return Checked(values, tuple(missing), wrong)


def checked(context: Context, action: Action, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the typed values. Raises UserError that names what is missing, unknown or wrong: for callers without a form."""
    unknown = sorted(set(raw) - {parameter.name for parameter in action.parameters})
    if unknown:
        raise UserError(_("“%(action)s” knows no “%(name)s”. Nothing was done.") % {"action": action.name, "name": unknown[0][:60]})
    found = check(context, action, raw)
    for name, problem in found.wrong.items():
        raise UserError(f"{name}: {problem}")
    if found.missing:
        listed = ", ".join(parameter.name for parameter in found.missing)
        raise UserError(_("“%(action)s” needs %(names)s. Nothing was done.") % {"action": action.name, "names": listed})
    return found.values


def as_text(value: Any) -> str:
    """Return a typed value as `check` reads it again."""
    return value.isoformat() if isinstance(value, date) else str(value)


def as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Return typed values as JSON texts that `check` reads again."""
    return {name: as_text(value) for name, value in values.items()}


def _read(context: Context, parameter: Parameter, text: str) -> Any:
    match parameter.kind:
        case "text":
            if len(text) > LONGEST_TEXT:
                raise UserError(_("This is longer than 10,000 characters. Nothing was done. Shorten it."))
            return text
        case "integer":
            if not _WHOLE.fullmatch(text):
                raise UserError(_("“%(text)s” is no whole number.") % {"text": text[:40]})
            return int(text)
        case "decimal":
            return _decimal(text)
        case "date":
            return _day(text)
        case "choice":
            if text not in parameter.choices:
                listed = ", ".join(parameter.choices)
                raise UserError(_("“%(text)s” is none of: %(choices)s.") % {"text": text[:40], "choices": listed})
            return text
        case _:
            return _row(context, parameter, text)


def _decimal(text: str) -> Decimal:
    try:
        return -read_number(text[1:]) if text.startswith("-") else read_number(text)
    except ValueError:
        raise UserError(_("“%(text)s” is no amount. Write it like 1200 or 45.90.") % {"text": text[:40]}) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(_("“%(text)s” is no day. Write it like 2026-11-03.") % {"text": text[:40]}) from None


def _row(context: Context, parameter: Parameter, text: str) -> int:
    """Return the id of a row of this workspace, given by its id or its name."""
    if text.isascii() and text.isdigit() and len(text) <= 18 and names.name_of(context, parameter.kind, int(text)):
        return int(text)
    found = names.mentioned(context, parameter.kind, text[:300])
    one = names.sure(found)
    if one is not None:
        return one.value.id
    if found:
        listed = ", ".join(f"“{hit.value.name}”" for hit in found[:3])
        raise UserError(_("“%(text)s” may be one of several: %(names)s. Choose one.") % {"text": text[:60], "names": listed})
    raise UserError(_("There is nothing called “%(text)s” here.") % {"text": text[:60]})
