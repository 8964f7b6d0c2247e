"""What the pages of proposals share: finding one, numbers that a form carries."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.apps.proposals.selectors import detail as reads


def proposal_or_404(request: Any, proposal_id: int) -> Proposal:
    """Return a proposal of the reader's workspace with what it leads to."""
    found = reads.proposal(request.workspace, proposal_id) if proposal_id < 2**63 else None
    if found is None:
        raise Http404
    return found


def can_edit(proposal: Proposal) -> bool:
    """Tell whether its words and price may still change: until it is answered, ends or is taken back."""
    return proposal.state == ProposalState.DRAFT or proposal.is_open


def can_begin_again(proposal: Proposal) -> bool:
    """Tell whether it came to nothing, so that its words may begin a new one."""
    return proposal.state in {ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN}


def number_from(text: str, otherwise: int = 0) -> int:
    """Return a small count that came in a form or address, `otherwise` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise
