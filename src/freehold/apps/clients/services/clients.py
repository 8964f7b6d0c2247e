"""Clients: adding, changing, putting away and taking back; each change is audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from freehold.apps.clients.models import LONGEST_NAME, Client, ClientKind
from freehold.apps.clients.selectors.merged import standing_for
from freehold.apps.clients.services.own_fields import checked_values
from freehold.apps.clients.services.stored_files import file_paths, forget_files
from freehold.apps.clients.words import words_of
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

LONGEST_CHANNEL = 100
FIELDS = frozenset(
    {
        *("kind", "number", "name", "legal_name", "line1", "line2", "postcode", "city", "region", "country", "email", "phone", "website"),
        *("vat_id", "tax_number", "registration", "buyer_reference", "electronic_address", "electronic_scheme", "language", "currency"),
        *("payment_days", "hourly_rate", "channel", "tags", "notes", "fields"),
    }
)


@transaction.atomic
def add_client(workspace: Workspace, *, now: datetime, actor: str = "", origin: str = "", **values: Any) -> Client:
    """Add a client; `values` are fields of the row. Raises UserError without a name, or for a number that is taken."""
    checked = _checked(workspace, values)
    words = words_of(checked.get("tags", ()), checked.get("fields", {}))
    client = Client.objects.create(workspace_id=id_of(workspace), origin=origin, created_at=now, changed_at=now, words=words, **checked)
    record("client.added", workspace_id=client.workspace_id, actor=actor, target=client, at=now)
    return client


@transaction.atomic
def change_client(workspace: Workspace, client_id: int, *, now: datetime, actor: str = "", **values: Any) -> Client:
    """Change fields of a client. A new VAT number makes the answer kept for the old one void. Own `fields` that are not named stay."""
    client = locked(workspace, client_id)
    checked = _checked(workspace, {"name": client.name, **values}, but=client.pk)
    if "fields" in checked:
        kept = {key: value for key, value in client.fields.items() if key not in values["fields"]}
        checked["fields"] = kept | checked["fields"]
    if checked.get("vat_id", client.vat_id) != client.vat_id:
        client.vat_checked_at, client.vat_check = None, {}
    changed = sorted(name for name, value in checked.items() if getattr(client, name) != value)
    for name in changed:
        setattr(client, name, checked[name])
    if changed:
        client.changed_at = now
        client.words = words_of(client.tags, client.fields)
        client.save()
        record("client.changed", workspace_id=client.workspace_id, actor=actor, target=client, detail={"fields": changed}, at=now)
    return client


@transaction.atomic
def archive_client(workspace: Workspace, client_id: int, *, now: datetime, actor: str = "") -> Client:
    """Put a client away: it stays with its papers, and is offered no more."""
    return _put_away(workspace, client_id, now, now, "client.archived", actor)


@transaction.atomic
def restore_client(workspace: Workspace, client_id: int, *, now: datetime, actor: str = "") -> Client:
    """Take a client back that was put away."""
    return _put_away(workspace, client_id, None, now, "client.restored", actor)


@transaction.atomic
def delete_client(workspace: Workspace, client_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete a client that nothing was ever made for. Raises UserError when papers, time or payments name it."""
    client = locked(workspace, client_id)
    name, kept_id = client.name, client.workspace_id
    paths = file_paths(client)
    try:
        with transaction.atomic():
            client.delete()
    except RestrictedError:
        raise UserError(
            _("“%(name)s” has papers, time or payments that must be kept. Nothing was deleted. Put the client away instead.")
            % {"name": name}
        ) from None
    transaction.on_commit(lambda: forget_files(kept_id, paths))
    record("client.deleted", workspace_id=kept_id, actor=actor, detail={"id": client_id}, at=now)


@transaction.atomic
def note_vat_check(workspace: Workspace, client_id: int, answer: Mapping[str, Any], *, now: datetime) -> Client:
    """Keep what the tax office answered about the client's VAT number."""
    client = locked(workspace, client_id)
    client.vat_check, client.vat_checked_at = dict(answer), now
    client.save(update_fields=["vat_check", "vat_checked_at"])
    return client


def locked(workspace: Workspace, client_id: int) -> Client:
    """Return the client, held until the transaction ends; of a merged one the client that stands for it.

    Raises UserError when it is not of this workspace.
    """
    client = Client.objects.for_workspace(workspace).select_for_update().filter(pk=standing_for(workspace, client_id)).first()
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was changed."))
    return client


def _checked(workspace: Workspace, values: Mapping[str, Any], *, but: int = 0) -> dict[str, Any]:
    unknown = sorted(set(values) - FIELDS)
    if unknown:
        raise UserError(_("A client has no “%(name)s”. Nothing was saved.") % {"name": ", ".join(unknown)})
    checked: dict[str, Any] = {
        name: value.replace("\x00", "").strip() if isinstance(value, str) else value for name, value in values.items()
    }
    if not checked.get("name"):
        raise UserError(_("A client needs a name. Nothing was saved. Write the name as it should stand on an invoice."))
    if len(checked["name"]) > LONGEST_NAME:
        raise UserError(
            _("A name may have %(most)d letters, and this one has %(count)d. Nothing was saved. Write it shorter.")
            % {"most": LONGEST_NAME, "count": len(checked["name"])}
        )
    if "channel" in checked:
        checked["channel"] = " ".join(str(checked["channel"]).split())[:LONGEST_CHANNEL]
    if "tags" in checked:
        checked["tags"] = clean_tags(checked["tags"])
    if "fields" in checked:
        checked["fields"] = checked_values(workspace, checked["fields"])
    if checked.get("kind", ClientKind.COMPANY) not in ClientKind.values:
        raise UserError(_("There is no kind of client “%(kind)s”. Nothing was saved.") % {"kind": checked["kind"]})
    for name in ("country", "currency", "vat_id"):
        if name in checked:
            checked[name] = checked[name].upper().replace(" ", "")
    number = checked.get("number")
    if number and Client.objects.for_workspace(workspace).filter(number=number).exclude(pk=but).exists():
        raise UserError(_("Another client has the number %(number)s. Nothing was saved. Choose another.") % {"number": number})
    return checked


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Return tags without doubles, empty ones and line breaks, at most 30 of 50 letters."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = " ".join(str(tag).replace("\x00", "").lstrip("#").split())[:50]
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())[:30]


def _put_away(workspace: Workspace, client_id: int, at: datetime | None, now: datetime, action: str, actor: str) -> Client:
    client = locked(workspace, client_id)
    if (client.archived_at is None) != (at is None):
        client.archived_at, client.changed_at = at, now
        client.save(update_fields=["archived_at", "changed_at"])
        record(action, workspace_id=client.workspace_id, actor=actor, target=client, at=now)
    return client
