"""The workspace's signing key: made when it is first needed, and renewed without forgetting the old one's public half."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.apps.reputation.models import SigningKey
from freehold.domain.errors import UserError
from freehold.domain.reputation.signing import KEY_BYTES, fingerprint, public_key
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


def signing_key(workspace: Workspace, *, now: datetime) -> SigningKey:
    """Return the key that signs, making it when there is none. Two at once make one."""
    found = _active(workspace)
    if found is None:
        try:
            with transaction.atomic():
                found = _made(workspace, now)
        except IntegrityError:
            found = _active(workspace)
    if found is None:
        raise UserError(_("The key that signs could not be made. Nothing was signed; try again."))
    return found


def private_half(key: SigningKey) -> bytes:
    """Return the private key. Raises UserError when the key file that locked it is gone; renewing the key mends that."""
    try:
        return base64.b64decode(key.private.reveal())
    except UserError as error:
        words = _("The key that signs cannot be opened: the key file beside the database is another one. Restore it, or renew the key.")
        raise UserError(words) from error


@transaction.atomic
def renew_key(workspace: Workspace, *, seen: str, now: datetime, actor: str) -> SigningKey:
    """Retire the key with the fingerprint `seen` and make another; the same page sent twice renews once.

    The retired key's private half is deleted: nothing can be signed with it any more. Its public half stays in the list.
    """
    rows = SigningKey.objects.for_workspace(workspace).select_for_update().filter(retired_at=None)
    old = rows.first()
    if old is not None:
        if old.fingerprint != seen:
            return old
        old.private, old.retired_at = "", now
        old.save(update_fields=["private", "retired_at"])
    new = _made(workspace, now)
    detail = {"old": old.fingerprint if old is not None else "", "new": new.fingerprint}
    record("reputation.key_renewed", workspace_id=id_of(workspace), actor=actor, target=new, detail=detail, at=now)
    return new


def _active(workspace: Workspace) -> SigningKey | None:
    return SigningKey.objects.for_workspace(workspace).filter(retired_at=None).first()


def _made(workspace: Workspace, now: datetime) -> SigningKey:
    private = secrets.token_bytes(KEY_BYTES)
    public = public_key(private)
    return SigningKey.objects.create(
        workspace_id=id_of(workspace),
        public=public,
        fingerprint=fingerprint(public),
        private=base64.b64encode(private).decode("ascii"),
        created_at=now,
    )
