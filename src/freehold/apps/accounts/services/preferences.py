"""Language, colours, time zone and currency: of one person, and of the workspace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freehold.apps.accounts.models import User, Workspace
from freehold.kit.audit.services import record


@transaction.atomic
def change_preferences(user: User, *, language: str, theme: str, time_zone: str) -> None:
    """Store how `user` wants to see the pages; empty means "as the workspace"."""
    user.language, user.theme, user.time_zone = language, theme, time_zone
    user.save(update_fields=["language", "theme", "time_zone", "email"])


@transaction.atomic
def change_workspace(
    workspace: Workspace, *, name: str, country: str, currency: str, language: str, time_zone: str, now: datetime, actor: str
) -> None:
    """Store the workspace's name and what its people start from."""
    before = {"name": workspace.name, "country": workspace.country, "currency": workspace.currency}
    workspace.name, workspace.country, workspace.currency = name, country, currency
    workspace.language, workspace.time_zone = language, time_zone
    workspace.save(update_fields=["name", "country", "currency", "language", "time_zone"])
    record("workspace.changed", workspace_id=workspace.pk, actor=actor, target=workspace, detail={"before": before}, at=now)
