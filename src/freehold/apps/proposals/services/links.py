"""Links to a client's page: a token of 256 bits of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from freehold.apps.billing.services.mail_words import LINK, public_address
from freehold.apps.proposals.models import Proposal, ProposalLink
from freehold.kit.mailing.services.wordings import filled

_LONGEST = 100


def make_link(proposal: Proposal, *, now: datetime) -> str:
    """Make another link to a proposal and return its path; it is shown now or never. Earlier links stay good."""
    token = secrets.token_urlsafe(32)
    ProposalLink.objects.create(proposal=proposal, token_sha256=token_hash(token), created_at=now)
    try:
        return reverse("offer:page", args=[token])
    except NoReverseMatch:
        return f"/offer/{token}/"


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def proposal_of_token(token: str) -> Proposal | None:
    """Return the proposal that a link leads to, None for a link that leads nowhere or to one that was never sent."""
    if not token or len(token) > _LONGEST:
        return None
    rows = ProposalLink.objects.filter(token_sha256=token_hash(token))
    link = rows.select_related("proposal__workspace", "proposal__client", "proposal__contact").first()
    return link.proposal if link is not None and link.proposal.sent_version is not None else None


def with_link(proposal: Proposal, text: str, *, now: datetime) -> str:
    """Return the text with a new link where {link} stands; without a public address its line goes."""
    if LINK not in text:
        return text
    base = public_address()
    return filled(text, {"link": base + make_link(proposal, now=now) if base else ""})
