"""The client portal: links are made and withdrawn, quotes answered, questions asked."""

from __future__ import annotations

import secrets
import zoneinfo
from datetime import date, datetime, timedelta

from django.conf import settings as django_settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freehold.apps.billing.models import ClientQuestion, Document, DocumentKind, PortalLink, QuoteAnswer
from freehold.apps.billing.selectors.portal import answer_of, frozen_of, papers, standing, token_hash
from freehold.apps.billing.services.owner_notes import tell_owner
from freehold.apps.billing.services.quotes import accept_quote, decline_quote
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.design.formats import absolute
from freehold.kit.scoping.ref import Workspace, id_of

LINK_DAYS = 400
LONGEST_TEXT = 4_000
MOST_QUESTIONS_A_DAY = 10
#: A visit is noted no more often than this: every picture of a page is a visit too.
_SEEN_EVERY = timedelta(minutes=5)


@transaction.atomic
def make_link(
    workspace: Workspace, client_id: int, *, now: datetime, actor: str = "", document_id: int | None = None, days: int = LINK_DAYS
) -> str:
    """Make a link for a client (with `document_id` for one paper only) and return its path "/c/…/".

    The link is stored as a hash, so it is shown now or never; another one can be made at any time.
    Raises UserError for an unknown client, or a paper that is a draft or somebody else's.
    """
    client = clients.client(workspace, client_id)
    if client is None:
        raise UserError(_("This client is not there any more. No link was made."))
    owner = client.pk
    if document_id is not None:
        # A paper's own client, also one that was merged: so the link goes on opening it should the merge be taken back.
        rows = Document.objects.for_workspace(workspace).filter(pk=document_id, client_id__in=clients.ids_of(client)).exclude(number="")
        document = rows.only("client_id").first()
        if document is None:
            raise UserError(_("Only an issued paper of this client can be shown. No link was made. Issue it first."))
        owner = document.client_id
    token = secrets.token_urlsafe(32)
    row = PortalLink.objects.create(
        workspace_id=id_of(workspace),
        client_id=owner,
        document_id=document_id,
        token_sha256=token_hash(token),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    record("portal.link_made", workspace_id=row.workspace_id, actor=actor, target=row, detail={"client": client.name}, at=now)
    return reverse("portal:home", args=[token])


@transaction.atomic
def withdraw_link(workspace: Workspace, link_id: int, *, now: datetime, actor: str = "") -> bool:
    """Make a link worthless; return whether it was good before."""
    changed = PortalLink.objects.for_workspace(workspace).filter(pk=link_id, revoked_at=None).update(revoked_at=now)
    if changed:
        target = ("billing.portallink", link_id)
        record("portal.link_withdrawn", workspace_id=id_of(workspace), actor=actor, target=target, at=now)
    return bool(changed)


def note_visit(link: PortalLink, document: Document | None, *, now: datetime) -> None:
    """Remember that the link was used, and the paper seen for the first time."""
    if link.last_used_at is None or now - link.last_used_at > _SEEN_EVERY:
        PortalLink.objects.for_workspace(link.workspace_id).filter(pk=link.pk).update(last_used_at=now)
    if document is not None and document.seen_at is None:
        Document.objects.for_workspace(link.workspace_id).filter(pk=document.pk, seen_at=None).update(seen_at=now)


@transaction.atomic
def answer_quote(
    link: PortalLink,
    document_id: int,
    *,
    accepted: bool,
    name: str,
    now: datetime,
    reason: str = "",
    seen_sha256: str = "",
    address: str = "",
) -> QuoteAnswer:
    """Accept or decline a quote for good, with name, time and the hash of the PDF that was answered.

    `seen_sha256` is the hash that stood on the page. Raises UserError in one sentence when the quote was answered already,
    has run out, is no quote, or the name is missing; then nothing has changed.
    """
    document = papers(link).filter(pk=document_id, kind=DocumentKind.QUOTE).first()
    if document is None:
        raise UserError(_("There is no quote here that could be answered."))
    _refuse_answered(document)
    if standing(document, today_of(link, now)) != "waiting":
        raise UserError(_("This quote is no longer valid, so it cannot be answered. Ask for a new one."))
    who = _one_line(name)
    if len(who) < 2:
        raise UserError(_("Write your name, so that it is known who answered. Nothing was sent yet."))
    frozen = frozen_of(document)
    if frozen is None or (seen_sha256 and seen_sha256 != frozen.pdf_sha256):
        raise UserError(_("This page does not show the quote as it was issued. Load it again, read it, and answer then."))
    deed = accept_quote if accepted else decline_quote
    deed(link.workspace_id, document_id, name=who, now=now, actor=who, address=address, reason=_short(reason))
    answer = QuoteAnswer.objects.get(document=document)
    subject = gettext_noop("%(name)s accepted quote %(number)s") if accepted else gettext_noop("%(name)s declined quote %(number)s")
    tell_owner(document, f"answer:{answer.pk}", subject, who, answer.reason, now)
    return answer


@transaction.atomic
def ask(link: PortalLink, document_id: int, *, name: str, text: str, now: datetime) -> ClientQuestion:
    """Keep a client's question beside a paper and tell the owner. Raises UserError for an empty one or too many a day."""
    document = papers(link).filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This paper is not there any more. Your question was not sent."))
    words = _short(text)
    if not words:
        raise UserError(_("Write your question first. Nothing was sent yet."))
    rows = ClientQuestion.objects.for_workspace(link.workspace_id).filter(document=document, at__gt=now - timedelta(days=1))
    if rows.count() >= MOST_QUESTIONS_A_DAY:
        raise UserError(_("You have asked several questions today, and they were all kept. Please wait for an answer, or call."))
    who = _one_line(name)
    question = ClientQuestion.objects.create(workspace_id=link.workspace_id, document=document, name=who, text=words, at=now)
    subject = gettext_noop("%(name)s asks about %(number)s")
    tell_owner(document, f"question:{question.pk}", subject, who or document.client.name, words, now)
    return question


@transaction.atomic
def mark_answered(workspace: Workspace, question_id: int, *, now: datetime) -> bool:
    """Take a question from the list of open ones; return whether it was on it."""
    rows = ClientQuestion.objects.for_workspace(workspace).filter(pk=question_id, answered_at=None)
    return bool(rows.update(answered_at=now))


def today_of(link: PortalLink, now: datetime) -> date:
    """Return the day that it is where the owner is: a quote ends with the owner's day."""
    try:
        return now.astimezone(zoneinfo.ZoneInfo(link.workspace.time_zone)).date()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return now.date()


def language_of(link: PortalLink, document: Document | None = None) -> str:
    """Return the language in which a client reads: the paper's, the client's, the workspace's; the first one that there is."""
    known = dict(django_settings.LANGUAGES)
    wished = (document.language if document else "", link.client.language, link.workspace.language)
    return next((language for language in wished if language in known), django_settings.LANGUAGE_CODE)


def _refuse_answered(document: Document) -> None:
    earlier = answer_of(document)
    if earlier is None:
        return
    words = (
        _("This quote was accepted by %(name)s on %(day)s.") if earlier.accepted else _("This quote was declined by %(name)s on %(day)s.")
    )
    raise UserError(words % {"name": earlier.name, "day": absolute(earlier.at)})


def _short(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_TEXT]


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:200]
