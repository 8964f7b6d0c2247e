"""What the API puts into the frame of every page, and what it takes from there; wired by config."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command


def _no_tabs(_current: str) -> list[dict[str, Any]]:
    return []


@dataclass(slots=True)
class Frame:
    """The hooks; wiring sets them. `tabs` returns the tabs of the settings pages, which belong to an app; ours is called "api"."""

    tabs: Callable[[str], list[dict[str, Any]]] = _no_tabs


frame = Frame()
COMMANDS = (
    Command("api", _("API and tokens"), "api:tokens", icon="key-round", group="go", words=_("REST program token OpenAPI")),
    Command("api.description", _("What the API can do"), "api:description", icon="book-open", group="go", words=_("REST OpenAPI")),
)
#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "api.token_created": _("Made the API token %(name)s"),
    "api.token_revoked": _("Revoked the API token %(name)s"),
}
