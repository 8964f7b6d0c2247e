"""Events as frozen dataclasses, and their JSON form."""

from __future__ import annotations

import dataclasses
import json
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from freehold.domain.errors import SystemFault


def event_name(event_type: type) -> str:
    """Return the name an event is stored under: that of its class. Raises SystemFault unless it is a frozen dataclass."""
    parameters = getattr(event_type, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen:
        raise SystemFault(f"{event_type.__name__} is no event: it must be a frozen dataclass")
    return event_type.__name__


def to_payload(event: object) -> dict[str, Any]:
    """Return the event's fields as JSON values. Raises SystemFault naming a field that JSON cannot carry unchanged."""
    name = event_name(type(event))
    payload: dict[str, Any] = {}
    for field in dataclasses.fields(event):  # type: ignore[arg-type]  # event_name has just made sure of it
        value = getattr(event, field.name)
        plain = list(value) if isinstance(value, tuple) else value
        if not _survives_json(plain):
            raise SystemFault(f"{name}.{field.name}: {type(value).__name__} cannot be stored; use text, numbers, lists or ids")
        payload[field.name] = plain
    return payload


def from_payload(event_type: type, payload: dict[str, Any]) -> Any:
    """Return the event again. A field that the class has no longer is left out, so an update may drop fields.

    Raises SystemFault naming a field that the class wants and the payload lacks.
    """
    hints = get_type_hints(event_type)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(event_type):
        if field.name in payload:
            value = payload[field.name]
            values[field.name] = tuple(value) if isinstance(value, list) and _wants_tuple(hints[field.name]) else value
    try:
        return event_type(**values)
    except TypeError as error:
        raise SystemFault(f"A stored {event_type.__name__} does not fit: {error}") from error


def _wants_tuple(hint: object) -> bool:
    if get_origin(hint) in {Union, UnionType}:
        return any(_wants_tuple(choice) for choice in get_args(hint))
    return hint is tuple or get_origin(hint) is tuple


def _survives_json(value: object) -> bool:
    try:
        return bool(json.loads(json.dumps(value, allow_nan=False)) == value)
    except (TypeError, ValueError):
        return False
