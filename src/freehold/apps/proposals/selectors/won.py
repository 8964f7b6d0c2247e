"""Proposals of the workspace that were accepted, as a source of words and as evidence: the owner's own texts only."""

from __future__ import annotations

from freehold.apps.proposals.models import Proposal, ProposalState, ProposalVersion
from freehold.domain.proposals.reuse import reusable

MOST = 5
#: Sections that say how somebody works, whoever it is for.
REUSED = ("way", "next")


def won_sections(workspace_id: int, language: str, *, but: int | None = None) -> dict[str, str]:
    """Return the texts by section that can be said again, from the newest accepted proposal that has each; {} without one."""
    found: dict[str, str] = {}
    for version in _won(workspace_id, language, but):
        if version.made_by == "template":
            continue
        for section in version.sections:
            key = section.get("key", "")
            if key in REUSED and key not in found:
                text = reusable(section.get("text", ""), shunned=(version.proposal.company, version.proposal.title))
                if text:
                    found[key] = text
    return found


def won_texts(proposal: Proposal) -> list[str]:
    """Return what the owner's accepted proposals in this language say of evidence."""
    rows = _won(proposal.workspace_id, proposal.language, proposal.pk)
    return [section["text"] for version in rows for section in version.sections if section.get("key") == "evidence"]


def _won(workspace_id: int, language: str, but: int | None) -> list[ProposalVersion]:
    accepted = Proposal.objects.for_workspace(workspace_id).filter(state=ProposalState.ACCEPTED, language=language).exclude(pk=but or 0)
    wanted = dict(accepted.order_by("-accepted_at", "-pk").values_list("pk", "sent_version")[:MOST])
    rows = ProposalVersion.objects.filter(proposal_id__in=wanted).select_related("proposal").order_by("-proposal__accepted_at", "-pk")
    return [row for row in rows if wanted[row.proposal_id] == row.number]
