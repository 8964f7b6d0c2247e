"""A version of a proposal as it is printed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.parties import seller
from freehold.apps.billing.services.sheets import columns
from freehold.apps.clients import selectors as clients
from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services.locking import local_day
from freehold.domain.invoicing import invoice as terms
from freehold.domain.invoicing.parties import Address, Party
from freehold.domain.invoicing.sheet import Sheet
from freehold.domain.invoicing.totals import NO_TOTALS
from freehold.domain.proposals.paper import Acceptance, Paper
from freehold.domain.proposals.price import Price, price_from_json
from freehold.domain.proposals.section import sections_from_json


def paper_of(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> Paper:
    """Return a version as it is printed: dated when it was sent, today before; with the block of acceptance filled in when it was."""
    settings = billing_settings(proposal.workspace_id)
    price = price_from_json(version.price) if version.price else Price(proposal.currency)
    offered = price.offered
    sender = seller(settings)
    sheet = Sheet(
        kind="quote",
        invoice=terms.Invoice(
            number=proposal.label,
            issue_date=local_day(proposal, proposal.sent_at or now),
            currency=price.currency,
            seller=sender,
            buyer=_buyer(proposal, sender),
            payment=(),
            lines=(),
            vat=(),
            totals=NO_TOTALS,
        ),
        language=proposal.language,
        look=cast(Any, settings.look),
        colour=settings.colour or "#1f5f5b",
        logo=bytes(settings.logo or b""),
        title=proposal.title,
        letterhead=tuple(line.strip() for line in settings.letterhead.splitlines() if line.strip()),
        footer=columns(settings.footer),
        valid_until=proposal.valid_until,
    )
    return Paper(
        sheet=sheet,
        sections=sections_from_json(version.sections),
        options=offered,
        currency=price.currency,
        text_hash=version.text_hash,
        acceptance=_acceptance(proposal, version, price),
    )


def _acceptance(proposal: Proposal, version: ProposalVersion, price: Price) -> Acceptance | None:
    if proposal.accepted_at is None or proposal.accepted_hash != version.text_hash:
        return None
    chosen = next((one.name for one in price.offered if one.key == proposal.accepted_option), "") if len(price.offered) > 1 else ""
    return Acceptance(proposal.accepted_name, local_day(proposal, proposal.accepted_at), chosen)


def _buyer(proposal: Proposal, sender: Party) -> Party:
    """Return whom the paper is for: the client with its address, else what is known of them."""
    client: Any = clients.client(proposal.workspace_id, proposal.client_id) if proposal.client_id else None
    home = sender.address.country if sender.address else ""
    if client is None:
        return Party(name=proposal.company or proposal.sent_to_name, address=Address(country=home))
    address = Address(
        country=client.country or home,
        line1=client.line1,
        line2=client.line2,
        postcode=client.postcode,
        city=client.city,
        region=client.region,
    )
    return Party(name=client.legal_name or client.name, address=address)
