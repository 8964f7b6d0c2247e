"""No address of clients shows or changes anything of another workspace, and none changes anything on a GET."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, reverse

from freehold.apps.clients import services, urls
from freehold.apps.clients.models import Client
from freehold.apps.clients.services import files, imports, notes
from freehold.apps.clients.services.own_fields import add_field
from tests.apps.billing.conftest import NOW

PATTERNS = {pattern.name: pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}


@pytest.fixture
def foreign(other_workspace):
    """What another workspace has, by the names that addresses use."""
    client = services.add_client(other_workspace, name="Secret Ltd", email="s@secret.example", now=NOW)
    twin = services.add_client(other_workspace, name="Secret Limited", now=NOW)
    gone = services.add_client(other_workspace, name="Secret Gone", now=NOW)
    contact = services.add_contact(other_workspace, client.pk, name="Secret Person", email="p@secret.example", now=NOW)
    return {
        "client_id": client.pk,
        "kept_id": client.pk,
        "gone_id": twin.pk,
        "contact_id": contact.pk,
        "note_id": notes.add_note(other_workspace, client.pk, "Secret note", now=NOW).pk,
        "file_id": files.add_file(other_workspace, client.pk, name="secret.txt", content=b"secret", now=NOW).pk,
        "field_id": add_field(other_workspace, name="Secret field", now=NOW).pk,
        "run_id": imports.preview(other_workspace, "secret.csv", b"Company\nSecret row\n", now=NOW).pk,
        "merge_id": services.merge_clients(other_workspace, client.pk, gone.pk, now=NOW).pk,
    }


def state(other_workspace):
    rows = Client.objects.for_workspace(other_workspace).order_by("pk")
    return [(row.pk, row.name, row.merged_into_id, row.archived_at, row.contacts.count()) for row in rows]


@pytest.mark.parametrize("name", PATTERNS)
def test_an_address_of_another_workspace_leads_nowhere(browser, foreign, other_workspace, name):
    wanted = PATTERNS[name].pattern.converters
    url = reverse(f"clients:{name}", kwargs={key: foreign[key] for key in wanted})
    before = state(other_workspace)
    for answer in (browser.get(url), browser.post(url, {"text": "x", "name": "x", "kind": "company", "sure": "on", "basis": "consent"})):
        assert b"Secret" not in answer.content
        assert b"secret.txt" not in answer.content
        if wanted:
            assert answer.status_code in {303, 302, 404, 405, 422}, answer.status_code
    assert b"Secret" not in browser.get(reverse("clients:list")).content
    assert state(other_workspace) == before
