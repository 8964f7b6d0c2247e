"""A client's link is a key to that client's papers and to nothing else, and what it opens is kept nowhere."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from freehold.apps.clients import services as clients
from tests.apps.billing.conftest import NOW
from tests.apps.billing.isolation_samples import MARK, House
from tests.apps.billing.portal_samples import link_to
from tests.apps.billing.test_isolation import changes, houses, pages, state_of, told

__all__ = ["houses"]


def portal_addresses(token: str, house: House, document: Any) -> list[str]:
    """Return every address below a client's link, with the ids of a paper."""
    found = []
    for name, route, _view in pages():
        if name.startswith("portal:"):
            text = re.sub(r"<(?:\w+:)?token>", token, route)
            text = re.sub(r"<(?:\w+:)?document_id>", str(document.pk), text)
            found.append("/" + re.sub(r"<(?:\w+:)?page>", "1", text))
            assert "<" not in found[-1], f"{name} has something in its address that this test does not know"
    assert len(found) > 10
    return found


def test_a_clients_link_opens_nothing_of_another_client(houses, client):
    theirs, mine = houses
    neighbour = clients.add_client(theirs.workspace, now=NOW, name="Neighbour Ltd", country="DE", email="n@n.example")
    _row, path = link_to(theirs.workspace, neighbour, days=4_000)
    before = state_of(theirs, settings.MEDIA_ROOT)
    for token in (path.split("/")[2], mine.words["portal_token"]):
        for paper in (theirs.rows["document"], theirs.rows["quote"], theirs.rows["draft"]):
            for address in portal_addresses(token, theirs, paper):
                for answer in (client.get(address), client.post(address, {"answer": "accept", "name": "Test", "text": "Test"})):
                    if f"/{paper.pk}/" in address:
                        assert answer.status_code in {404, 405}, address
                    assert theirs.rows["client"].name.encode() not in told(answer), address
                    assert str(theirs.rows["document"].number).encode() not in told(answer), address
    assert [one for one in changes(before, theirs, settings.MEDIA_ROOT) if not one.startswith("PortalLink")] == []


@pytest.mark.parametrize("end", ["expired", "revoked", "unknown", "narrow"])
def test_a_link_that_is_no_key_is_the_same_to_everybody(houses, client, end):
    theirs = houses[0]
    row, token = theirs.rows["link"], theirs.words["portal_token"]
    now = timezone.now()
    paper = theirs.rows["document"]
    if end == "narrow":
        _row, path = link_to(theirs.workspace, theirs.rows["client"], theirs.rows["quote"], days=4_000)
        token = path.split("/")[2]
    elif end == "unknown":
        token = "x" * len(token)
    else:
        type(row).objects.filter(pk=row.pk).update(
            **({"expires_at": now - timedelta(seconds=1)} if end == "expired" else {"revoked_at": now})
        )
    for address in portal_addresses(token, theirs, paper):
        if end != "narrow" or f"/{paper.pk}/" in address:
            for answer in (client.get(address), client.post(address, {"answer": "accept", "name": "Test"})):
                # 405 says of an address which way it is used, and nothing of the key in it.
                assert answer.status_code in {404, 405}, (address, answer.status_code)
                assert MARK.encode() not in told(answer), address


def test_what_a_link_opens_is_kept_and_told_nowhere(houses, client):
    theirs = houses[0]
    for address in portal_addresses(theirs.words["portal_token"], theirs, theirs.rows["document"]):
        for answer in (client.get(address), client.get(address.replace(theirs.words["portal_token"], "x" * 43))):
            assert "no-store" in answer.headers.get("Cache-Control", ""), address
            assert answer.headers.get("Referrer-Policy") == "no-referrer", address
            assert "noindex" in answer.headers.get("X-Robots-Tag", ""), address
            assert "Set-Cookie" not in answer.headers, address
