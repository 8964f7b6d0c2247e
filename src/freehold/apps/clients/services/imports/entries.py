"""One row of a foreign file as a client and a person, each value checked; what does not fit is left out and named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from freehold.apps.clients.models import LONGEST_NAME, ClientKind, FieldDefinition
from freehold.apps.clients.services.clients import clean_tags
from freehold.apps.clients.services.imports.columns import FIELD, NOTE
from freehold.apps.clients.services.own_fields import plain_value
from freehold.domain.errors import UserError
from freehold.integrations.accounting.values import country as country_code

_LONGEST = {
    "phone": 60,
    "role": 120,
    "website": 500,
    "line1": 200,
    "line2": 200,
    "postcode": 30,
    "city": 120,
    "region": 120,
    "vat_id": 30,
    "tax_number": 60,
    "number": 40,
    "channel": 100,
}
_OF_CLIENT = ("website", "line1", "line2", "postcode", "city", "region", "vat_id", "tax_number", "number", "channel")
_LANGUAGES = {"englisch": "en", "anglais": "en", "deutsch": "de", "german": "de", "allemand": "de", "english": "en"}
_KINDS = {
    **dict.fromkeys(("company", "business", "firma", "unternehmen", "geschäft", "b2b", "entreprise"), ClientKind.COMPANY),
    **dict.fromkeys(("person", "private", "private person", "privat", "privatperson", "individual", "b2c"), ClientKind.PERSON),
    **dict.fromkeys(("public", "public body", "behörde", "öffentlich", "government", "öffentliche stelle"), ClientKind.PUBLIC),
}
_FORMULA = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")
_NO_LINES = str.maketrans(dict.fromkeys("\r\n\t", " "))


@dataclass(slots=True)
class Entry:
    """What a row says: the client's values, the person there (no name: none is named), and which cells were left out."""

    client: dict[str, Any] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    refused: str = ""


def named_cells(row: Sequence[str] | Mapping[str, str], mapping: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    """Return a row's cells by our columns; those that go into the notes are put together there."""
    if isinstance(row, Mapping):
        return {name: str(value) for name, value in row.items()}
    cells: dict[str, str] = {}
    notes = []
    for place, column in enumerate(mapping):
        value = row[place].strip() if place < len(row) else ""
        value = _FORMULA.sub("", value, count=1) if value.startswith("'") else value
        if value and column == NOTE:
            notes.append(f"{headings[place]}: {value}" if headings[place] else value)
        elif value and column:
            cells[column] = value
    if notes:
        cells["notes"] = "\n".join(filter(None, [cells.get("notes", ""), *notes]))
    return cells


def entry_of(cells: Mapping[str, str], own: Mapping[str, FieldDefinition]) -> Entry:
    """Return what the cells say. `own` are the workspace's fields by "field:<id>"."""
    entry = Entry()
    plain = {name: value.replace("\x00", "").strip() for name, value in cells.items()}
    company = " ".join(plain.get("company", "").split())
    person = " ".join((plain.get("person") or f"{plain.get('first', '')} {plain.get('last', '')}").split())
    if not company and not person:
        entry.refused = _("It names neither a company nor a person.")
        return entry
    for name in (company, person):
        if len(name) > LONGEST_NAME:
            entry.refused = _("The name has %(count)d letters; %(most)d are allowed.") % {"count": len(name), "most": LONGEST_NAME}
            return entry
    kind = _KINDS.get(plain.get("kind", "").casefold(), ClientKind.COMPANY if company else ClientKind.PERSON)
    entry.client = {"name": company or person, "kind": str(kind)}
    _texts(entry, plain)
    _codes(entry, plain)
    _numbers(entry, plain)
    email = _email(entry, plain.get("email", ""))
    if company and person:
        entry.person = {"name": person, "email": email, "phone": entry.client.pop("phone", ""), "role": entry.client.pop("role", "")}
    else:
        entry.client |= {"email": email} if email else {}
        entry.client.pop("role", None)
    _own(entry, plain, own)
    if plain.get("tags"):
        entry.client["tags"] = clean_tags(re.split(r"\s*(?:[,;|]|:::)\s*", plain["tags"].replace("* ", "")))
    if plain.get("notes"):
        entry.client["notes"] = plain["notes"][:20_000]
    return entry


def _texts(entry: Entry, plain: Mapping[str, str]) -> None:
    for name in (*_OF_CLIENT, "phone", "role"):
        value = " ".join(plain.get(name, "").translate(_NO_LINES).split())
        if name == "vat_id":
            value = value.upper().replace(" ", "")
        if len(value) > _LONGEST[name]:
            entry.left_out.append(name)
        elif value:
            entry.client[name] = value


def _codes(entry: Entry, plain: Mapping[str, str]) -> None:
    if plain.get("country"):
        code = country_code(plain["country"])
        _take(entry, "country", code)
    if plain.get("language"):
        said = plain["language"].casefold()
        code = _LANGUAGES.get(said, said[:2] if re.fullmatch(r"[a-z]{2}([-_].*)?", said) else "")
        _take(entry, "language", code if code in dict(settings.LANGUAGES) else "")
    if plain.get("currency"):
        said = plain["currency"].upper()
        _take(entry, "currency", said if re.fullmatch(r"[A-Z]{3}", said) else {"€": "EUR", "$": "USD", "£": "GBP"}.get(said, ""))


def _numbers(entry: Entry, plain: Mapping[str, str]) -> None:
    if plain.get("payment_days"):
        found = re.search(r"\d{1,3}", plain["payment_days"])
        _take(entry, "payment_days", int(found[0]) if found and int(found[0]) <= 365 else None)
    if plain.get("hourly_rate"):
        said = re.sub(r"[^\d.,]", "", plain["hourly_rate"])
        if "," in said and "." in said:
            said = said.replace("." if said.rfind(",") > said.rfind(".") else ",", "")
        try:
            rate = Decimal(said.replace(",", ".")).quantize(Decimal("0.01"))
        except InvalidOperation:
            rate = None
        _take(entry, "hourly_rate", format(rate, "f") if rate is not None and rate < Decimal(10) ** 9 else None)


def _take(entry: Entry, name: str, value: Any) -> None:
    if value in ("", None):
        entry.left_out.append(name)
    else:
        entry.client[name] = value


def _email(entry: Entry, said: str) -> str:
    if not said:
        return ""
    # Some programs write several into one cell.
    first = re.split(r"[;,\s]|:::", said.removeprefix("mailto:").strip())[0].strip("<>")
    try:
        validate_email(first)
    except ValidationError:
        entry.left_out.append("email")
        return ""
    return first if len(first) <= 254 else ""


def _own(entry: Entry, plain: Mapping[str, str], own: Mapping[str, FieldDefinition]) -> None:
    values = {}
    for column, value in plain.items():
        if column.startswith(FIELD) and value and column in own:
            try:
                values[str(own[column].pk)] = plain_value(own[column], value)
            except UserError:
                entry.left_out.append(own[column].name)
    if values:
        entry.client["fields"] = values
