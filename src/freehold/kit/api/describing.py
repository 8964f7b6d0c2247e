"""The OpenAPI description turned into what a page shows: one entry an operation, with its fields in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Shape = Mapping[str, Any]
_DEEPEST = 3
# How pydantic describes a decimal that is written as text.
_DECIMAL = "^(?!^[-+.]*$)"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One value that is sent or comes back; `name` is dotted for values inside values."""

    name: str
    kind: str
    required: bool = False
    text: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation."""

    key: str
    method: str
    path: str
    title: str
    text: str
    scope: str
    parameters: tuple[FieldRow, ...]
    body: tuple[FieldRow, ...]
    answer: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The operations of one tag."""

    title: str
    operations: tuple[OperationRow, ...]


def chapters(schema: Shape) -> list[Chapter]:
    """Return the operations of an OpenAPI description by tag, in the order in which they stand there."""
    found: dict[str, list[OperationRow]] = {}
    for path, operations in schema["paths"].items():
        for method, shape in operations.items():
            tag = (shape.get("tags") or [""])[0]
            found.setdefault(tag, []).append(_operation(path, method, shape, schema))
    return [Chapter(tag, tuple(rows)) for tag, rows in found.items()]


def _operation(path: str, method: str, shape: Shape, schema: Shape) -> OperationRow:
    parameters = tuple(
        FieldRow(row["name"], _kind(row["schema"], schema), bool(row.get("required")), _text(row), row["in"])
        for row in shape.get("parameters", [])
    )
    return OperationRow(
        key=shape["operationId"],
        method=method.upper(),
        path=path,
        title=shape.get("summary", ""),
        text=shape.get("description", ""),
        scope=shape.get("x-scope", ""),
        parameters=parameters,
        body=tuple(_fields(_content(shape.get("requestBody", {})), schema)),
        # Everything that is described comes back; only what is sent is required or not.
        answer=tuple(replace(row, required=False) for row in _fields(_content(_success(shape)), schema)),
    )


def _success(shape: Shape) -> Shape:
    found = [answer for status, answer in shape["responses"].items() if str(status).startswith("2")]
    return found[0] if found else {}


def _content(shape: Shape) -> Shape:
    content = shape.get("content") or {}
    first: Shape = next(iter(content.values()), {})
    found: Shape = first.get("schema", {})
    return found


def _fields(shape: Shape, schema: Shape, prefix: str = "", depth: int = 0) -> Iterator[FieldRow]:
    """Yield the fields of an object, and below each list or object the fields inside it."""
    shape = _resolved(shape, schema)
    required = set(shape.get("required", ()))
    for name, field in (shape.get("properties") or {}).items():
        inner = _resolved(field, schema)
        yield FieldRow(prefix + name, _kind(field, schema), name in required, _text(field) or _text(inner))
        inside, mark = (inner.get("items", {}), "[].") if inner.get("type") == "array" else (inner, ".")
        if depth < _DEEPEST:
            yield from _fields(inside, schema, prefix + name + mark, depth + 1)


def _resolved(shape: Shape, schema: Shape) -> Shape:
    """Follow a reference, and look through "this or null"."""
    while True:
        if "$ref" in shape:
            shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
            continue
        choices = [choice for choice in shape.get("anyOf", ()) if choice.get("type") != "null"]
        if len(choices) != 1:
            return shape
        shape = choices[0]


def _kind(shape: Shape, schema: Shape) -> str:
    choices = [choice for choice in shape.get("anyOf", ()) if choice.get("type") != "null"]
    if choices:
        kinds = [_kind(choice, schema) for choice in choices]
        # A Decimal is taken as number or text; it is best sent, and always comes back, as text.
        return "decimal" if "decimal" in kinds else " | ".join(dict.fromkeys(kinds))
    found = _resolved(shape, schema)
    if "enum" in found:
        return " | ".join(f"“{value}”" for value in found["enum"])
    if found.get("type") == "array":
        return f"list of {_kind(found.get('items', {}), schema)}"
    if found.get("type") == "string" and str(found.get("pattern", "")).startswith(_DECIMAL):
        return "decimal"
    return str(found.get("format") or found.get("type") or "any")


def _text(shape: Shape) -> str:
    return str(shape.get("description", ""))
