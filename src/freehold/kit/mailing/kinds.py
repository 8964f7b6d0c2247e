"""The kinds of mail in words; each app adds its own in wiring."""

from __future__ import annotations

from django.utils.functional import Promise

#: Kind ("invoice") → its name in the plural, as it is read on the page where a person allows it.
KIND_NAMES: dict[str, str | Promise] = {}


def kind_name(kind: str) -> str:
    """Return a kind's name in the reader's language; one without a name is shown as it is, readable enough."""
    return str(KIND_NAMES.get(kind, kind.replace("_", " ").capitalize()))
