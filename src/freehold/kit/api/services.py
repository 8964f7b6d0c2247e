"""Making, using and revoking tokens."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.api.models import ApiToken
from freehold.kit.api.scopes import scopes as known_scopes
from freehold.kit.audit.services import record

#: So that a token is recognised where it should not be, such as in a public repository.
MARK = "fh_"
_SHOWN = 9
CALLS_A_MINUTE = 120
_WINDOW = timedelta(minutes=1)
_MOST_TOKENS = 50


@transaction.atomic
def create_token(
    workspace_id: int, *, name: str, scopes: Iterable[str], now: datetime, actor: str, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token and return (row, token). The token itself is stored nowhere: show it now or never.

    Raises UserError when no scope is chosen, the end lies behind, or there are too many tokens.
    """
    chosen = known_scopes.known(scopes)
    if not chosen:
        raise UserError(_("Choose at least one thing that the token may do."))
    if expires_at is not None and expires_at <= now:
        raise UserError(_("The day on which the token ends has passed already. Choose a later one, or none."))
    if ApiToken.objects.for_workspace(workspace_id).filter(revoked_at=None).count() >= _MOST_TOKENS:
        raise UserError(_("There are %(n)s tokens already. Revoke those that nobody uses any more.") % {"n": _MOST_TOKENS})
    token = MARK + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        workspace_id=workspace_id,
        name=name.strip()[:120],
        prefix=token[:_SHOWN],
        sha256=_hash(token),
        scopes=chosen,
        created_by=actor[:200],
        created_at=now,
        expires_at=expires_at,
    )
    record("api.token_created", workspace_id=workspace_id, actor=actor, target=row, detail={"name": row.name, "scopes": chosen}, at=now)
    return row, token


@transaction.atomic
def revoke_token(workspace_id: int, token_id: int, *, now: datetime, actor: str) -> bool:
    """Make a token worthless; return whether it was good before."""
    row = ApiToken.objects.for_workspace(workspace_id).filter(pk=token_id, revoked_at=None).first()
    if row is None:
        return False
    ApiToken.objects.for_workspace(workspace_id).filter(pk=row.pk).update(revoked_at=now)
    record("api.token_revoked", workspace_id=workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    return True


def token_row(token: str, now: datetime) -> ApiToken | None:
    """Return the row of a token that is good at `now`, with its workspace; None for any other text."""
    if not token.startswith(MARK) or len(token) > 200:
        return None
    # The hash is looked up whole: 256 bits of chance cannot be felt for one character after another.
    row = ApiToken.objects.select_related("workspace").filter(sha256=_hash(token), revoked_at=None).first()
    return None if row is None or (row.expires_at is not None and row.expires_at <= now) else row


def seconds_to_wait(row: ApiToken, now: datetime, *, limit: int = CALLS_A_MINUTE) -> int:
    """Count a call and return 0, or return how many seconds to wait when the token made `limit` calls this minute.

    Conditional updates alone, so that several processes keep to one limit.
    """
    mine = ApiToken.objects.filter(pk=row.pk)
    for _attempt in range(3):
        begun, known = row.window_at, {"window_at": row.window_at}
        if begun is None or not begun <= now < begun + _WINDOW:
            fresh: dict[str, Any] = {"window_at": now, "window_calls": 1, "last_used_at": now}
            if mine.filter(**known).update(**fresh):
                return 0
        elif mine.filter(window_calls__lt=limit, **known).update(window_calls=F("window_calls") + 1, last_used_at=now):
            return 0
        row.refresh_from_db(fields=["window_at", "window_calls"])
        if row.window_at == begun and begun is not None and row.window_calls >= limit:
            return max(1, math.ceil((begun + _WINDOW - now).total_seconds()))
    return 1


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
