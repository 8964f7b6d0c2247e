"""Two clients that are one and the same: merged with the values that a person chose, and taken back exactly.

The gone client stays as a hidden row: papers that were issued name it for good. All else that names it is given to the kept one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.clients.events import ClientsMerged, ClientsUnmerged
from freehold.apps.clients.models import Client, Contact, Merge
from freehold.apps.clients.selectors.merged import standing_for
from freehold.apps.clients.services.references import give, give_back
from freehold.apps.clients.words import words_of
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, storable

#: What is asked for when both have a value.
CHOSEN = (
    *("name", "kind", "legal_name", "line1", "line2", "postcode", "city", "region", "country", "email", "phone", "website"),
    *("vat_id", "tax_number", "registration", "buyer_reference", "electronic_address", "electronic_scheme", "language", "currency"),
    *("payment_days", "hourly_rate", "channel", "number"),
)
_STAYS = (
    *("clients.client.merged_into", "clients.merge.kept", "clients.merge.gone"),
    *("clients.distinctpair.first", "clients.distinctpair.second"),
)
_PEOPLE = "clients.contact.client"


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A merge that was taken back, and in words what could not be."""

    kept: Client
    gone: Client
    stays: tuple[str, ...]


@transaction.atomic
def merge_clients(
    workspace: Workspace, kept_id: int, gone_id: int, *, choose: Mapping[str, int] | None = None, now: datetime, actor: str = ""
) -> Merge:
    """Make `gone` part of `kept`. `choose` says by field whose value counts, by the id; without it the kept one's, where it has any.

    Raises UserError for a client with itself (also through an earlier merge), and for ids that are not there.
    """
    kept, gone = _both(workspace, kept_id, gone_id)
    before, after = _values(kept, gone, dict(choose or {}))
    # The number may stand once only: it leaves the gone one first.
    if "number" in after and gone.number == after["number"]:
        before["gone_number"], gone.number = gone.number, ""
    gone.merged_into, gone.changed_at = kept, now
    gone.save(update_fields=["merged_into", "number", "changed_at"])
    if after:
        _set(kept, after, now)
    moved = give(Client, gone.pk, kept.pk, but=(*_STAYS, _PEOPLE))
    people = _people(kept, gone)
    if people:
        moved[_PEOPLE] = people
    row = Merge.objects.create(
        workspace_id=kept.workspace_id, kept=kept, gone=gone, before=before, after=after, moved=moved, at=now, by=actor[:200]
    )
    record("client.merged", workspace_id=kept.workspace_id, actor=actor, target=kept, detail={"gone": gone.pk}, at=now)
    publish(ClientsMerged(kept.workspace_id, kept.pk, gone.pk), now)
    return row


@transaction.atomic
def undo_merge(workspace: Workspace, merge_id: int, *, now: datetime, actor: str = "") -> Unmerged:
    """Take a merge back: values, people and rows go where they were. What was changed since stays as it is, and is named.

    Raises UserError for a merge that is not there, and while a later merge of the kept one stands. Twice does no harm.
    """
    row = Merge.objects.for_workspace(workspace).select_for_update().filter(pk=merge_id).first()
    if row is None:
        raise UserError(_("This merge is not there any more. Nothing was changed."))
    both = Client.objects.for_workspace(workspace).select_for_update().filter(pk__in=[row.kept_id, row.gone_id])
    rows = {one.pk: one for one in both.order_by("pk")}
    kept, gone = rows[row.kept_id], rows[row.gone_id]
    if row.undone_at is not None:
        return Unmerged(kept, gone, ())
    if kept.merged_into_id is not None:
        into = Client.objects.for_workspace(workspace).filter(pk=standing_for(workspace, kept.pk)).values_list("name", flat=True).first()
        raise UserError(
            _("“%(name)s” was merged into “%(into)s” after that. Nothing was changed. Take that merge back first.")
            % {"name": kept.name, "into": into or ""}
        )
    stays = _values_back(kept, gone, row, now)
    for name, count in give_back(row.moved, kept.pk, gone.pk).items():
        stays.append(_stuck(name, count, kept))
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    record("client.unmerged", workspace_id=kept.workspace_id, actor=actor, target=kept, detail={"gone": gone.pk}, at=now)
    publish(ClientsUnmerged(kept.workspace_id, kept.pk, gone.pk), now)
    return Unmerged(kept, gone, tuple(stays))


def _both(workspace: Workspace, kept_id: int, gone_id: int) -> tuple[Client, Client]:
    ends = standing_for(workspace, kept_id), standing_for(workspace, gone_id)
    # In one order, so that two merges at once never wait for each other.
    rows = {row.pk: row for row in Client.objects.for_workspace(workspace).select_for_update().filter(pk__in=storable(ends)).order_by("pk")}
    if ends[0] == ends[1] and rows:
        raise UserError(_("This is one and the same client already. Nothing was changed. Choose two different ones."))
    if len(rows) < 2:
        raise UserError(_("One of these clients is not there any more. Nothing was changed."))
    kept, gone = rows[ends[0]], rows[ends[1]]
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise UserError(_("One of these clients was merged at this very moment. Nothing was changed. Look at the page again."))
    if kept.forgotten_at is not None or gone.forgotten_at is not None:
        raise UserError(_("One of these clients was forgotten; there is nothing to merge. Nothing was changed."))
    return kept, gone


def _values(kept: Client, gone: Client, choose: dict[str, int]) -> tuple[dict[str, Any], dict[str, Any]]:
    unknown = sorted(set(choose) - set(CHOSEN))
    if unknown:
        raise UserError(_("A client has no “%(name)s”. Nothing was changed.") % {"name": ", ".join(unknown)[:60]})
    after: dict[str, Any] = {}
    for name in CHOSEN:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        takes = choose[name] == gone.pk if name in choose else mine in ("", None)
        if takes and theirs not in ("", None) and mine != theirs:
            after[name] = theirs
    if "vat_id" in after:
        after["vat_check"], after["vat_checked_at"] = gone.vat_check, gone.vat_checked_at
    tags = [*kept.tags, *(tag for tag in gone.tags if tag.casefold() not in {one.casefold() for one in kept.tags})]
    notes = "\n\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes))))
    joined = {"tags": tags, "notes": notes, "fields": {**gone.fields, **kept.fields}}
    after |= {name: value for name, value in joined.items() if getattr(kept, name) != value}
    return {name: _plain(getattr(kept, name)) for name in after}, {name: _plain(value) for name, value in after.items()}


def _set(client: Client, values: Mapping[str, Any], now: datetime) -> None:
    for name, value in values.items():
        field: Any = Client._meta.get_field(name)  # noqa: SLF001 - documented by Django
        setattr(client, name, field.to_python(value))
    client.changed_at = now
    client.words = words_of(client.tags, client.fields)
    client.save()


def _people(kept: Client, gone: Client) -> list[int]:
    """Give the kept client the people of the gone one, but for those whom it has already."""
    there = {(row.email or row.name).casefold() for row in kept.contacts.all()}
    rows = list(gone.contacts.order_by("pk"))
    moved = [row.pk for row in rows if (row.email or row.name).casefold() not in there]
    Contact.objects.filter(pk__in=moved).update(client=kept)
    return moved


def _values_back(kept: Client, gone: Client, row: Merge, now: datetime) -> list[str]:
    back, stays = {}, []
    for name, after in row.after.items():
        if _plain(getattr(kept, name)) == after:
            back[name] = row.before[name]
        elif name not in {"vat_check", "vat_checked_at"}:
            label = _label(name)
            words = _("“%(field)s” of “%(name)s” was changed after the merge and stays as it is.")
            stays.append(words % {"field": label, "name": kept.name})
    if back:
        _set(kept, back, now)
    gone.merged_into, gone.changed_at = None, now
    number = row.before.get("gone_number", "")
    if number and Client.objects.for_workspace(kept.workspace_id).filter(number=number).exclude(pk=gone.pk).exists():
        stays.append(_("The number %(number)s belongs to another client now; “%(name)s” has none.") % {"number": number, "name": gone.name})
    elif number:
        gone.number = number
    gone.save(update_fields=["merged_into", "number", "changed_at"])
    return stays


def _stuck(name: str, count: int, kept: Client) -> str:
    words = ngettext(
        "%(count)d row of “%(what)s” was removed, issued or moved after the merge; it stays where it is (“%(name)s”).",
        "%(count)d rows of “%(what)s” were removed, issued or moved after the merge; they stay where they are (“%(name)s”).",
        count,
    )
    return words % {"count": count, "what": name.split(".")[1], "name": kept.name}


def _label(name: str) -> str:
    from freehold.apps.clients.labels import LABELS

    return str(LABELS.get(name, name))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime) else value
