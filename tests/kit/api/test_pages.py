"""Settings → API in the browser."""

from __future__ import annotations

import re

import pytest

from freehold.apps.accounts import services as accounts
from freehold.apps.accounts.models import Role, User
from freehold.kit.api.models import ApiToken
from freehold.kit.api.services import create_token, token_row
from tests.kit.api.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kit.api.sample")]
PAGE = "/settings/api/"


@pytest.fixture
def page(client, owner, workspace):
    client.force_login(owner)
    return client


def test_a_token_is_shown_once_and_works(page, workspace):
    answer = page.post(PAGE, {"name": "Script <b>", "scopes": ["people:read"], "ends": "30"})
    token = re.search(r'value="(fh_[\w-]+)"', answer.text)[1]
    assert answer["Cache-Control"].count("no-store")
    row = ApiToken.objects.get()
    assert (row.scopes, row.workspace_id, (row.expires_at - row.created_at).days) == (["people:read"], workspace.pk, 30)
    assert token_row(token, row.created_at).pk == row.pk
    again = page.get(PAGE).text
    assert token not in again
    assert "Script &lt;b&gt;" in again
    assert "See people" in again


def test_a_form_without_a_permission_is_refused_with_a_hint(page):
    answer = page.post(PAGE, {"name": "Script", "ends": "0"})
    assert answer.status_code == 422
    assert "at least one thing" in answer.text
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_by_a_click(page, workspace):
    row, token = create_token(workspace.pk, name="Script", scopes=["people:read"], now=NOW, actor="Mara")
    assert page.post(f"{PAGE}{row.pk}/revoke/", follow=True).status_code == 200
    assert token_row(token, NOW) is None
    assert "Script" not in page.get(PAGE).text.split("No tokens yet")[1]


def test_members_and_strangers_cannot_make_tokens(client, workspace, owner):
    assert client.get(PAGE).status_code in {302, 303}
    member = User.objects.create_user("kim@example.com", "a long enough pass phrase")
    workspace.memberships.create(user=member, role=Role.MEMBER, created_at=NOW)
    client.force_login(member)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"name": "Script", "scopes": ["people:read"]}).status_code == 403
    assert not ApiToken.objects.exists()


def test_nobody_revokes_the_token_of_another_workspace(page, owner):
    other = accounts.create_workspace(User.objects.create_user("kim@example.com"), name="Other", now=NOW)
    row, token = create_token(other.pk, name="Theirs", scopes=["people:read"], now=NOW, actor="Kim")
    page.post(f"{PAGE}{row.pk}/revoke/")
    assert token_row(token, NOW)


def test_the_description_needs_no_script_and_no_network(page):
    text = page.get(f"{PAGE}description/").text
    assert "<script>" not in text
    assert "cdn" not in text.lower()
    assert "/api/v1/openapi.json" in text
