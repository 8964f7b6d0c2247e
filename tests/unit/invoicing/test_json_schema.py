"""The JSON Schema of Invoice JSON names the business term of every field."""

from __future__ import annotations

import re

from freehold.domain.invoicing.as_json import shapes
from freehold.domain.invoicing.invoice import Invoice
from freehold.domain.invoicing.schema import TERMS, json_schema


def records(kind: type, found: dict[str, type]) -> dict[str, type]:
    if kind.__name__ not in found:
        found[kind.__name__] = kind
        for shape in shapes(kind):
            if hasattr(shape.type, "__dataclass_fields__"):
                records(shape.type, found)
    return found


def test_every_field_has_its_term_and_every_term_its_field():
    for name, kind in records(Invoice, {}).items():
        assert set(TERMS[name]) == {shape.name for shape in shapes(kind)}, name
    assert set(TERMS) == set(records(Invoice, {}))


def test_every_term_of_the_standard_has_a_field():
    told = {term for terms in TERMS.values() for entry in terms.values() for term in re.findall(r"BT-\d+(?!-)", entry)}
    # BT-4, 106 to 108 and the like are no gaps of ours: the standard skips BT-4 and BT-37 is the seller's city.
    missing = {f"BT-{number}" for number in range(1, 166)} - told - {"BT-4"}
    assert missing == set()


def test_the_schema_wants_no_sums_that_are_computed():
    schema = json_schema()
    assert {"number", "issue_date", "currency", "seller", "buyer", "lines"} == set(schema["required"])
    assert "net" not in schema["$defs"]["Line"]["required"]
    assert schema["$defs"]["Totals"]["required"] == []
    assert schema["$defs"]["Line"]["properties"]["price"] == {
        "description": "BT-146",
        "type": "string",
        "pattern": r"^[+-]?\d{1,30}(\.\d{1,30})?$",
    }
