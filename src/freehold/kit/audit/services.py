"""Adding to the audit log."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from freehold.domain.errors import SystemFault
from freehold.kit.audit.models import AuditEntry

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_MAX_DETAIL_CHARACTERS = 20_000

Target = models.Model | tuple[str, object]


def record(
    action: str,
    *,
    workspace_id: int | None,
    actor: str,
    target: Target | None = None,
    detail: Mapping[str, Any] | None = None,
    at: datetime,
    address: str = "",
) -> AuditEntry:
    """Add one entry and return it; it is part of the caller's transaction, so that deed and entry stand or fall together.

    `action` is a dotted code in lower case ("source.added"), `target` a stored row or a pair (type, id).
    Raises SystemFault for a bad code, a naive time, or a detail that is no JSON (a Secret, say) or is too large.
    """
    if not _CODE.fullmatch(action):
        raise SystemFault(f"{action!r} is no audit code; write one such as source.added")
    if at.utcoffset() is None:
        raise SystemFault(f"{action}: the time of an audit entry needs a time zone")
    target_type, target_id = _named(target)
    return AuditEntry.objects.create(
        workspace_id=workspace_id,
        actor=_storable(actor)[:200],
        action=action,
        target_type=target_type[:100],
        target_id=_storable(target_id)[:64],
        detail=_checked(action, detail),
        at=at,
        address=address[:64],
    )


def _named(target: Target | None) -> tuple[str, str]:
    if target is None:
        return "", ""
    if isinstance(target, models.Model):
        return target._meta.label_lower, str(target.pk)  # noqa: SLF001 - documented by Django
    kind, key = target
    return kind, str(key)


def _checked(action: str, detail: Mapping[str, Any] | None) -> dict[str, Any]:
    try:
        text = json.dumps(dict(detail or {}), cls=DjangoJSONEncoder, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise SystemFault(f"{action}: the detail of an audit entry must be JSON ({error})") from None
    if len(text) > _MAX_DETAIL_CHARACTERS:
        raise SystemFault(f"{action}: the detail of an audit entry has {len(text)} characters; {_MAX_DETAIL_CHARACTERS} are allowed")
    checked: dict[str, Any] = _storable(json.loads(text))
    return checked


def _storable(value: Any) -> Any:
    """Return JSON values without what PostgreSQL cannot hold: a stranger's text must not stop the deed it is noted for."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value
