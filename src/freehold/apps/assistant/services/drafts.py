"""Prepared texts: kept, changed, put away and taken back, and handed to the page where the person uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.assistant.action import Context
from freehold.apps.assistant.actions.common import knowledge_url
from freehold.apps.assistant.models import AssistantDraft, DraftKind, DraftState
from freehold.apps.chatbot.services.knowledge import save_entry
from freehold.apps.clients import selectors as clients
from freehold.apps.clients import services as client_services
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.services import stages
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing.services import queue

LONGEST_TITLE, LONGEST_TEXT = 500, 50_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a draft with the stored words that it rests on; `source` names where they stand."""

    sentence: str
    fact: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to be kept. `about` is a pair (type, id), such as ("client", 3)."""

    kind: str
    title: str
    text: str
    to: str = ""
    language: str = ""
    about: tuple[str, int | None] = ("", None)
    evidence: Sequence[Evidence] = ()
    by_model: bool = False


@transaction.atomic
def add_draft(context: Context, text: Text) -> AssistantDraft:
    """Keep a prepared text. Raises UserError for an empty or overlong one."""
    title, words = _checked(text.title, text.text)
    if text.kind not in DraftKind.values:
        raise UserError(_("There is no draft of the kind “%(kind)s”. Nothing was kept.") % {"kind": text.kind[:40]})
    draft = AssistantDraft.objects.create(
        workspace_id=context.workspace_id,
        kind=text.kind,
        title=title,
        text=words,
        to=text.to[:320],
        language=text.language[:8],
        about_type=text.about[0],
        about_id=text.about[1],
        evidence=[asdict(one) for one in text.evidence],
        by_model=text.by_model,
        created_at=context.now,
        changed_at=context.now,
    )
    detail = {"kind": draft.kind}
    record("assistant.drafted", workspace_id=context.workspace_id, actor=context.by, target=draft, detail=detail, at=context.now)
    return draft


@transaction.atomic
def change_draft(context: Context, draft_id: int, *, title: str, text: str, to: str = "", seen: str = "") -> AssistantDraft:
    """Keep the person's own version. `seen` is the `changed_at` (ISO) that the page showed; UserError when somebody saved since."""
    draft = locked(context, draft_id)
    _must_wait(draft)
    if seen and draft.changed_at != datetime.fromisoformat(seen):
        raise UserError(_("Somebody else has saved this draft since you opened it. What you typed is still here; nothing was overwritten."))
    draft.title, draft.text = _checked(title, text)
    draft.to, draft.changed_at = to.strip()[:320], context.now
    draft.save(update_fields=["title", "text", "to", "changed_at"])
    return draft


@transaction.atomic
def discard_draft(context: Context, draft_id: int) -> AssistantDraft:
    """Put a draft away; `restore_draft` takes it back. Twice does no harm."""
    draft = locked(context, draft_id)
    if draft.state == DraftState.DRAFT:
        draft.state = DraftState.DISCARDED
        draft.save(update_fields=["state"])
    return draft


@transaction.atomic
def restore_draft(context: Context, draft_id: int) -> AssistantDraft:
    """Take back a draft that was put away."""
    draft = locked(context, draft_id)
    if draft.state == DraftState.DISCARDED:
        draft.state = DraftState.DRAFT
        draft.save(update_fields=["state"])
    return draft


@transaction.atomic
def use_draft(context: Context, draft_id: int) -> str:
    """Hand a draft to where it is used, and return the address where the person goes on. Nothing leaves by that.

    A mail waits in the outbox for the person's word; an answer waits for approval; a reminder has its own page with what goes out;
    a note is kept with what it is about. Raises UserError when something is missing for it.
    """
    draft = locked(context, draft_id)
    if draft.state == DraftState.USED:
        return where(draft)
    _must_wait(draft)
    match draft.kind:
        case DraftKind.MAIL:
            draft.used_as = f"mail:{_as_mail(context, draft)}"
        case DraftKind.FAQ:
            draft.used_as = f"entry:{_as_entry(context, draft)}"
        case DraftKind.NOTE:
            _as_note(context, draft)
            draft.used_as = "note"
        case _:
            draft.used_as = draft.kind
    draft.state = DraftState.USED
    draft.save(update_fields=["state", "used_as"])
    detail = {"as": draft.used_as}
    record("assistant.draft_used", workspace_id=context.workspace_id, actor=context.by, target=draft, detail=detail, at=context.now)
    return where(draft)


def where(draft: AssistantDraft) -> str:
    """Return the address where a used draft goes on."""
    kind, _colon, key = draft.used_as.partition(":")
    if kind == "mail" and key:
        return reverse("billing:outbox_mail", args=[int(key)])
    if kind == "entry":
        return knowledge_url() or reverse("assistant:draft", args=[draft.pk])
    if draft.kind == DraftKind.REMINDER and draft.about_id:
        return reverse("billing:reminder", args=[draft.about_id])
    pages = {"client": "clients:detail", "opportunity": "opportunities:detail"}
    if draft.about_type in pages and draft.about_id:
        return reverse(pages[draft.about_type], args=[draft.about_id])
    return reverse("assistant:draft", args=[draft.pk])


def locked(context: Context, draft_id: int) -> AssistantDraft:
    """Return a draft, held until the transaction ends. Raises UserError when it is not of this workspace."""
    draft = AssistantDraft.objects.for_workspace(context.workspace_id).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise UserError(_("This draft is not there any more. Nothing was changed."))
    return draft


def _must_wait(draft: AssistantDraft) -> None:
    if draft.state != DraftState.DRAFT:
        raise UserError(_("This draft was used or put away already. Nothing was changed."))


def _checked(title: str, text: str) -> tuple[str, str]:
    head = " ".join(title.replace("\x00", "").split())[:LONGEST_TITLE]
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not head or not words:
        raise UserError(_("A draft needs a title and words. Nothing was kept."))
    if len(words) > LONGEST_TEXT:
        raise UserError(_("This is longer than 50,000 characters. Nothing was kept. Shorten it."))
    return head, words


def _as_mail(context: Context, draft: AssistantDraft) -> int:
    if not draft.to:
        raise UserError(_("This mail has no receiver. Nothing was handed on. Write the address and save."))
    # A kind of its own for each mail: allowing it sends this one and gives no leave for any other.
    mail = queue(
        context.workspace_id,
        kind=f"assistant_mail_{draft.pk}",
        key=f"assistant:{draft.pk}",
        to=draft.to,
        subject=draft.title,
        text=draft.text,
        language=draft.language,
        about=("assistant.draft", str(draft.pk)),
        now=context.now,
    )
    return mail.pk


def _as_entry(context: Context, draft: AssistantDraft) -> int:
    entry = save_entry(
        context.workspace_id,
        question=draft.title,
        answer=draft.text,
        language=draft.language,
        state="proposed",
        origin="assistant",
        actor=context.by,
        now=context.now,
    )
    return entry.pk


def _as_note(context: Context, draft: AssistantDraft) -> None:
    words = draft.text
    if draft.about_type == "client" and (client := clients.client(context.workspace_id, draft.about_id or 0)):
        notes = "\n".join(filter(None, [client.notes.rstrip(), words]))
        client_services.change_client(context.workspace_id, client.pk, now=context.now, actor=context.by, notes=notes)
    elif draft.about_type == "opportunity":
        detail = inbox.detail(context.workspace_id, context.freelancer_id, draft.about_id or 0)
        if detail is not None:
            note = "\n".join(filter(None, [detail.opportunity.note.rstrip(), words]))
            stages.write_note(context.workspace_id, detail.opportunity.pk, note)
