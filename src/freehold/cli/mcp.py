"""freehold mcp: the assistant's reads and drafts for another program of yours, on standard input and output."""

from __future__ import annotations

from pathlib import Path

from freehold.cli.django_setup import start_django
from freehold.domain.errors import UserError


def mcp(*, data_dir: Path | None, workspace_id: int | None, read_only: bool) -> None:
    """Serve until the other side closes the line. Raises UserError when there is no workspace to read."""
    start_django(data_dir)
    from django.utils import timezone, translation

    from freehold.apps.accounts import selectors
    from freehold.apps.assistant.action import Context
    from freehold.apps.assistant.mcp.server import serve
    from freehold.cli.care import is_set_up

    owner = selectors.owner() if is_set_up() else None
    place = selectors.place_of(owner, workspace_id=workspace_id) if owner is not None else None
    if owner is None or place is None or (workspace_id is not None and place.workspace.pk != workspace_id):
        raise UserError("There is no such workspace in this data folder. Start freehold once and say what you do, or name --data-dir.")
    # Machines read it: one language, whatever the owner's.
    translation.activate("en")
    freelancer = place.freelancer.pk if place.freelancer is not None else None

    def context() -> Context:
        now = timezone.now()
        return Context(place.workspace.pk, owner.pk, "mcp", now, timezone.localdate(now), freelancer)

    serve(context, read_only=read_only)
