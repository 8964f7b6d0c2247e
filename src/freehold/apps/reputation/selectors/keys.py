"""The keys of a workspace: the one that signs, and those that signed before."""

from __future__ import annotations

from django.db.models import Exists

from freehold.apps.reputation.models import IssuedFile, SigningKey
from freehold.domain.reputation.signing import in_groups
from freehold.kit.scoping.ref import Workspace


def keys(workspace: Workspace) -> list[SigningKey]:
    """Return all keys without their private halves, the newest first."""
    return list(SigningKey.objects.for_workspace(workspace).defer("private").order_by("-created_at", "-pk"))


def public_fingerprint(workspace: Workspace) -> str:
    """Return the fingerprint of the key that signs, in groups, for the public page; "" while no file was ever issued (one query)."""
    made = IssuedFile.objects.for_workspace(workspace)
    row = SigningKey.objects.for_workspace(workspace).filter(Exists(made), retired_at=None).defer("private").first()
    return in_groups(row.fingerprint) if row is not None else ""
