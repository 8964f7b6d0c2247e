"""What the inbox asks of the outside, over one workspace or the whole installation."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import models

from freehold.apps.opportunities.models import Source


def outbound_hosts(workspace: models.Model | int | None = None) -> list[str]:
    """Return the hosts that enabled sources are read from, sorted; of every workspace when none is given (the doctor)."""
    # any workspace: the doctor speaks for the installation
    rows = Source.objects.all() if workspace is None else Source.objects.for_workspace(workspace)
    enabled = rows.filter(enabled=True, removed_at=None).values_list("address", "options")
    found = {urlsplit(address).hostname or str(options.get("host", "")) for address, options in enabled}
    return sorted(host for host in found if host)


def troubled_sources() -> list[tuple[str, str]]:
    """Return label and last error of every enabled source of the installation that fails (the doctor)."""
    # any workspace: the doctor speaks for the installation
    rows = Source.objects.filter(enabled=True, removed_at=None).exclude(last_error="")
    return list(rows.order_by("label").values_list("label", "last_error"))
