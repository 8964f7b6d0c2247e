"""E-invoices by EN 16931: read, written and checked as CII, UBL and Factur-X."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freehold.integrations.einvoice.owner_rules import OwnerRules as OwnerRules
    from freehold.integrations.einvoice.reading import ReadInvoice as ReadInvoice
    from freehold.integrations.einvoice.reading import read as read
    from freehold.integrations.einvoice.validating import Finding as Finding
    from freehold.integrations.einvoice.validating import Validation as Validation
    from freehold.integrations.einvoice.validating import validate as validate
    from freehold.integrations.einvoice.validating import warm as warm
    from freehold.integrations.einvoice.writing import write as write

_HOMES = {
    "Finding": "validating",
    "OwnerRules": "owner_rules",
    "ReadInvoice": "reading",
    "Validation": "validating",
    "read": "reading",
    "validate": "validating",
    "warm": "validating",
    "write": "writing",
}
__all__ = ["Finding", "OwnerRules", "ReadInvoice", "Validation", "read", "validate", "warm", "write"]


def __getattr__(name: str) -> Any:
    # Late: the Saxon worker lives in this package and needs neither Django nor the rest of it.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
