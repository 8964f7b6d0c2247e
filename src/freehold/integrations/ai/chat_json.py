"""Reading the object that a model was asked for out of what it wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from freehold.integrations.ai.chat_words import unreadable

#: What is put before weaker models whose server cannot hold them to a schema.
PROMPTED = "Answer with one JSON object and nothing else: no words before or after it, no code fences. It must fit this JSON Schema:\n"


def prompted_system(system: str, schema: Mapping[str, Any]) -> str:
    """Return the system text with the shape in words."""
    shape = PROMPTED + json.dumps(schema, ensure_ascii=False)
    return f"{system}\n\n{shape}" if system else shape


def read_object(text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first JSON object in the text, checked against the schema. Raises ModelFailed ("broken")."""
    import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own

    try:
        found = _first_object(text)
        jsonschema.Draft202012Validator(schema).validate(found)
    except (ValueError, RecursionError, jsonschema.ValidationError):
        raise unreadable(text) from None
    return found


def _first_object(text: str) -> dict[str, Any]:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    begin = text.find("{")
    if begin < 0:
        raise ValueError("no object")
    found, _end = decoder.raw_decode(text, begin)
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - one kind of fault for everything unreadable
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
