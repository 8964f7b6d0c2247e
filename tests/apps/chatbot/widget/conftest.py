"""A place where visitors can ask, and a visitor's browser without cookies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client as Browser

from freehold.apps.chatbot.models import ChatSite
from freehold.apps.chatbot.services import sites
from tests.apps.billing.conftest import NOW, browser, freelancer, other_workspace, owner, workspace

__all__ = ["browser", "freelancer", "other_workspace", "owner", "workspace"]
SHOP = "https://shop.example"


@pytest.fixture
def site(workspace) -> ChatSite:
    made = sites.add_site(workspace, now=NOW, name="Mara Winter")
    return sites.change_site(workspace, made.pk, now=NOW, origins=[SHOP])


class Visitor:
    """A browser on a page of some origin that talks to one place."""

    def __init__(self, site: ChatSite, *, origin: str = SHOP, address: str = "203.0.113.7") -> None:
        self.browser = Browser(enforce_csrf_checks=True)
        self.site, self.origin, self.address = site, origin, address
        self.conversation = self.secret = ""

    def get(self, path: str, **more: Any) -> Any:
        return self.browser.get(f"/ask/{self.site.public_id}/{path}", headers=self.headers(), REMOTE_ADDR=self.address, **more)

    def post(self, path: str, data: Any = None, *, body: bytes | None = None, **headers: str) -> Any:
        sent = json.dumps(data or {}).encode() if body is None else body
        return self.browser.post(
            f"/ask/{self.site.public_id}/{path}",
            sent,
            content_type="application/json",
            headers={**self.headers(), **headers},
            REMOTE_ADDR=self.address,
        )

    def headers(self) -> dict[str, str]:
        named = {"Origin": self.origin} if self.origin else {}
        return named | ({"Authorization": f"Bearer {self.secret}"} if self.secret else {})

    def open(self, language: str = "en") -> Any:
        answer = self.post("open/", {"language": language})
        if answer.status_code == 201:
            self.conversation, self.secret = answer.json()["conversation"], answer.json()["secret"]
        return answer

    def say(self, text: str, key: str = "k" * 12, **headers: str) -> Any:
        return self.post(f"{self.conversation}/messages/", {"key": key, "text": text}, **headers)

    def read(self, after: int = 0) -> Any:
        return self.get(f"{self.conversation}/messages/?after={after}")


@pytest.fixture
def visitor(site) -> Visitor:
    return Visitor(site)
