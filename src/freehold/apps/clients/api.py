"""Clients over the API."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import Client
from freehold.kit.api.auth import actor_of, needs, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of

router = Router()
READ, WRITE = "clients:read", "clients:write"
Short = Annotated[str, StringConstraints(max_length=200)]
Code2 = Annotated[str, StringConstraints(pattern="^([A-Za-z]{2})?$")]
Code3 = Annotated[str, StringConstraints(pattern="^([A-Za-z]{3})?$")]


class ClientFields(Schema):
    """What may be set on a client; empty values mean "as the workspace"."""

    kind: Annotated[Literal["company", "person", "public"] | None, Field(description="Whether the client buys for a business")] = None
    number: Annotated[str, Field(max_length=40)] | None = None
    legal_name: Short | None = None
    line1: Short | None = None
    line2: Short | None = None
    postcode: Annotated[str, Field(max_length=30)] | None = None
    city: Annotated[str, Field(max_length=120)] | None = None
    region: Annotated[str, Field(max_length=120)] | None = None
    country: Annotated[Code2 | None, Field(description="ISO 3166-1 alpha-2")] = None
    email: Annotated[str, Field(max_length=254)] | None = None
    phone: Annotated[str, Field(max_length=60)] | None = None
    vat_id: Annotated[str, Field(max_length=30)] | None = None
    buyer_reference: Annotated[str, Field(max_length=100)] | None = None
    language: Annotated[str, Field(max_length=8)] | None = None
    currency: Annotated[Code3 | None, Field(description="ISO 4217")] = None
    payment_days: Annotated[int, Field(ge=0, le=365)] | None = None
    hourly_rate: Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)] | None = None
    notes: Annotated[str, Field(max_length=20_000)] | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        values = self.model_dump(exclude_unset=True)
        return {name: value for name, value in values.items() if value is not None or name in {"payment_days", "hourly_rate"}}


class ClientIn(ClientFields):
    """A new client."""

    name: Annotated[str, Field(min_length=1, max_length=200)]


class ClientChange(ClientFields):
    """Changes of a client."""

    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class ClientOut(Schema):
    """A client."""

    id: int
    kind: str
    number: str
    name: str
    legal_name: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    country: str
    email: str
    phone: str
    vat_id: str
    buyer_reference: str
    language: str
    currency: str
    payment_days: int | None
    hourly_rate: Decimal | None


class ClientFilter(Schema):
    """Which clients are wanted: `q` looks in names, place, mail and tags."""

    q: Annotated[str, Field(max_length=100)] = ""
    archived: bool = False


@router.get("", auth=needs(READ), response=Page[ClientOut], summary="List clients")
def list_clients(request: HttpRequest, page: Paged, filters: Query[ClientFilter]) -> Any:
    """Newest first."""
    return page_of(selectors.clients(workspace_of(request), **filters.model_dump()), page, _shown)


@router.post("", auth=needs(WRITE), response={201: ClientOut}, summary="Add a client")
def add_client(request: HttpRequest, body: ClientIn) -> Any:
    """Only the name is needed."""
    made = services.add_client(workspace_of(request), now=timezone.now(), actor=actor_of(request), origin="api", **body.given())
    return 201, _shown(made)


@router.get("/{int:client_id}", auth=needs(READ), response=ClientOut, summary="Read one client")
def get_client(request: HttpRequest, client_id: int) -> Any:
    """As it stands."""
    return _shown(_row(request, client_id))


@router.patch("/{int:client_id}", auth=needs(WRITE), response=ClientOut, summary="Change a client")
def change_client(request: HttpRequest, client_id: int, body: ClientChange) -> Any:
    """What is left out stays as it is. Papers that were issued do not change."""
    _row(request, client_id)
    return _shown(services.change_client(workspace_of(request), client_id, now=timezone.now(), actor=actor_of(request), **body.given()))


def _row(request: HttpRequest, client_id: int) -> Client:
    row = selectors.client(workspace_of(request), client_id)
    if row is None:
        raise Http404
    return row


def _shown(row: Client) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ClientOut.model_fields}
