"""Calls over HTTP: who is let in, what comes back, and how errors look."""

from __future__ import annotations

import json

import pytest

from freehold.apps.accounts import services as accounts
from freehold.apps.accounts.models import User
from freehold.domain.matching.profile import Profile
from freehold.kit.api.describing import chapters
from freehold.kit.api.services import create_token
from tests.kit.api.conftest import NOW
from tests.kit.api.sample import api

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kit.api.sample")]


def _problem(answer, status: int) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_a_token_reads_the_rows_of_its_own_workspace_only(call, token):
    other = accounts.create_workspace(User.objects.create_user("kim@example.com"), name="Other", now=NOW)
    accounts.add_freelancer(other, Profile(name="Kim"), now=NOW)
    answer = call("/people", token)
    assert answer.status_code == 200
    assert [row["name"] for row in answer.json()["items"]] == ["Mara Lind"]
    assert "sessionid" not in answer.cookies


@pytest.mark.parametrize("sent", ["", "fh_wrong", "x"])
def test_without_a_good_token_the_answer_says_how_to_get_one(call, workspace, sent):
    answer = call("/people", sent)
    assert "Settings" in _problem(answer, 401)["detail"]
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_being_signed_in_in_a_browser_opens_nothing(call, client, owner, workspace):
    client.force_login(owner)
    _problem(call("/people"), 401)


def test_a_token_without_the_scope_is_told_which_one_it_lacks(call, token):
    answer = call("/people", token, "post", data=json.dumps({"name": "Kim"}), content_type="application/json")
    assert "people:write" in _problem(answer, 403)["detail"]


def test_a_write_names_the_token_in_the_log(call, workspace):
    token = create_token(workspace.pk, name="Importer", scopes=["people:write"], now=NOW, actor="Mara")[1]
    answer = call("/people", token, "post", data=json.dumps({"name": "Kim"}), content_type="application/json")
    assert (answer.status_code, answer.json()["name"]) == (201, "Kim by API: Importer")


def test_bad_values_are_named_field_by_field(call, workspace):
    token = create_token(workspace.pk, name="Importer", scopes=["people:write"], now=NOW, actor="Mara")[1]
    body = _problem(
        call("/people", token, "post", data=json.dumps({"name": "x" * 21, "years": "many"}), content_type="application/json"), 422
    )
    assert {row["field"] for row in body["errors"]} == {"body.name", "body.years"}
    _problem(call("/people", token, "post", data="{", content_type="application/json"), 400)


def test_too_many_calls_are_told_when_to_come_back(call, token, monkeypatch):
    monkeypatch.setattr("freehold.kit.api.auth.seconds_to_wait", lambda _row, _now: 17)
    answer = call("/people", token)
    _problem(answer, 429)
    assert answer["Retry-After"] == "17"


@pytest.mark.parametrize(("kind", "status"), [("user", 422), ("missing", 404), ("fault", 500), ("bug", 500)])
def test_each_kind_of_error_is_a_problem(call, token, kind, status):
    body = _problem(call(f"/people/fails/{kind}", token), status)
    assert "secret" not in body["detail"]
    assert (status == 500) == ("fault" in body)


def test_an_address_that_is_not_there_is_a_problem_too(call, token):
    _problem(call("/nothing/here", token), 404)


def test_an_operation_that_forgot_to_ask_for_a_token_reads_nothing(call, workspace):
    _problem(call("/people/forgetful"), 500)


def test_pages_go_to_the_end_without_gap_or_repeat_while_rows_are_added(call, workspace, token):
    for number in range(6):
        accounts.add_freelancer(workspace, Profile(name=f"F{number}"), now=NOW)
    seen, cursor = [], ""
    while True:
        body = call(f"/people?limit=3&cursor={cursor}", token).json()
        seen += [row["name"] for row in body["items"]]
        accounts.add_freelancer(workspace, Profile(name="late"), now=NOW)
        cursor = body["next"]
        if cursor is None:
            break
    assert seen == ["F5", "F4", "F3", "F2", "F1", "F0", "Mara Lind"]


@pytest.mark.parametrize("cursor", ["x", "%00", "YmVmb3JlOi0x", "YmVmb3JlOg", "🙂", "YmVmb3JlOjk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"])
def test_a_cursor_that_is_none_is_refused(call, token, cursor):
    _problem(call(f"/people?cursor={cursor}", token), 422)


@pytest.mark.parametrize("limit", ["0", "201", "many"])
def test_a_page_is_neither_empty_nor_endless(call, token, limit):
    _problem(call(f"/people?limit={limit}", token), 422)


def test_the_description_is_open_and_names_scopes_and_problems(call):
    schema = call("/openapi.json").json()
    operation = schema["paths"]["/api/v1/people"]["get"]
    assert operation["operationId"] == "list_people"
    assert operation["x-scope"] == "people:read"
    assert operation["responses"]["default"]["content"]["application/problem+json"]
    assert schema["components"]["securitySchemes"]["TokenAuth"] == {"type": "http", "scheme": "bearer"}


def test_the_description_is_worded_field_by_field(call):
    (chapter,) = chapters(api.get_openapi_schema(path_prefix="/api/v1/"))
    rows = {row.key: row for row in chapter.operations}
    assert chapter.title == "People"
    assert [(row.name, row.place) for row in rows["list_people"].parameters] == [("cursor", "query"), ("limit", "query")]
    assert [(row.name, row.kind, row.required) for row in rows["add_person"].body] == [
        ("name", "string", True),
        ("years", "integer", False),
    ]
    assert [(row.name, row.text) for row in rows["list_people"].answer if row.name.startswith("items[]")][1] == (
        "items[].name",
        "Full name",
    )
