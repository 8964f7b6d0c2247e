"""Everything about one proposal, for its page and for the client's."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.apps.proposals.models import Proposal, ProposalFile, ProposalQuestion, ProposalVersion
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Detail:
    """One proposal with its newest version, all versions without their texts (the newest first), and the questions."""

    proposal: Proposal
    version: ProposalVersion
    versions: tuple[ProposalVersion, ...]
    questions: tuple[ProposalQuestion, ...]


def detail(workspace: Workspace, proposal_id: int) -> Detail | None:
    """Return one proposal of this workspace in four queries, or None."""
    found = proposal(workspace, proposal_id)
    if found is None:
        return None
    version = ProposalVersion.objects.get(proposal=found, number=found.current)
    others = ProposalVersion.objects.filter(proposal=found).defer("sections", "price", "problems").order_by("-number")
    return Detail(found, version, tuple(others), tuple(questions_of(found)))


def proposal(workspace: Workspace, proposal_id: int) -> Proposal | None:
    """Return one proposal with what it leads to, or None when there is none of this id in the workspace."""
    rows = Proposal.objects.for_workspace(workspace)
    related = rows.select_related("workspace", "client", "contact", "opportunity", "project", "quote", "invoice", "freelancer", "template")
    return related.filter(pk=proposal_id).first()


def version_of(proposal: Proposal, number: int) -> ProposalVersion | None:
    """Return one version with its texts, or None."""
    return ProposalVersion.objects.filter(proposal=proposal, number=number).first()


def versions_of(proposal: Proposal) -> list[ProposalVersion]:
    """Return all versions with their texts, the oldest first."""
    return list(ProposalVersion.objects.filter(proposal=proposal).order_by("number"))


def sent_version(proposal: Proposal) -> ProposalVersion | None:
    """Return the version that the client reads, None before anything was sent."""
    return version_of(proposal, proposal.sent_version) if proposal.sent_version is not None else None


def questions_of(proposal: Proposal) -> list[ProposalQuestion]:
    """Return the client's questions, the oldest first."""
    return list(ProposalQuestion.objects.filter(proposal=proposal).order_by("at", "pk"))


def pdf_as_sent(proposal: Proposal) -> bytes | None:
    """Return the PDF that went out with the version the client reads, None before anything was sent."""
    if proposal.sent_version is None:
        return None
    rows = ProposalFile.objects.filter(version__proposal=proposal, version__number=proposal.sent_version)
    found = rows.values_list("pdf", flat=True).first()
    return bytes(found) if found is not None else None
