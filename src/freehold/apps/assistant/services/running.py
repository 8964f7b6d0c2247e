"""A change in three steps: prepared and shown, done once with the very values that were shown, taken back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.apps.assistant.action import Action, Context, Result, actions
from freehold.apps.assistant.models import AssistantRun
from freehold.apps.assistant.services import values as checking
from freehold.domain.errors import SystemFault, UserError
from freehold.kit.audit import record

SALT = "freehold.assistant.confirm"
#: How long a preview can be confirmed, in seconds.
LIFETIME = 15 * 60


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a change would do, and the token with which exactly that is done."""

    action: Action
    values: Mapping[str, str]
    preview: Result
    token: str


class ChangedMeanwhileError(UserError):
    """What would happen is not what was shown any more; `prepared` is what would happen now."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__(_("Something has changed since this was shown. Nothing was done. Look at it again."))
        self.prepared = prepared


def prepare(context: Context, action: Action, raw: Mapping[str, Any]) -> Prepared:
    """Return what the change would do. It is rehearsed and rolled back, so that what would be refused is refused now (UserError)."""
    if action.kind != "change" or action.preview is None:
        raise SystemFault(f"assistant: {action.name} is no change")
    values = checking.checked(context, action, raw)
    preview = action.preview(context, values)
    _rehearse(context, action, values)
    texts = checking.as_texts(values)
    signed = {
        "user": context.user_id,
        "workspace": context.workspace_id,
        "action": action.name,
        "values": texts,
        "day": context.today.isoformat(),
        "seen": _digest(preview),
        "nonce": secrets.token_urlsafe(18),
    }
    return Prepared(action, texts, preview, signing.dumps(signed, salt=SALT, compress=True))


def confirm(context: Context, token: str) -> AssistantRun:
    """Do what a preview showed, once: the same token again returns what was done.

    Raises UserError when the token is old, another person's or workspace's, or not ours; ChangedMeanwhileError when the outcome would
    not be what was shown.
    """
    signed = _opened(context, token)
    action = actions.get(signed["action"])
    if action is None or action.preview is None:
        raise UserError(_("This cannot be done any more. Nothing was changed."))
    known = _known(context, signed["nonce"])
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _done(context, action, signed)
    except IntegrityError:
        known = _known(context, signed["nonce"])
        if known is None:
            raise
        return known


@transaction.atomic
def undo(context: Context, run_id: int) -> AssistantRun:
    """Take back what was done; twice does no harm. Raises UserError when it cannot be taken back any more."""
    run = AssistantRun.objects.for_workspace(context.workspace_id).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UserError(_("This is not there any more. Nothing was changed."))
    if run.undone_at is not None:
        return run
    action = actions.get(run.action)
    if action is None or action.undo is None:
        raise UserError(_("This cannot be taken back here. Change it on its own page."))
    result = action.undo(context, run.undo)
    run.undone_at = context.now
    run.result = {**run.result, "undone": f"{result.title}. {result.text}"}
    run.save(update_fields=["undone_at", "result"])
    detail = {"action": run.action}
    record("assistant.undone", workspace_id=context.workspace_id, actor=context.by, target=run, detail=detail, at=context.now)
    return run


def _done(context: Context, action: Action, signed: Mapping[str, Any]) -> AssistantRun:
    run = AssistantRun.objects.create(
        workspace_id=context.workspace_id,
        nonce=signed["nonce"],
        action=action.name,
        values=signed["values"],
        user_id=context.user_id,
        created_at=context.now,
    )
    values = checking.checked(context, action, signed["values"])
    preview = action.preview(context, values) if action.preview else Result("")
    if _digest(preview) != signed["seen"] or context.today.isoformat() != signed["day"]:
        # Raised inside the transaction: the row goes with it, and the person is shown what would happen now.
        raise ChangedMeanwhileError(prepare(context, action, signed["values"]))
    result = action.run(context, values)
    run.result = {"title": result.title, "text": result.text, "url": str(result.data.get("url", ""))}
    run.undo = dict(result.data.get("undo", {}))
    run.save(update_fields=["result", "undo"])
    detail = {"action": action.name, "values": {name: text[:200] for name, text in signed["values"].items()}}
    record("assistant.done", workspace_id=context.workspace_id, actor=context.by, target=run, detail=detail, at=context.now)
    return run


def _opened(context: Context, token: str) -> dict[str, Any]:
    try:
        signed: dict[str, Any] = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.SignatureExpired:
        raise UserError(_("This preview is older than 15 minutes. Nothing was done. Ask for it again.")) from None
    except signing.BadSignature:
        raise UserError(_("This is no preview of the assistant. Nothing was done.")) from None
    if signed["user"] != context.user_id or signed["workspace"] != context.workspace_id:
        raise UserError(_("This preview belongs to somebody else or to another workspace. Nothing was done."))
    return signed


def _known(context: Context, nonce: str) -> AssistantRun | None:
    return AssistantRun.objects.for_workspace(context.workspace_id).filter(nonce=nonce).first()


def _rehearse(context: Context, action: Action, values: Mapping[str, Any]) -> None:
    with transaction.atomic():
        action.run(context, values)
        transaction.set_rollback(True)


def _digest(preview: Result) -> str:
    shown = {
        "title": str(preview.title),
        "text": str(preview.text),
        "rows": [(one.label, one.detail, one.url) for one in preview.rows],
        "data": dict(preview.data),
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()
