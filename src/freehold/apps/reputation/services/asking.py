"""Asking a client for a testimonial: by a mail with a link, or by a link that the owner hands over; and taking the question back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.mail_words import LINK, public_address
from freehold.apps.clients import selectors as clients
from freehold.apps.reputation.models import Testimonial, TestimonialState
from freehold.apps.reputation.services.gathering import gather_holder
from freehold.apps.reputation.services.holding import ABOUT, locked
from freehold.apps.reputation.services.links import make_link
from freehold.apps.reputation.services.mail_kinds import TESTIMONIAL
from freehold.apps.reputation.services.mail_words import Words, asking_words
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing import selectors as mailing
from freehold.kit.mailing.services import approve_kind, cancel, queue
from freehold.kit.mailing.services.wordings import filled
from freehold.kit.scoping.ref import Workspace, id_of

#: The most that one workspace keeps, and the most that wait for one client at a time.
MOST, MOST_WAITING = 2_000, 5
#: The same page sent twice within this time asks once.
_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody at a client who may be asked."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would be asked, and of whom."""

    client: Any
    receivers: tuple[Receiver, ...]
    words: Words
    language: str
    approved: bool
    has_account: bool
    has_address: bool


def prepare(workspace: Workspace, client_id: int, *, subject: str = "") -> Prepared:
    """Return the mail that would go to a client. Raises UserError when there is no such client."""
    client = _client(workspace, client_id)
    billing = billing_settings(workspace)
    language = client.language or billing.workspace.language
    receivers = tuple(_receivers(client))
    first = receivers[0].name if receivers and receivers[0].name != client.name else ""
    sender = gather_holder(workspace).name
    words = asking_words(id_of(workspace), language, contact=first, company=client.name, subject=subject, sender=sender)
    return Prepared(
        client=client,
        receivers=receivers,
        words=words,
        language=language,
        approved=mailing.is_approved(id_of(workspace), TESTIMONIAL),
        has_account=mailing.account_of(id_of(workspace)) is not None,
        has_address=bool(public_address()),
    )


@transaction.atomic
def ask_by_mail(
    workspace: Workspace,
    client_id: int,
    *,
    to: str,
    subject: str,
    text: str,
    to_name: str = "",
    about: str = "",
    approve_by: str = "",
    now: datetime,
    actor: str,
) -> Testimonial:
    """Put the mail with a link into the outbox; the same page sent twice asks once.

    `approve_by` names the person who saw what goes out. Raises UserError for a wrong address, words without {link}, an installation that
    no client can reach, and in the demo; nothing is sent then.
    """
    client = _client(workspace, client_id)
    billing = billing_settings(workspace)
    if billing.workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
    base = public_address()
    if not base:
        raise UserError(_("Freehold has no public address, so your client could not open the page. Nothing was sent."))
    if LINK not in text:
        raise UserError(_("The mail needs {link} where the link shall stand. Nothing was sent. Put it in."))
    address = to.strip()
    again = _again(workspace, client.pk, address, now)
    if again is not None:
        return again
    row = _begin(workspace, client, email=address, name=to_name, about=about, now=now, actor=actor)
    if approve_by:
        approve_kind(row.workspace_id, TESTIMONIAL, by=approve_by, now=now)
    mail = queue(
        row.workspace_id,
        kind=TESTIMONIAL,
        key=f"testimonial:{row.pk}",
        to=address,
        to_name=row.asked_name,
        subject=subject.strip(),
        text=filled(text, {"link": base + make_link(row, now=now)}),
        language=row.language,
        about=(ABOUT, str(row.pk)),
        reply_to=billing.email,
        now=now,
    )
    row.mail_id = mail.pk
    row.save(update_fields=["mail_id"])
    return row


@transaction.atomic
def ask_by_link(workspace: Workspace, client_id: int, *, about: str = "", now: datetime, actor: str) -> tuple[Testimonial, str]:
    """Begin a testimonial and return it with the path of its link, shown now or never."""
    row = _begin(workspace, _client(workspace, client_id), email="", name="", about=about, now=now, actor=actor)
    return row, make_link(row, now=now)


@transaction.atomic
def another_link(workspace: Workspace, testimonial_id: int, *, now: datetime) -> str:
    """Make another link to a testimonial and return its path, shown now or never. Raises UserError when it is not there."""
    return make_link(locked(workspace, testimonial_id), now=now)


@transaction.atomic
def remove(workspace: Workspace, testimonial_id: int, *, now: datetime, actor: str) -> None:
    """Delete a question that was not answered, or what is left of words that were taken back; its links lead nowhere then.

    Words that a client has given are not removed but hidden: the client may still take them back. Raises UserError for those.
    """
    row = locked(workspace, testimonial_id)
    if row.state == TestimonialState.RECEIVED:
        raise UserError(_("These words belong to your client. Nothing was removed. Hide them, and no file holds them any more."))
    for mail in mailing.mails_about(row.workspace_id, ABOUT, row.pk):
        if mail.can_cancel:
            with suppress(UserError):  # it is leaving at this very moment
                cancel(row.workspace_id, mail.pk, by=actor or "system", now=now)
    record("testimonial.removed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    row.delete()


def _begin(workspace: Workspace, client: Any, *, email: str, name: str, about: str, now: datetime, actor: str) -> Testimonial:
    rows = Testimonial.objects.for_workspace(workspace)
    if rows.count() >= MOST:
        raise UserError(
            _("There are %(most)d testimonials already, more than anybody reads. Nothing was asked; remove some.") % {"most": MOST}
        )
    if rows.filter(client_id=client.pk, state=TestimonialState.ASKED).count() >= MOST_WAITING:
        words = _("%(name)s was asked %(most)d times and has not answered. Nothing was asked again.")
        raise UserError(words % {"name": client.name, "most": MOST_WAITING})
    row = Testimonial.objects.create(
        workspace_id=id_of(workspace),
        client_id=client.pk,
        language=(client.language or billing_settings(workspace).workspace.language)[:8],
        subject=" ".join(about.split())[:200],
        asked_name=" ".join(name.split())[:200],
        asked_email=email[:254],
        asked_by=actor[:200],
        asked_at=now,
        changed_at=now,
    )
    detail = {"by_mail": bool(email)}
    record("testimonial.asked", workspace_id=row.workspace_id, actor=actor, target=row, detail=detail, at=now)
    return row


def _again(workspace: Workspace, client_id: int, address: str, now: datetime) -> Testimonial | None:
    rows = Testimonial.objects.for_workspace(workspace).filter(client_id=client_id, asked_email__iexact=address, asked_at__gt=now - _AGAIN)
    return rows.filter(state=TestimonialState.ASKED, mail_id__isnull=False).first() if address else None


def _client(workspace: Workspace, client_id: int) -> Any:
    client = clients.client(workspace, client_id) if 0 < client_id < 2**63 else None
    if client is None or client.forgotten_at is not None:
        raise UserError(_("This client is not there any more. Nothing was asked."))
    return client


def _receivers(client: Any) -> list[Receiver]:
    found = [Receiver(" ".join(one.name.split()), one.email) for one in client.contacts.all() if one.email]
    found += [Receiver(client.name, client.email)] if client.email else []
    unique: dict[str, Receiver] = {}
    for one in found:
        unique.setdefault(one.address.lower(), one)
    return list(unique.values())
