"""A brief that came by the public page: counted, kept, told to the owner, and made a client and an opportunity."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.clients.services import add_client
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.storefront.events import BriefReceived
from freehold.apps.storefront.models import PublicBrief, PublicPage
from freehold.domain.conversation.hours import expected_by
from freehold.domain.errors import UserError
from freehold.domain.postings.posting import Posting
from freehold.kit.audit import record
from freehold.kit.guests import cleaned
from freehold.kit.mailing.addresses import checked_mail_address
from freehold.kit.mailing.selectors import account_of
from freehold.kit.mailing.services.queueing import queue
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

logger = logging.getLogger(__name__)
#: The channel that such opportunities come by; briefs that the chat takes down come by the same.
KIND = "brief"
MAIL_KIND = "brief_received"
AN_HOUR, MOST_AN_HOUR = timedelta(hours=1), 5
SHORTEST, LONGEST = 20, 10_000
_WORK_WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class TooMany(UserError):  # noqa: N818 - named for what happened, as it is caught
    """The page, or this guest, has left as many briefs as are taken."""


def answer_by(page: PublicPage, now: datetime) -> datetime:
    """Return by when a brief that comes in now is answered: `reply_days` working days on, Monday to Friday, nine to five there."""
    return expected_by(_WORK_WEEK, page.reply_days * 24, ZoneInfo(page.workspace.time_zone), now)


@transaction.atomic
def receive(
    page: PublicPage,
    *,
    key: str,
    name: str,
    email: str,
    what: str,
    when: str = "",
    budget: str = "",
    company: str = "",
    address: str = "",
    now: datetime,
) -> PublicBrief:
    """Keep a brief and return it; the same `key` is the same brief. `address` is a guest's address hash.

    Raises UserError for what a person can mend, TooMany when the guest or the page has had its measure; nothing is kept then.
    """
    known = PublicBrief.objects.for_workspace(page.workspace_id).filter(key=key[:64]).first()
    if known is not None:
        return known
    words = cleaned(what, LONGEST + 1)
    if len(words) < SHORTEST:
        raise UserError(_("Please say in a sentence or two what you need. Nothing was sent yet; what you typed is still there."))
    if len(words) > LONGEST:
        raise UserError(_("This is longer than 10,000 characters. Nothing was sent yet. Please shorten it; files can follow by mail."))
    if not cleaned(name, 200):
        raise UserError(_("Please say who you are. Nothing was sent yet; what you typed is still there."))
    _count(page, address, now)
    brief = PublicBrief.objects.create(
        workspace_id=page.workspace_id,
        page=page,
        key=key[:64],
        name=" ".join(cleaned(name, 200).split()),
        email=checked_mail_address(cleaned(email, 254)),
        company=" ".join(cleaned(company, 200).split()),
        what=words,
        when=cleaned(when, 200),
        budget=cleaned(budget, 200),
        language=page.language,
        address_hash=address,
        received_at=now,
        answer_by=answer_by(page, now),
    )
    publish(BriefReceived(page.workspace_id, brief.pk), now)
    record("public_page.brief", workspace_id=page.workspace_id, actor="", target=brief, at=now)
    return brief


@transaction.atomic
def note_answered(workspace: Workspace, brief_id: int, *, answered: bool, now: datetime, actor: str = "") -> PublicBrief | None:
    """Note that the sender has their answer, or, with `answered` False, that they still wait. None for a stranger's brief."""
    brief = PublicBrief.objects.for_workspace(workspace).select_for_update().filter(pk=brief_id).first()
    if brief is not None and (brief.answered_at is not None) != answered:
        brief.answered_at = now if answered else None
        brief.save(update_fields=["answered_at"])
        action = "public_page.answered" if answered else "public_page.waits_again"
        record(action, workspace_id=brief.workspace_id, actor=actor, target=brief, at=now)
    return brief


def take_brief(event: BriefReceived) -> None:
    """Make the client and the opportunity of a brief, and tell the owner. Run twice it makes nothing twice."""
    make_opportunity(event.workspace_id, event.brief_id, now=timezone.now())


@transaction.atomic
def make_opportunity(workspace_id: int, brief_id: int, *, now: datetime) -> int | None:
    """Return the id of the brief's opportunity, made unless it was there. It is read and matched with every freelancer like any other."""
    rows = PublicBrief.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("workspace")
    brief = rows.filter(pk=brief_id).first()
    if brief is None or brief.opportunity_id:
        return brief.opportunity_id if brief else None
    brief.client_id = _client(brief, now)
    found = ingest(workspace_id, [_posting(brief)], source=None, source_kind=KIND, now=now)
    brief.opportunity_id = next(iter((*found.new_ids, *found.seen_ids)), None)
    brief.save(update_fields=["client_id", "opportunity_id"])
    _tell_owner(brief, now)
    return brief.opportunity_id


def _count(page: PublicPage, address: str, now: datetime) -> None:
    """Count one up in the page's day unless it is full, in one statement, so that two at once cannot both be the last."""
    if address:
        # any workspace: it is one guest
        mine = PublicBrief.objects.filter(address_hash=address, received_at__gt=now - AN_HOUR)
        if mine[:MOST_AN_HOUR].count() >= MOST_AN_HOUR:
            raise TooMany(
                _("Several requests came from your connection within an hour. Nothing was sent. Please wait a while, or write a mail.")
            )
    today = now.astimezone(UTC).date()
    free = PublicPage.objects.for_workspace(page.workspace_id).filter(pk=page.pk).exclude(day=today, day_briefs__gte=F("daily_cap"))
    if not free.update(day_briefs=Case(When(day=today, then=F("day_briefs") + 1), default=Value(1)), day=today):
        raise TooMany(_("So many have written today that no more requests are taken. Nothing was sent. Please come back tomorrow."))


def _client(brief: PublicBrief, now: datetime) -> int:
    known = clients.by_address(brief.workspace_id, brief.email)
    if known is not None:
        return int(known[0].pk)
    name, kind = (brief.company, "company") if brief.company else (brief.name, "person")
    values = {"kind": kind, "name": name, "email": brief.email, "language": brief.language}
    return int(add_client(brief.workspace_id, now=now, actor="", origin="public_page", **values).pk)


def _posting(brief: PublicBrief) -> Posting:
    first = brief.what.splitlines()[0].strip(" #*")
    with translation.override(brief.language or "en"):
        asked = (
            brief.what,
            _("When: %(words)s") % {"words": brief.when} if brief.when else "",
            _("Budget: %(words)s") % {"words": brief.budget} if brief.budget else "",
        )
    return Posting(
        id=f"public-{brief.pk}",
        title=first if len(first) <= 120 else first[:117].rsplit(" ", 1)[0] + " …",
        description="\n\n".join(part for part in asked if part),
        source=KIND,
        published=brief.received_at,
        company=brief.company or brief.name,
    )


def _tell_owner(brief: PublicBrief, now: datetime) -> None:
    """Mail the owner, where a mail account is; without one a note to oneself would only lie in the outbox, and Today tells."""
    account = account_of(brief.workspace_id)
    if account is None or brief.workspace.is_demo:
        return
    with translation.override(brief.workspace.language):
        due = timezone.localtime(brief.answer_by, ZoneInfo(brief.workspace.time_zone))
        parts = (
            brief.what,
            _("When: %(words)s") % {"words": brief.when} if brief.when else "",
            _("Budget: %(words)s") % {"words": brief.budget} if brief.budget else "",
            _("They were told to expect an answer by %(time)s. Reply to this mail to answer %(email)s.")
            % {"time": f"{due:%Y-%m-%d %H:%M}", "email": brief.email},
        )
        subject = " ".join((_("%(who)s sends you a brief") % {"who": brief.name}).split())[:200]
        # A wrong address of the owner's own must not lose the brief: then only the page tells.
        try:
            with transaction.atomic():
                queue(
                    brief.workspace_id,
                    kind=MAIL_KIND,
                    key=f"{MAIL_KIND}:{brief.pk}",
                    to=account.from_address,
                    subject=subject,
                    text="\n\n".join(part for part in parts if part),
                    language=brief.workspace.language,
                    reply_to=brief.email,
                    about=("public_brief", str(brief.pk)),
                    automatic=True,
                    now=now,
                )
        except UserError as error:
            logger.warning("The mail about brief %s was not queued: %s", brief.pk, error)
