"""What happens with proposals, told to whoever subscribes (config/wiring lists them). Each is told exactly once a proposal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProposalSent:
    """The proposal's mail has left, or the owner has given the link by hand."""

    workspace_id: int
    proposal_id: int


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """The client has opened their page for the first time."""

    workspace_id: int
    proposal_id: int


@dataclass(frozen=True, slots=True)
class ProposalAccepted:
    """The client has accepted, with name, date and hash."""

    workspace_id: int
    proposal_id: int


@dataclass(frozen=True, slots=True)
class ProposalDeclined:
    """The client has declined."""

    workspace_id: int
    proposal_id: int


@dataclass(frozen=True, slots=True)
class ProposalExpired:
    """The last day has gone by without an answer."""

    workspace_id: int
    proposal_id: int
