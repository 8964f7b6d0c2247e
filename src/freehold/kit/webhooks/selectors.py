"""Reads of webhooks."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from freehold.kit.webhooks.models import Delivery, Endpoint


def endpoints(workspace_id: int) -> QuerySet[Endpoint]:
    """Return the addresses of a workspace, the oldest first."""
    return Endpoint.objects.for_workspace(workspace_id).order_by("created_at", "pk")


def endpoint_of(workspace_id: int, endpoint_id: int) -> Endpoint | None:
    """Return one address of this workspace."""
    return Endpoint.objects.for_workspace(workspace_id).filter(pk=endpoint_id).first()


def deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    """Return what an address was told, the newest first."""
    return endpoint.deliveries.order_by("-created_at", "-pk")


def endpoint_exists() -> Exists:
    """Return an EXISTS of addresses that are told what happens in the outer row's workspace."""
    return Exists(Endpoint.objects.filter(workspace_id=OuterRef("workspace_id"), active=True))  # any workspace: the outer query names it
