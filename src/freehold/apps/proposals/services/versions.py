"""Versions of a proposal: each save is a new one, with its hash and the claims that stand in no evidence; two can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.proposals.models import MadeBy, Proposal, ProposalState, ProposalVersion
from freehold.apps.proposals.services.facts import Facts, facts_of
from freehold.apps.proposals.services.locking import locked, touch
from freehold.apps.proposals.services.writing import claims_of
from freehold.domain.errors import UserError
from freehold.domain.proposals.claims import Unproved
from freehold.domain.proposals.price import Price, price_from_json, price_to_json
from freehold.domain.proposals.section import Section, sections_from_json, sections_to_json, text_hash, whole_text
from freehold.domain.writing.worddiff import Change, word_diff
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace

MOST_VERSIONS = 500
_FINAL = {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN}


@transaction.atomic
def save_version(
    workspace: Workspace,
    proposal_id: int,
    *,
    sections: Sequence[Mapping[str, Any]] | None = None,
    price: Mapping[str, Any] | None = None,
    seen: int | None = None,
    now: datetime,
    actor: str = "",
    made_by: str = MadeBy.PERSON,
) -> ProposalVersion:
    """Save a new version and return it; what is None stays as it is. The same words and numbers again make none.

    `seen` is the number of the version that the person looked at. Raises UserError when somebody saved since, when the proposal
    was answered, ran out or was taken back, and for a price that cannot stand; nothing is saved then.
    """
    proposal = editable(locked(workspace, proposal_id), seen)
    newest = newest_version(proposal)
    words = sections_from_json(list(sections)) if sections is not None else sections_from_json(newest.sections)
    asked = price_from_json(price) if price is not None else read_price(proposal)
    if asked is None:
        asked = Price(proposal.currency)
    if not any(one.text for one in words):
        raise UserError(_("A proposal without words says nothing. Nothing was saved. Write something."))
    if text_hash(words, price_to_json(asked), title=proposal.title) == newest.text_hash:
        return newest
    return store_version(proposal, facts_of(proposal, now=now), words, asked, made_by=made_by, now=now, actor=actor)


def store_version(
    proposal: Proposal, facts: Facts, sections: tuple[Section, ...], price: Price, *, made_by: str, now: datetime, actor: str
) -> ProposalVersion:
    """Write the next version of a held proposal."""
    if proposal.current >= MOST_VERSIONS:
        raise UserError(_("This proposal has %(n)d versions. Nothing was saved. Begin a new one.") % {"n": MOST_VERSIONS})
    data = price_to_json(price)
    version = ProposalVersion.objects.create(
        proposal=proposal,
        number=proposal.current + 1,
        sections=sections_to_json(sections),
        price=data,
        total=price.total,
        language=proposal.language,
        tone=proposal.tone,
        length=proposal.length,
        text_hash=text_hash(sections, data, title=proposal.title),
        made_by=made_by,
        actor=actor[:200],
        problems=problems_json(claims_of(proposal, facts, sections, price)),
        at=now,
    )
    proposal.current, proposal.profile_version = version.number, facts.profile_version
    proposal.total, proposal.currency = version.total, price.currency
    touch(proposal, now, "current", "profile_version", "total", "currency")
    if version.number > 1:
        detail = {"version": version.number, "by": made_by}
        record("proposal.version_saved", workspace_id=proposal.workspace_id, actor=actor, target=proposal, detail=detail, at=now)
    return version


def problems_now(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> list[Unproved]:
    """Return the claims of a version without evidence, held against the profile as it is now."""
    price = price_from_json(version.price) if version.price else Price(proposal.currency)
    return claims_of(proposal, facts_of(proposal, now=now), sections_from_json(version.sections), price)


def diff(workspace: Workspace, proposal_id: int, a: int, b: int) -> list[Change]:
    """Return the words that differ from version `a` to version `b`. Raises UserError when one of them is not there."""
    rows = ProposalVersion.objects.filter(proposal__in=Proposal.objects.for_workspace(workspace).filter(pk=proposal_id))
    texts = {row.number: whole_text(sections_from_json(row.sections)) for row in rows.filter(number__in=(a, b))}
    if a not in texts or b not in texts:
        raise UserError(_("This version is not there. Nothing could be compared."))
    return list(word_diff(texts[a], texts[b]))


def editable(proposal: Proposal, seen: int | None) -> Proposal:
    """Return the held proposal if it may be changed, and nobody did since version `seen`. Raises UserError otherwise."""
    if proposal.state in _FINAL:
        words = {"number": proposal.label, "state": proposal.get_state_display()}
        raise UserError(_("%(number)s is at its end (%(state)s). Nothing was saved. Make a copy to go on.") % words)
    if seen is not None and seen != proposal.current:
        raise UserError(_("Somebody saved this proposal since you opened it. Nothing was overwritten. Load the page again."))
    return proposal


def newest_version(proposal: Proposal) -> ProposalVersion:
    """Return the newest version; every proposal has one."""
    return ProposalVersion.objects.get(proposal=proposal, number=proposal.current)


def read_price(proposal: Proposal) -> Price | None:
    """Return the price of the newest version, None without one."""
    data = newest_version(proposal).price if proposal.current else None
    return price_from_json(data) if data else None


def problems_json(found: Sequence[Unproved]) -> list[dict[str, str]]:
    """Return the claims as they are stored."""
    return [{"section": one.section, "claim": one.claim, "kind": one.kind, "sentence": one.sentence} for one in found]
