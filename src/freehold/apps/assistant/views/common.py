"""What every page of the assistant needs: for whom it works, and which row the person looks at."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone

from freehold.apps.assistant.action import Context

_HERE = {"client_id": "client", "opportunity_id": "opportunity", "document_id": "document", "project_id": "project"}
#: Pages whose row is named by its address.
_SPACES = {"clients", "opportunities", "billing"}


def context_of(request: Any) -> Context:
    """Return for whom and when the assistant works."""
    return Context(
        workspace_id=request.workspace.pk,
        user_id=request.user.pk,
        by=str(request.user),
        now=timezone.now(),
        today=timezone.localdate(),
        freelancer_id=request.freelancer.pk if request.freelancer is not None else None,
    )


def here(request: Any) -> dict[str, int]:
    """Return the rows named by the address of the page that the panel was opened on, by kind. They are checked like any value."""
    address = request.headers.get("HX-Current-URL", "") or request.POST.get("here", "")
    try:
        match = resolve(urlsplit(address[:2_000]).path)
    except (Resolver404, ValueError):
        return {}
    if not set(match.namespaces) & _SPACES:
        return {}
    return {_HERE[name]: value for name, value in match.kwargs.items() if name in _HERE and isinstance(value, int)}
