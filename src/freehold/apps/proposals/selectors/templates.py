"""The workspace's own templates: all of them, one, and as choices where a proposal is begun."""

from __future__ import annotations

from django.db.models import QuerySet

from freehold.apps.proposals.models import ProposalTemplate
from freehold.kit.scoping.ref import Workspace


def templates(workspace: Workspace) -> QuerySet[ProposalTemplate]:
    """Return the templates of the workspace, by name."""
    return ProposalTemplate.objects.for_workspace(workspace)


def template(workspace: Workspace, template_id: int) -> ProposalTemplate | None:
    """Return one template, or None when there is none of this id in the workspace."""
    return templates(workspace).filter(pk=template_id).first()


def template_languages(workspace: Workspace) -> list[tuple[int, str, str]]:
    """Return (id, name, language) of each template, without its texts; one query."""
    return list(templates(workspace).values_list("pk", "name", "language"))
