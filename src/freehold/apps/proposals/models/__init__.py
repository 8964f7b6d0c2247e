"""The tables of proposals."""

from freehold.apps.proposals.models.proposal import FollowUp, Proposal, ProposalState
from freehold.apps.proposals.models.settings import ProposalSettings, ProposalTemplate
from freehold.apps.proposals.models.talk import ProposalLink, ProposalQuestion
from freehold.apps.proposals.models.version import MadeBy, ProposalFile, ProposalVersion

__all__ = [
    "FollowUp",
    "MadeBy",
    "Proposal",
    "ProposalFile",
    "ProposalLink",
    "ProposalQuestion",
    "ProposalSettings",
    "ProposalState",
    "ProposalTemplate",
    "ProposalVersion",
]
