"""Forgetting a client: personal data goes for real, what the law asks to keep stays, and the preview says which is which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import RESTRICT, Q, QuerySet, RestrictedError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.clients import panels
from freehold.apps.clients.events import ClientForgotten
from freehold.apps.clients.models import Client, ClientFile, ClientImport, Contact, Merge, Note
from freehold.apps.clients.panels import Fate
from freehold.apps.clients.selectors.contacts import addresses_of
from freehold.apps.clients.selectors.merged import ids_of
from freehold.apps.clients.services.clients import locked
from freehold.apps.clients.services.references import relations_of, rows_of
from freehold.apps.clients.services.stored_files import forget_files
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing.models import Attachment, IncomingReply, MailState, OutgoingMail
from freehold.kit.mailing.selectors import suppressed_among
from freehold.kit.mailing.services.settling import told_cancelled
from freehold.kit.mailing.services.suppression import suppress
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

#: What a paper has to name by law, and what a correction of it has to repeat; it stays where papers must be kept.
KEPT = frozenset(
    {
        *("name", "legal_name", "kind", "line1", "line2", "postcode", "city", "region", "country", "vat_id", "tax_number"),
        *("registration", "language", "currency", "number"),
    }
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: whether the row itself is gone, and how many addresses are on the list of those who get no more advertising."""

    is_gone: bool
    suppressed: int


def fates(workspace: Workspace, client: Client) -> list[Fate]:
    """Return exactly what would go and what would stay, and why."""
    ids, found = ids_of(client), []
    addresses = addresses_of(client, ids)
    people = Contact.objects.filter(client_id__in=ids, client__workspace_id=client.workspace_id).count()
    notes = Note.objects.for_workspace(workspace).filter(client_id__in=ids).count()
    files = ClientFile.objects.for_workspace(workspace).filter(client_id__in=ids).count()
    mails, replies = _mails(workspace, addresses).count(), _replies(workspace, addresses).count()
    for count, words in (
        (people, ngettext("%(count)d person there, with address and role", "%(count)d people there, with addresses and roles", people)),
        (notes, ngettext("%(count)d note", "%(count)d notes", notes)),
        (files, ngettext("%(count)d file", "%(count)d files", files)),
        (mails, ngettext("Words and files of %(count)d mail to them", "Words and files of %(count)d mails to them", mails)),
        (replies, ngettext("%(count)d answer by mail", "%(count)d answers by mail", replies)),
    ):
        if count:
            found.append(Fate(words % {"count": count}))
    found.append(Fate(_("Mail address, phone, website, tags, own fields, terms and your notes on the client itself")))
    if mails:
        found.append(Fate(_("That a mail was sent, when and about what"), True, _("It proves that a paper was sent. It names nobody.")))
    for provider in panels.fates:
        found += provider(workspace, client, addresses)
    if is_named(ids):
        why = _("Papers, time or payments name this client, and the law asks to keep them: in most countries six to ten years.")
        found.append(Fate(_("Name, postal address and tax numbers, as they stand on the papers"), True, why))
        why = _("What was issued is frozen; it is deleted with your workspace only.")
        found.append(Fate(_("The papers themselves, as they were issued"), True, why))
    else:
        found.append(Fate(_("Name and postal address: nothing that must be kept names this client")))
    listed = suppressed_among(client.workspace_id, addresses)
    if listed:
        why = _("So that they are never written to again. Only a keyed digest is kept, from which no address can be read.")
        words = ngettext("%(count)d entry of the list of no advertising", "%(count)d entries of the list of no advertising", len(listed))
        found.append(Fate(words % {"count": len(listed)}, True, why))
    return found


@transaction.atomic
def forget_client(workspace: Workspace, client_id: int, *, now: datetime, actor: str = "", suppress_too: bool = False) -> Forgotten:
    """Delete for real what need not be kept by law. With `suppress_too` they asked never to be written to again.

    Raises UserError while something has to be settled first, such as an unpaid invoice.
    """
    client = locked(workspace, client_id)
    ids = ids_of(client)
    addresses = addresses_of(client, ids)
    blocks = [fate for provider in panels.fates for fate in provider(workspace, client, addresses) if fate.blocks]
    if blocks:
        raise UserError(_("Nothing was deleted yet: %(what)s") % {"what": " ".join(f"{fate.text}. {fate.why}" for fate in blocks)})
    for forget in panels.forgetters:
        forget(workspace, client, addresses, now)
    listed = suppressed_among(client.workspace_id, addresses)
    chosen = addresses if suppress_too else [address for address in addresses if address in listed]
    for address in chosen:
        suppress(client.workspace_id, address, reason="forgotten", now=now)
    _forget_mails(workspace, addresses, now)
    _forget_imports(workspace)
    paths = sorted(set(ClientFile.objects.for_workspace(workspace).filter(client_id__in=ids).values_list("path", flat=True)))
    transaction.on_commit(lambda: forget_files(client.workspace_id, paths))
    key, workspace_id = client.pk, client.workspace_id
    is_gone = _forget_rows(client, ids, now)
    record("client.forgotten", workspace_id=workspace_id, actor=actor, target=("clients.client", key), detail={"gone": is_gone}, at=now)
    publish(ClientForgotten(workspace_id, key), now)
    return Forgotten(is_gone, len(chosen))


def is_named(ids: list[int]) -> bool:
    """Tell whether rows that must be kept name the client."""
    keeping = (field for field in relations_of(Client) if field.remote_field.on_delete is RESTRICT)
    return any(rows_of(field).filter(**{f"{field.attname}__in": ids}).exists() for field in keeping)


def _forget_rows(client: Client, ids: list[int], now: datetime) -> bool:
    workspace_id = client.workspace_id
    Contact.objects.filter(client_id__in=ids, client__workspace_id=workspace_id).delete()
    Note.objects.for_workspace(workspace_id).filter(client_id__in=ids).delete()
    ClientFile.objects.for_workspace(workspace_id).filter(client_id__in=ids).delete()
    Merge.objects.for_workspace(workspace_id).filter(Q(kept_id__in=ids) | Q(gone_id__in=ids)).update(before={}, after={}, moved={})
    gone = 0
    # The merged ones first: the one that stands for them would take them along.
    for key in reversed(ids):
        row = Client.objects.for_workspace(workspace_id).get(pk=key)
        try:
            with transaction.atomic():
                row.delete()
            gone += 1
        except RestrictedError:
            _blank(row, now)
    return gone == len(ids)


def _blank(row: Client, now: datetime) -> None:
    left = {"id", "workspace", "created_at", "merged_into", *KEPT}
    for field in Client._meta.fields:  # noqa: SLF001 - documented by Django
        if field.name not in left:
            setattr(row, field.name, field.get_default())
    row.changed_at = row.archived_at = row.forgotten_at = now
    row.save()


def _mails(workspace: Workspace, addresses: list[str]) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.for_workspace(workspace).annotate(low=Lower("to")).filter(low__in=addresses)


def _replies(workspace: Workspace, addresses: list[str]) -> QuerySet[IncomingReply]:
    rows = IncomingReply.objects.for_workspace(workspace).annotate(low=Lower("mail__to"), writer=Lower("from_address"))
    return rows.filter(Q(low__in=addresses) | Q(writer__in=addresses))


def _forget_mails(workspace: Workspace, addresses: list[str], now: datetime) -> None:
    if not addresses:
        return
    _replies(workspace, addresses).delete()
    keys = list(_mails(workspace, addresses).values_list("pk", flat=True))
    for part in _parts(keys):
        rows = OutgoingMail.objects.for_workspace(workspace).filter(pk__in=part)
        Attachment.objects.filter(mail_id__in=part).delete()
        for mail in rows.filter(state__in=(MailState.QUEUED, MailState.WAITING_APPROVAL)).select_for_update().order_by("pk"):
            told_cancelled(mail, _("The receiver was forgotten."), now)
        rows.update(to="", to_name="", subject="", text="", html="")


def _forget_imports(workspace: Workspace) -> None:
    """Drop files that wait for the person's word: they may name the client again."""
    ClientImport.objects.for_workspace(workspace).filter(status=ClientImport.Status.PREVIEW).delete()


def _parts(keys: list[int], size: int = 500) -> Iterator[list[int]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
