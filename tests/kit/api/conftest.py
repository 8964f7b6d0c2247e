"""A workspace with a token, and a site that has a small API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts import services as accounts
from freehold.domain.matching.profile import Profile
from freehold.kit.api import scopes as scopes_module
from freehold.kit.api.scopes import Scope, Scopes
from freehold.kit.api.services import create_token

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def scopes(monkeypatch):
    """The table of scopes as the sample's wiring would fill it."""
    table = Scopes()
    table.register(Scope("people:read", _("See people")), Scope("people:write", _("Add people")))
    for place in ("scopes.scopes", "forms.scopes", "views.scopes", "services.known_scopes"):
        monkeypatch.setattr(f"{scopes_module.__package__}.{place}", table)
    return table


@pytest.fixture
def owner(db):
    return accounts.create_owner(now=NOW, name="Mara Lind")


@pytest.fixture
def workspace(owner):
    space = accounts.create_workspace(owner, name="Lind", now=NOW)
    accounts.add_freelancer(space, Profile(name="Mara Lind"), user=owner, now=NOW)
    return space


@pytest.fixture
def token(workspace):
    return create_token(workspace.pk, name="Script", scopes=["people:read"], now=NOW, actor="Mara")[1]


@pytest.fixture
def call(client):
    """Call the API as a program does: without cookies."""

    def send(path: str, token: str = "", method: str = "get", **options):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **options)

    return send
