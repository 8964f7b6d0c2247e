"""What a list of clients is narrowed to, as it stands in the address; nothing of it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from freehold.apps.clients.models import Client, FieldDefinition, FieldKind
from freehold.apps.clients.selectors.clients import clients
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Filters:
    """The words, state, tag, country, basis ("yes", "no" or "") and own field that are wanted."""

    q: str = ""
    archived: bool = False
    tag: str = ""
    country: str = ""
    basis: str = ""
    field: int = 0
    value: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Filters:
        """Read an address; what makes no sense is left out."""
        key = said.get("field", "")
        basis = said.get("basis", "")
        return cls(
            q=_plain(said.get("q", "")),
            archived=said.get("put_away") == "1",
            tag=_plain(said.get("tag", ""))[:50],
            country=_plain(said.get("country", "")).upper()[:2],
            basis=basis if basis in {"yes", "no"} else "",
            field=int(key) if key.isascii() and key.isdigit() and len(key) < 16 else 0,
            value=_plain(said.get("value", "")),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the words and the state is asked for."""
        return bool(self.tag or self.country or self.basis or (self.field and self.value))

    @property
    def address(self) -> str:
        """The filters as they stand in an address, without the page."""
        return urlencode(
            [
                (name, value)
                for name, value in (
                    *(("q", self.q), ("put_away", "1" if self.archived else ""), ("tag", self.tag), ("country", self.country)),
                    *(("basis", self.basis), ("field", str(self.field) if self.field and self.value else "")),
                    ("value", self.value if self.field else ""),
                )
                if value
            ]
        )


def filtered(workspace: Workspace, filters: Filters) -> QuerySet[Client]:
    """Return the clients that the filters keep, by name."""
    field = (filters.field, filters.value) if filters.field and filters.value else None
    return clients(
        workspace,
        q=filters.q,
        archived=filters.archived,
        tag=filters.tag,
        country=filters.country,
        basis=filters.basis,
        field=field,
    )


def offered(workspace: Workspace) -> dict[str, Any]:
    """Return which tags, countries and own fields there are to narrow by (two queries)."""
    tags: dict[str, str] = {}
    countries: set[str] = set()
    rows = Client.objects.for_workspace(workspace).filter(merged_into__isnull=True, forgotten_at__isnull=True)
    for said, country in rows.values_list("tags", "country").distinct():
        countries |= {country} - {""}
        for tag in said:
            tags.setdefault(tag.casefold(), tag)
    return {"tags": [tags[key] for key in sorted(tags)][:200], "countries": sorted(countries), "fields": definitions(workspace)}


def definitions(workspace: Workspace, *, removed: bool = False) -> list[FieldDefinition]:
    """Return the workspace's own fields in their order; with `removed` those that were taken away."""
    rows = FieldDefinition.objects.for_workspace(workspace).filter(removed_at__isnull=not removed)
    return list(rows)


def shown_fields(workspace: Workspace, client: Client) -> list[tuple[str, str, str]]:
    """Return (name, value, kind) of the own fields that the client has a value in."""
    found = ((row, client.fields.get(str(row.pk), "")) for row in definitions(workspace))
    return [(row.name, value, row.kind if row.kind != FieldKind.CHOICE else "text") for row, value in found if value]


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:100]
