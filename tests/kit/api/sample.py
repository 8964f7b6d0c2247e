"""A small API of its own, so that the kit is tested without any app's routers."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404
from django.urls import include, path
from ninja import Router, Schema
from pydantic import Field

from freehold.apps.accounts.models import Freelancer
from freehold.config.urls import urlpatterns as whole_site
from freehold.domain.errors import SystemFault, UserError
from freehold.kit.api.auth import actor_of, needs, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of
from freehold.kit.api.routers import Mounted
from freehold.kit.api.site import build, urls_of

router = Router()


class Person(Schema):
    """A person."""

    id: int
    name: Annotated[str, Field(description="Full name")]


class NewPerson(Schema):
    """What is needed for one."""

    name: Annotated[str, Field(max_length=20)]
    years: int | None = None


@router.get("", auth=needs("people:read"), response=Page[Person], summary="List people")
def list_people(request, page: Paged):
    """All of them."""
    return page_of(Freelancer.objects.for_workspace(workspace_of(request)), page, lambda row: {"id": row.pk, "name": row.name})


@router.post("", auth=needs("people:write"), response={201: Person})
def add_person(request, body: NewPerson):
    """Add one."""
    return 201, {"id": 0, "name": f"{body.name} by {actor_of(request)}"}


@router.get("/fails/{kind}", auth=needs("people:read"))
def fail(request, kind: str):
    """Fail in the way that is asked for."""
    raise {"user": UserError("Mend it."), "fault": SystemFault("secret detail"), "missing": Http404(), "bug": ZeroDivisionError()}[kind]


@router.get("/forgetful")
def forgetful(request):
    """Read rows without having asked for a token."""
    return {"id": workspace_of(request).pk}


api = build([Mounted("/people", "tests.kit.api.sample.router", "People")])
urlpatterns = [path("api/v1/", urls_of(api)), path("", include("freehold.kit.api.urls")), *whole_site]
