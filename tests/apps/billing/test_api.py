"""The API of money over HTTP, with a real client against a real server for the way through, and request by request for the rest."""

from __future__ import annotations

import json
from decimal import Decimal

import httpx
import pytest
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import BillingSettings, Document, Payment
from freehold.kit.api.scopes import scopes
from freehold.kit.api.services import create_token
from freehold.kit.audit.selectors import entries_of
from tests.apps.billing.conftest import NOW
from tests.apps.billing.portal_samples import issued


def token_for(workspace, codes=None) -> str:
    return create_token(workspace.pk, name="Script", scopes=codes or [scope.code for scope in scopes], now=NOW, actor="Mara")[1]


@pytest.fixture
def call(client, workspace, seller):
    BillingSettings.objects.update(einvoice="none")
    token = token_for(workspace)

    def send(method: str, path: str, body: object = None, *, token: str = token, **headers: str):
        options = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}", **headers}, **options)

    return send


@pytest.mark.django_db(transaction=True)
def test_a_program_goes_from_a_new_client_to_a_paid_invoice(live_server, workspace, seller):
    BillingSettings.objects.update(einvoice="facturx")
    headers = {"Authorization": f"Bearer {token_for(workspace)}"}
    with httpx.Client(base_url=f"{live_server.url}/api/v1", headers=headers, timeout=60) as api:
        client = (
            api.post(
                "/clients",
                json={
                    "name": "Hotel Linde GmbH",
                    "line1": "Am Markt 1",
                    "postcode": "80331",
                    "city": "München",
                    "country": "DE",
                    "email": "a@linde.example",
                },
            )
            .raise_for_status()
            .json()
        )
        line = {"name": "Website", "quantity": "2.5", "unit": "HUR", "price": "100.00"}
        draft = api.post("/documents", json={"client_id": client["id"], "lines": [line]}).raise_for_status().json()
        assert (draft["state"], draft["number"], draft["gross"]) == ("draft", "", "297.50")
        changed = api.patch(f"/documents/{draft['id']}", json={"title": "Website", "lines": [line, line]}).raise_for_status().json()
        assert (changed["title"], changed["gross"]) == ("Website", "595.00")
        invoice = api.post(f"/documents/{draft['id']}/issue").raise_for_status().json()
        assert invoice["number"]
        assert invoice["open"] == "595.00"
        assert api.get(f"/documents/{draft['id']}/pdf").content.startswith(b"%PDF")
        assert b"CrossIndustryInvoice" in api.get(f"/documents/{draft['id']}/xml").content
        body = {"document_id": draft["id"], "amount": "595.00", "currency": "EUR", "paid_on": str(timezone.localdate())}
        first = api.post("/payments", json=body, headers={"Idempotency-Key": "one"})
        again = api.post("/payments", json=body, headers={"Idempotency-Key": "one"})
        assert first.status_code == 201
        assert first.json() == again.json()
        assert api.get(f"/documents/{draft['id']}").json()["state"] == "paid"
    assert Payment.objects.count() == 1
    assert {entry.actor for entry in entries_of(workspace.pk, action="document")} == {"API: Script"}
    workspace.delete()


each = pytest.mark.django_db


@each
def test_every_operation_asks_for_a_token_with_its_own_scope(client, workspace, seller, linde):
    invoice = issued(workspace, linde)
    schema = client.get("/api/v1/openapi.json").json()
    seen = set()
    for path, operations in schema["paths"].items():
        for method, shape in operations.items():
            at = path.replace("{document_id}", str(invoice.pk)).replace("{client_id}", str(linde.pk))
            at = at.replace("{payment_id}", "1").replace("{expense_id}", "1").replace("{entry_id}", "1")
            assert getattr(client, method)(at).status_code == 401, at
            others = [scope.code for scope in scopes if scope.code != shape["x-scope"]]
            headers = {"Authorization": f"Bearer {token_for(workspace, others)}"}
            assert getattr(client, method)(at, headers=headers).status_code == 403, at
            seen.add(shape["x-scope"])
    assert seen == {scope.code for scope in scopes}


@each
def test_rows_of_another_workspace_are_not_there(call, owner, workspace, linde):
    invoice = issued(workspace, linde)
    other = people.create_workspace(owner, name="Theirs", country="DE", currency="EUR", now=NOW)
    theirs = token_for(other)
    for method, path in (
        ("get", f"/documents/{invoice.pk}"),
        ("patch", f"/documents/{invoice.pk}"),
        ("delete", f"/documents/{invoice.pk}"),
        ("post", f"/documents/{invoice.pk}/issue"),
        ("get", f"/documents/{invoice.pk}/pdf"),
        ("post", f"/documents/{invoice.pk}/link"),
        ("get", f"/clients/{linde.pk}"),
        ("patch", f"/clients/{linde.pk}"),
    ):
        answer = call(method, path, {} if method in {"patch", "post"} else None, token=theirs)
        assert answer.status_code == 404, path
    assert call("get", "/documents", token=theirs).json()["items"] == []


@each
def test_what_was_issued_can_neither_be_changed_nor_deleted(call, workspace, linde):
    invoice = issued(workspace, linde)
    for method in ("patch", "delete"):
        answer = call(method, f"/documents/{invoice.pk}", {"title": "x"} if method == "patch" else None)
        assert answer.status_code == 422
        assert "issued" in answer.json()["detail"]
    again = call("post", f"/documents/{invoice.pk}/issue")
    assert (again.status_code, "issued already" in again.json()["detail"]) == (422, True)


@each
def test_a_draft_that_lacks_something_says_what_and_gets_no_number(call, workspace, linde):
    draft = call("post", "/documents", {"client_id": linde.pk}).json()
    answer = call("post", f"/documents/{draft['id']}/issue")
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert Document.objects.get(pk=draft["id"]).number == ""
    assert call("delete", f"/documents/{draft['id']}").status_code == 204


@each
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"client_id": 1, "lines": [{"name": "", "price": "1"}]}, "lines.0.name"),
        ({"client_id": 1, "lines": [{"name": "x", "price": "a lot"}]}, "lines.0.price"),
        ({"client_id": 1, "lines": [{"name": "x", "price": "NaN"}]}, "lines.0.price"),
        ({"client_id": 1, "currency": "EURO"}, "currency"),
        ({"kind": "letter", "client_id": 1}, "kind"),
        ({}, "client_id"),
    ],
)
def test_bad_values_are_named(call, body, field):
    answer = call("post", "/documents", body)
    assert answer.status_code == 422
    assert any(row["field"].endswith(field) for row in answer.json()["errors"])
    assert not Document.objects.exists()


@each
def test_a_mail_waits_for_a_persons_word(call, workspace, linde):
    invoice = issued(workspace, linde)
    answer = call("post", f"/documents/{invoice.pk}/send", {})
    assert answer.status_code == 202
    assert [(mail["to"], mail["state"]) for mail in answer.json()] == [("rechnung@linde.example", "waiting_approval")]


@each
def test_a_link_leads_to_the_clients_page(call, client, workspace, linde):
    invoice = issued(workspace, linde)
    url = call("post", f"/documents/{invoice.pk}/link", {}).json()["url"]
    assert client.get(url, follow=True).status_code == 200


@each
def test_cancelling_gives_the_credit_note(call, workspace, linde):
    invoice = issued(workspace, linde)
    note = call("post", f"/documents/{invoice.pk}/cancel", {"reason": "Twice"}).json()
    assert (note["kind"], note["corrects_id"]) == ("credit_note", invoice.pk)
    assert call("get", f"/documents/{invoice.pk}").json()["state"] == "cancelled"


@each
def test_lists_are_narrowed(call, workspace, linde, tulip):
    first, second = issued(workspace, linde), issued(workspace, tulip)
    issued(workspace, linde, kind="quote")
    ids = [row["id"] for row in call("get", f"/documents?kind=invoice&client_id={linde.pk}").json()["items"]]
    assert ids == [first.pk]
    assert [row["id"] for row in call("get", "/documents?state=issued&kind=invoice").json()["items"]] == [second.pk, first.pk]
    assert [row["name"] for row in call("get", "/clients?q=Tulip").json()["items"]] == ["Tulip Studio B.V."]


@each
def test_a_payment_is_recorded_and_taken_back(call, workspace, linde):
    invoice = issued(workspace, linde)
    body = {"document_id": invoice.pk, "amount": "100.00", "currency": "eur", "paid_on": str(NOW.date())}
    made = call("post", "/payments", body).json()
    assert made["parts"] == [{"document_id": invoice.pk, "amount": "100.00"}]
    assert call("get", "/payments").json()["items"][0]["id"] == made["id"]
    assert call("post", f"/payments/{made['id']}/undo").status_code == 204
    assert call("get", f"/payments/{made['id']}").status_code == 404
    invoice.refresh_from_db()
    assert invoice.open == Decimal(238)


@each
def test_expenses_and_time_are_booked_and_deleted(call, workspace, linde):
    today = str(timezone.localdate())
    cost = {"day": today, "supplier": "Paper Ltd", "currency": "EUR", "gross": "11.90", "tax": "1.90", "supplier_number": "7"}
    made = call("post", "/expenses", cost).json()
    assert (made["net"], made["billed"]) == ("10.00", False)
    assert call("post", "/expenses", cost).status_code == 422
    assert call("delete", f"/expenses/{made['id']}").status_code == 204
    entry = call("post", "/time", {"day": today, "minutes": 90, "client_id": linde.pk, "description": "Design"}).json()
    assert [row["minutes"] for row in call("get", "/time?unbilled=true").json()["items"]] == [90]
    assert call("delete", f"/time/{entry['id']}").status_code == 204
    running = call("post", "/time/start", {"description": "Thinking"}).json()
    assert running["minutes"] is None
    assert call("post", f"/time/{running['id']}/stop").json()["minutes"] is not None


@each
def test_a_client_is_changed_field_by_field(call, linde):
    answer = call("patch", f"/clients/{linde.pk}", {"city": "Ulm"}).json()
    assert (answer["city"], answer["name"]) == ("Ulm", "Hotel Linde GmbH")
    assert call("patch", f"/clients/{linde.pk}", {"country": "Germany"}).status_code == 422


@each
def test_the_description_is_the_one_that_was_agreed(client):
    """Programs of others rest on it: a change here is a change for them, and is made knowingly."""
    schema = client.get("/api/v1/openapi.json").json()
    found = {
        f"{method.upper()} {path.removeprefix('/api/v1')}": [
            shape["operationId"],
            shape["x-scope"],
            sorted(row["name"] for row in shape.get("parameters", [])),
            sorted(status for status in shape["responses"] if status != "default"),
        ]
        for path, operations in schema["paths"].items()
        for method, shape in operations.items()
    }
    fields = {
        name: sorted(shape.get("properties", {}))
        for name, shape in schema["components"]["schemas"].items()
        if name.endswith(("In", "Out", "Change", "Problem"))
    }
    from pathlib import Path

    agreed = json.loads((Path(__file__).parent / "golden" / "api.json").read_text(encoding="utf-8"))
    assert {"operations": found, "schemas": fields} == agreed


@each
def test_a_long_list_asks_the_database_no_more_than_a_short_one(call, workspace, linde, django_assert_max_num_queries):
    for _paper in range(4):
        issued(workspace, linde)
    with django_assert_max_num_queries(8):
        assert len(call("get", "/documents").json()["items"]) == 4
