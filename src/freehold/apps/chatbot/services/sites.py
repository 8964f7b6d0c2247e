"""The places where visitors can ask: making, changing, switching on and off, removing; each change is audited."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.chatbot.models import ChatSite
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.http.address import checked_address
from freehold.kit.http.errors import FetchFailed
from freehold.kit.scoping.ref import Workspace, id_of

FIELDS = frozenset(
    {
        *("name", "origins", "languages", "greeting", "away_text", "accent", "hours", "reply_hours", "use_model", "takes_briefs"),
        *("notify", "visitor_cap", "conversation_cap", "daily_cap", "opening_cap", "model_daily_cap", "model_conversation_cap"),
    }
)
MOST_SITES, MOST_ORIGINS = 20, 20
#: Without https everybody on the way could read and change what is said; a page on one's own machine has nobody on the way.
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_USUAL_PORT = {"http": 80, "https": 443}


@transaction.atomic
def add_site(workspace: Workspace, *, now: datetime, actor: str = "", name: str = "", language: str = "en") -> ChatSite:
    """Add a place where visitors can ask, switched on, for its own page only. Raises UserError for too many."""
    if ChatSite.objects.for_workspace(workspace)[:MOST_SITES].count() >= MOST_SITES:
        raise UserError(_("There are %(n)s places to ask already. Nothing was added. Remove one first.") % {"n": MOST_SITES})
    spoken = [language, *(code for code, _name in settings.LANGUAGES if code != language)]
    site = ChatSite.objects.create(
        workspace_id=id_of(workspace),
        public_id=secrets.token_hex(8),
        name=(name.strip() or _seller(workspace))[:120],
        enabled=True,
        languages=[code for code in spoken if code in dict(settings.LANGUAGES)],
        created_at=now,
        changed_at=now,
    )
    record("chat_site.added", workspace_id=site.workspace_id, actor=actor, target=site, detail={"name": site.name}, at=now)
    return site


def _seller(workspace: Workspace) -> str:
    """Return the name that visitors know, as papers carry it."""
    billing = billing_settings(workspace)
    return str(billing.trading_name or billing.name or billing.workspace.name or _("My website"))


@transaction.atomic
def change_site(workspace: Workspace, site_id: int, *, now: datetime, actor: str = "", **values: Any) -> ChatSite:
    """Change how a place behaves; `values` are fields of the row. Raises UserError for what cannot be kept."""
    site = _locked(workspace, site_id)
    checked = _checked(values)
    changed = sorted(name for name, value in checked.items() if getattr(site, name) != value)
    for name in changed:
        setattr(site, name, checked[name])
    if changed:
        site.changed_at = now
        # Not the whole row: the day's counters are written by visitors meanwhile.
        site.save(update_fields=[*changed, "changed_at"])
        record("chat_site.changed", workspace_id=site.workspace_id, actor=actor, target=site, detail={"fields": changed}, at=now)
    return site


@transaction.atomic
def switch_site(workspace: Workspace, site_id: int, *, enabled: bool, now: datetime, actor: str = "") -> ChatSite:
    """Switch a place on or off. Off, its page and its widget are gone at once; conversations are kept."""
    site = _locked(workspace, site_id)
    if site.enabled != enabled:
        site.enabled, site.changed_at = enabled, now
        site.save(update_fields=["enabled", "changed_at"])
        action = "chat_site.switched_on" if enabled else "chat_site.switched_off"
        record(action, workspace_id=site.workspace_id, actor=actor, target=site, detail={"name": site.name}, at=now)
    return site


@transaction.atomic
def remove_site(workspace: Workspace, site_id: int, *, now: datetime, actor: str = "") -> None:
    """Remove a place that nobody has written in. Raises UserError when conversations would go with it."""
    site = _locked(workspace, site_id)
    if site.conversations.exists():
        raise UserError(
            _("“%(name)s” has conversations that would go with it. Nothing was removed. Switch it off instead.") % {"name": site.name}
        )
    name, kept_id = site.name, site.workspace_id
    site.delete()
    record("chat_site.removed", workspace_id=kept_id, actor=actor, detail={"name": name}, at=now)


def read_origins(lines: Iterable[str]) -> list[str]:
    """Return addresses of websites as browsers name them ("https://example.com"), each once; a path is left off.

    Raises UserError for what is no address, and for http on anything but one's own machine.
    """
    found: list[str] = []
    for line in filter(None, (line.strip() for line in lines)):
        origin = _origin(line)
        if origin not in found:
            found.append(origin)
    if len(found) > MOST_ORIGINS:
        raise UserError(_("More than %(n)s websites are too many. Nothing was saved. Leave some out.") % {"n": MOST_ORIGINS})
    return found


def _origin(text: str) -> str:
    whole = text if "://" in text else f"https://{text}"
    try:
        address = checked_address(whole)
    except FetchFailed:
        raise UserError(_("“%(text)s” is no address of a website. Write one such as https://example.com.") % {"text": text[:80]}) from None
    scheme, host = address.url.scheme, address.host
    if scheme == "http" and host not in _OWN_MACHINE and not host.endswith(".localhost"):
        raise UserError(_("“%(text)s” is not encrypted. Write it with https://; http:// works only for localhost.") % {"text": text[:80]})
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" if address.port == _USUAL_PORT[scheme] else f"{scheme}://{shown}:{address.port}"


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(values) - FIELDS)
    if unknown:
        raise UserError(_("A place to ask has no “%(name)s”. Nothing was saved.") % {"name": ", ".join(unknown)})
    checked = dict(values)
    if "name" in checked and not checked["name"].strip():
        raise UserError(_("A place to ask needs a name. Nothing was saved."))
    if "origins" in checked:
        checked["origins"] = read_origins(checked["origins"])
    if "languages" in checked:
        checked["languages"] = [code for code in checked["languages"] if code in dict(settings.LANGUAGES)]
        if not checked["languages"]:
            raise UserError(_("Choose at least one language. Nothing was saved."))
    if checked.get("accent") and not re.fullmatch(r"#[0-9a-fA-F]{6}", checked["accent"]):
        raise UserError(_("This is no colour. Nothing was saved. Write it such as #2f6b4f."))
    return checked


def _locked(workspace: Workspace, site_id: int) -> ChatSite:
    site = ChatSite.objects.for_workspace(workspace).select_for_update().filter(pk=site_id).first()
    if site is None:
        raise UserError(_("This place is not there any more. Nothing was changed."))
    return site
