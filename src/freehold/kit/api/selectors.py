"""Reading the tokens of a workspace."""

from __future__ import annotations

from django.db.models import QuerySet

from freehold.kit.api.models import ApiToken


def tokens_of(workspace_id: int) -> QuerySet[ApiToken]:
    """Return the tokens that were not revoked, newest first, those that ran out included."""
    return ApiToken.objects.for_workspace(workspace_id).filter(revoked_at=None)
