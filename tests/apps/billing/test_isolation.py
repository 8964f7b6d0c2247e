"""A workspace's money is nobody else's: every address and every operation is tried with the ids of a stranger's rows.

The addresses are walked, not listed. One that names something unknown to `IDS` or `WORDS` fails the test, so that whoever adds a page
says what its ids stand for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models as fields
from django.db import transaction
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from freehold.apps.accounts.services import people
from freehold.kit.api.site import api
from tests.apps.billing.bank_samples import files_below
from tests.apps.billing.conftest import NOW
from tests.apps.billing.isolation_samples import MARK, House, furnish

OURS = ("freehold.apps.billing", "freehold.apps.clients", "freehold.kit.api", "freehold.apps.accounts.views.webhooks")
#: What the numbers in addresses stand for; several kinds where a page takes each of them.
IDS = {
    "account_id": ["account"],
    "allocation_id": ["allocation"],
    "client_id": ["client"],
    "field_id": ["own_field"],
    "file_id": ["client_file"],
    "gone_id": ["twin"],
    "kept_id": ["kept"],
    "merge_id": ["merge"],
    "note_id": ["note"],
    "contact_id": ["contact"],
    "corrects_id": ["document"],
    "delivery_id": ["delivery"],
    "document_id": ["document", "draft", "quote"],
    "endpoint_id": ["endpoint"],
    "entry_id": ["entry", "running"],
    "expense_id": ["expense"],
    "freelancer_id": ["freelancer"],
    "import_id": ["import"],
    "line_id": ["line"],
    "link_id": ["link"],
    "mail_id": ["mail"],
    "payment_id": ["payment"],
    "plan_id": ["plan"],
    "project_id": ["project"],
    "question_id": ["question"],
    "quote_id": ["quote"],
    "run_id": ["run"],
    "token_id": ["token"],
}
#: What else stands in addresses: by the name of the page where the same word means different things.
WORDS = {
    **{
        (f"clients:{page}", "run_id"): "client_import"
        for page in ("import", "import_columns", "import_confirm", "import_cancel", "import_undo")
    },
    ("billing:attachment", "attachment_id"): "attachment",
    ("billing:detach", "attachment_id"): "attachment",
    ("billing:outbox_file", "attachment_id"): "mail_file",
    ("billing:bank_map", "token"): "bank_token",
    ("billing:bank_map_drop", "token"): "bank_token",
    ("billing:incoming_review", "token"): "bill_token",
    ("billing:incoming_drop", "token"): "bill_token",
    ("billing:time_restore", "token"): "restore_token",
}
#: Words that mean the same in every workspace.
NEUTRAL = {"page": "1", "place": "0", "position": "0", "kind": "invoice", "language": "en", "name": "you", "form": "pdf"}
#: Addresses for people without an account; their key is the token, and tests of their own are below and in test_portal_pages.
WITHOUT_ACCOUNT = ("portal:", "payment_hook", "api_v1:")
#: Names of fields of forms that hold ids, with what they hold.
FORM = {"client": "client", "client_id": "client", "document": "document", "documents": "document", "project": "project", "entry": "entry",
        "project_id": "project", "expense": "expense", "line_id": "line", "quote": "quote", "series": "document", "contact": "contact"}  # fmt: skip
SAMPLE = {"name": "Test", "email": "a@b.example", "amount": "5", "currency": "EUR", "day": "2026-11-20", "paid_on": "2026-11-20",
          "kind": "invoice", "title": "Test", "supplier": "Test", "gross": "5", "minutes": "1h", "unit": "month", "every": "1",
          "starts_on": "2026-12-01", "mode": "draft", "in_advance": "1", "way": "in", "method": "transfer", "rest": "open", "take_in": "1",
          "to": "a@b.example", "subject": "Test", "text": "Test", "round": "0", "reason": "dispute", "how": "cancel", "part": "all",
          "accepted": "1", "answer": "accept", "category": "private", "on": "2026-12-31", "period": "2027-01-01", "url": "https://a.example/",
          "events": "*", "sure": "1", "grouping": "entry", "rounding": "0", "steps": "3", "country": "DE", "billable": "on",
          "line_name": "Test", "line_price": "5", "form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0", "language": "en"}  # fmt: skip


@pytest.fixture
def houses(db, settings, tmp_path) -> Iterator[tuple[House, House]]:
    """Two workspaces of two owners, each with everything in it; the first carries the mark."""
    storing = files_below(settings, tmp_path)
    next(storing)
    theirs = furnish(people.create_owner(now=NOW, name=f"{MARK} Mara"), MARK)
    mine = furnish(get_user_model().objects.create_user(None, None, first_name="Bea", date_joined=NOW), "Own")
    yield theirs, mine
    next(storing, None)


@pytest.fixture
def stranger(houses) -> Browser:
    """A browser in which the other owner is signed in."""
    browser = Browser()
    browser.force_login(houses[1].owner, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def pages(patterns: Any = None, before: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield (name, route, view) of every page of money and clients."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            name = one.namespace or ""
            yield from pages(one.url_patterns, before + str(one.pattern), f"{space}{name}:" if name else space)
        elif isinstance(one, URLPattern) and str(getattr(one.callback, "__module__", "")).startswith(OURS):
            yield f"{space}{one.name}", before + str(one.pattern), one.callback


def keys_of(route: str) -> list[str]:
    """Return the names of what varies in a route, plain or by expression."""
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


def closed() -> list[tuple[str, str]]:
    """Return the pages that ask for a person."""
    return [(name, route) for name, route, _view in pages() if not name.startswith(WITHOUT_ACCOUNT)]


def meanings(name: str, key: str) -> list[str]:
    """Return the kinds of row that a key may name, or the word it is in every workspace."""
    if key in IDS and (name, key) not in WORDS:
        return IDS[key]
    found = WORDS.get((name, key)) or ("" if key not in NEUTRAL else f"={NEUTRAL[key]}")
    assert found, f"{name} has <{key}> in its address. Say in IDS, WORDS or NEUTRAL of this test what it stands for."
    return [found]


def addresses(name: str, route: str, theirs: House, mine: House) -> Iterator[str]:
    """Yield the addresses of a page with their ids, and where it has two ids also with mine before theirs."""
    keys = keys_of(route)
    owned = [key for key in keys if key in IDS or (name, key) in WORDS]
    for kinds in product(*(meanings(name, key) for key in keys)):
        for lent in range(1, len(owned)) if len(owned) > 1 else []:
            yield filled(route, keys, kinds, dict.fromkeys(owned[:lent], mine), theirs)
        yield filled(route, keys, kinds, {}, theirs)


def filled(route: str, keys: list[str], kinds: tuple[str, ...], houses: dict[str, House], otherwise: House) -> str:
    text = re.sub(r"^\^|\$$", "", re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route.replace("^", ""))).replace("$", "")
    for key, kind in zip(keys, kinds, strict=True):
        house = houses.get(key, otherwise)
        value = kind[1:] if kind.startswith("=") else house.words[kind] if kind in house.words else str(house.id(kind))
        text = re.sub(rf"<(?:\w+:)?{key}>", value, text)
    return f"/{text}"


def way_to_workspace(model: Any) -> str:
    """Return the path of columns that leads from a model to the workspace; "" for what belongs to nobody."""
    links = {one.name: one.related_model for one in model._meta.concrete_fields if isinstance(one, fields.ForeignKey)}
    if "workspace" in links:
        return "workspace"
    for name in ("document", "client", "mail", "endpoint", "plan", "transaction", "account", "from_document"):
        if name in links:
            return f"{name}__{way_to_workspace(links[name])}"
    return ""


def tables() -> list[Any]:
    """Return the models of money, clients, mail, webhooks and tokens that lead to a workspace."""
    labels = {"billing", "clients", "mailing", "webhooks", "api"}
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.app_label in labels and way_to_workspace(model)]


def state_of(house: House, folder: Path) -> dict[str, str]:
    """Return everything that is stored of a workspace, row by row and file by file."""
    found: dict[str, str] = {}
    for model in tables():
        for row in model.objects.filter(**{way_to_workspace(model): house.workspace.pk}).values_list():
            found[f"{model.__name__} {row[0]}"] = repr([bytes(one) if isinstance(one, memoryview) else one for one in row])
    for path in sorted(folder.rglob("*")):
        if path.is_file() and MARK in path.name:
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def changes(before: dict[str, str], house: House, folder: Path) -> list[str]:
    """Return what of a workspace is not as it was."""
    after = state_of(house, folder)
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def bodies(theirs: House) -> list[dict[str, Any]]:
    """Return what is posted: nothing, and a form of every field with a stranger's ids in it, as client and as project."""
    ids = {name: str(theirs.id(kind)) for name, kind in FORM.items()}
    return [{}, SAMPLE | ids | {"place": f"c{theirs.id('client')}"}, SAMPLE | ids | {"place": f"p{theirs.id('project')}"}]


def crossings() -> list[str]:
    """Return the rows that lead from one workspace into another."""
    found = []
    for model in tables():
        way = way_to_workspace(model)
        for link in model._meta.concrete_fields:
            beyond = way_to_workspace(link.related_model) if isinstance(link, fields.ForeignKey) else ""
            if beyond and way != f"{link.name}__{beyond}":
                rows = model.objects.filter(**{f"{link.name}__isnull": False}).exclude(**{f"{link.name}__{beyond}": fields.F(way)})
                found += [f"{model.__name__} {key} names a {link.name} of another workspace" for key in rows.values_list("pk", flat=True)]
    return found


def told(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content + repr(sorted(answer.headers.items())).encode()


def test_every_address_says_what_its_ids_stand_for():
    unknown = []
    for name, route in closed():
        for key in keys_of(route):
            try:
                meanings(name, key)
            except AssertionError as error:
                unknown.append(str(error))
    assert unknown == []
    assert len(closed()) > 100


def test_no_page_shows_or_changes_what_is_a_strangers(houses, stranger, tmp_path):
    theirs, mine = houses
    before, wrong = state_of(theirs, tmp_path), []
    for name, route in closed():
        if all(key in NEUTRAL for key in keys_of(route)):
            continue
        for address in addresses(name, route, theirs, mine):
            for answer in (stranger.get(address), *(stranger.post(address, body) for body in bodies(theirs))):
                method = answer.request["REQUEST_METHOD"]
                if MARK.encode() in told(answer):
                    wrong.append(f"{method} {address} ({name}) shows words of the other workspace")
                if answer.status_code not in {302, 303, 400, 403, 404, 405, 422}:
                    wrong.append(f"{method} {address} ({name}) answers {answer.status_code}")
    assert wrong == []
    assert changes(before, theirs, tmp_path) == []
    assert crossings() == []


def test_the_owner_of_the_rows_does_see_them(houses):
    """Else the tests above would be content with addresses that show nothing to anybody."""
    theirs = houses[0]
    browser, seen = Browser(), set()
    browser.force_login(theirs.owner, backend="django.contrib.auth.backends.ModelBackend")
    for name, route in closed():
        if keys_of(route) and any(MARK.encode() in told(browser.get(address)) for address in addresses(name, route, theirs, theirs)):
            seen.add(name.partition(":")[2])
    shown = {"detail", "edit", "contact", "statement", "document", "document_pdf", "attachment", "send", "outbox_mail", "outbox_file",
             "record_payment", "match_search", "bank_import", "bank_map", "recurring_plan", "reminder", "reminder_letter", "time_entry",
             "bill_work", "project", "expense", "expense_receipt", "import", "webhook"}  # fmt: skip
    assert shown - seen == set()


def test_no_form_takes_a_strangers_ids(houses, stranger, tmp_path):
    theirs, mine = houses
    before, wrong, bodies_of = state_of(theirs, tmp_path), [], bodies(theirs)[1:]
    for name, route in closed():
        keys = keys_of(route)
        posted = bodies_of if "/time/" in route or "/expenses/" in route else bodies_of[:1]
        for kinds in product(*(meanings(name, key) for key in keys)):
            address = filled(route, keys, kinds, {}, mine)
            with transaction.atomic():
                answers = [] if keys else [stranger.get(address, posted[0])]
                # The keys of a payment provider would be tried there.
                answers += [stranger.post(address, body) for body in posted if name != "billing:payment_keys"]
                wrong += [f"{address} ({name}) shows words of the other workspace" for one in answers if MARK.encode() in told(one)]
                wrong += [f"{address} ({name}) answers {one.status_code}" for one in answers if one.status_code >= 500]
                wrong += [f"{address} ({name}): {one}" for one in crossings()]
                # What it did to the own rows is taken back, so that the next page finds them.
                transaction.set_rollback(True)
    assert wrong == []
    assert changes(before, theirs, tmp_path) == []


def body_of(schema: dict[str, Any], known: dict[str, Any], theirs: House) -> Any:
    """Return a body for a schema of the API's description, with a stranger's ids wherever ids are asked."""
    if "$ref" in schema:
        return body_of(known[schema["$ref"].rpartition("/")[2]], known, theirs)
    if "anyOf" in schema:
        return body_of(next(one for one in schema["anyOf"] if one.get("type") != "null"), known, theirs)
    if "allOf" in schema:
        return body_of(schema["allOf"][0], known, theirs)
    if schema.get("type") == "object":
        return {name: value_of(name, one, known, theirs) for name, one in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [body_of(schema["items"], known, theirs)]
    if schema.get("enum"):
        return schema["enum"][0]
    return {"integer": 1, "boolean": True, "number": "1"}.get(
        str(schema.get("type")), date(2026, 11, 20).isoformat() if schema.get("format") == "date" else "1"
    )


def value_of(name: str, schema: dict[str, Any], known: dict[str, Any], theirs: House) -> Any:
    if name.endswith("_id") and name not in {"vat_id", "supplier_vat_id"}:
        assert name in IDS, f"The API takes {name}. Say in IDS of this test what it stands for."
        return theirs.id(IDS[name][0])
    usual = {
        "currency": "EUR",
        "country": "DE",
        "language": "en",
        "email": "a@b.example",
        "vat_id": "",
        "unit": "HUR",
        "method": "transfer",
    }
    if name in usual:
        return usual[name]
    return body_of(schema, known, theirs)


def test_no_operation_of_the_api_shows_or_changes_what_is_a_strangers(houses, tmp_path, client):
    theirs, mine = houses
    description = api().get_openapi_schema()
    known = description["components"]["schemas"]
    headers = {"Authorization": f"Bearer {mine.token}"}
    before, wrong, count = state_of(theirs, tmp_path), [], 0
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if "x-scope" not in operation:
                continue
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            body = {} if content is None else {"data": json.dumps(body_of(content, known, theirs)), "content_type": "application/json"}
            keys = re.findall(r"{(\w+)}", path)
            queries = {
                one["name"]: theirs.id(IDS[one["name"]][0])
                for one in operation.get("parameters", [])
                if one["name"] in IDS and one["in"] == "query"
            }
            for kinds in product(*(IDS[key] for key in keys)):
                address = path
                for key, kind in zip(keys, kinds, strict=True):
                    address = address.replace(f"{{{key}}}", str(theirs.id(kind)))
                count += 1
                for query in ({}, queries) if queries else ({},):
                    given = body or ({"data": query} if method == "get" else {})
                    answer = getattr(client, method)(address, headers=headers, **given)
                    if MARK.encode() in told(answer) or answer.status_code >= 500 or (keys and answer.status_code != 404):
                        wrong.append(f"{method} {address}: {answer.status_code} {told(answer)[:300]!r}")
    assert wrong == []
    assert changes(before, theirs, tmp_path) == []
    assert crossings() == []
    assert count > 20


def test_strangers_are_led_to_the_sign_in(houses):
    theirs, mine = houses
    wrong = []
    for name, route in closed():
        for address in list(addresses(name, route, theirs, mine))[:1]:
            for answer in (Browser().get(address), Browser().post(address, SAMPLE)):
                if answer.status_code not in {302, 303} or "/account/login/" not in answer["Location"] or MARK.encode() in answer.content:
                    wrong.append(f"{name} {address}: {answer.status_code}")
    assert wrong == []


def test_nobody_without_a_token_uses_the_api(houses, client):
    for path, operations in api().get_openapi_schema()["paths"].items():
        for method, operation in operations.items():
            if "x-scope" in operation:
                address = re.sub(r"{\w+}", "1", path)
                assert getattr(client, method)(address).status_code == 401, f"{method} {address}"
                assert getattr(client, method)(address, headers={"Authorization": "Bearer fh_no"}).status_code == 401, f"{method} {address}"
