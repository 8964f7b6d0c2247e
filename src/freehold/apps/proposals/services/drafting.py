"""Begins proposals: from an opportunity or from a pasted brief, with a first version that is written from evidence."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities.selectors.detail import detail
from freehold.apps.opportunities.services import engine
from freehold.apps.proposals.models import MadeBy, Proposal, ProposalTemplate
from freehold.apps.proposals.services.facts import facts_of, situation_of
from freehold.apps.proposals.services.locking import day_in, locked, settings_of, touch
from freehold.apps.proposals.services.versions import editable, newest_version, read_price, store_version
from freehold.apps.proposals.services.writing import length_of, tone_of, written
from freehold.domain.errors import UserError
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.as_json import to_json
from freehold.domain.postings.posting import Posting
from freehold.domain.proposals.price import Price, price_from_json
from freehold.domain.proposals.pricing import build
from freehold.domain.proposals.section import sections_from_json
from freehold.domain.proposals.words import LANGUAGES
from freehold.domain.retrieval.sentences import sentences
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

LONGEST_BRIEF = 250_000
LONGEST_TITLE = 90
_MUST_KEEP = frozenset({"text"})


def draft_from_opportunity(
    workspace: Workspace,
    freelancer_id: int,
    opportunity_id: int,
    *,
    language: str = "",
    tone: str = "warm",
    length: str = "usual",
    now: datetime,
    actor: str = "",
    hours: Decimal | None = None,
    template_id: int | None = None,
    client_id: int | None = None,
) -> Proposal:
    """Begin a proposal for an opportunity and return it with its first version.

    `language` "" means the posting's, where we have words for it. `hours` is what the work is reckoned to take, when the person knows.
    Raises UserError for an opportunity, freelancer, client or template that is not of this workspace, or a posting without words.
    """
    found = detail(workspace, freelancer_id, opportunity_id)
    if found is None:
        raise UserError(_("This opportunity is not there any more. No proposal was made."))
    if found.is_purged or not (found.analysis.text.strip() or found.opportunity.title.strip()):
        raise UserError(_("The words of this posting are not kept any more. No proposal was made. Paste them as a brief instead."))
    row = found.opportunity
    sighting = found.sightings[0] if found.sightings else None
    values: dict[str, Any] = {
        "opportunity_id": row.pk,
        "title": row.title[:200],
        "company": row.company[:200],
        "brief": found.analysis.text,
        "source": (sighting.board or sighting.source_kind)[:80] if sighting else "",
        "client_id": client_id,
    }
    how = {"language": language, "tone": tone, "length": length}
    return _begin(workspace, freelancer_id, values, found.analysis, how, now=now, actor=actor, hours=hours, template_id=template_id)


def draft_from_brief(
    workspace: Workspace,
    freelancer_id: int,
    brief: str,
    *,
    title: str = "",
    company: str = "",
    client_id: int | None = None,
    contact_id: int | None = None,
    language: str = "",
    tone: str = "warm",
    length: str = "usual",
    now: datetime,
    actor: str = "",
    hours: Decimal | None = None,
    template_id: int | None = None,
    source: str = "brief",
) -> Proposal:
    """Begin a proposal for what somebody wrote and return it with its first version. Up to 250,000 characters are read.

    Raises UserError for an empty or longer brief, and as `draft_from_opportunity` does.
    """
    text = _clean(brief)
    if not text:
        raise UserError(_("There is nothing to answer yet. Paste what they wrote."))
    if len(text) > LONGEST_BRIEF:
        raise UserError(
            _("This is longer than 250,000 characters. No proposal was made. Paste the part that says what is wanted, and keep the rest.")
        )
    name = " ".join(title.replace("\0", "").split())[:200] or _first_line(text)
    posting = Posting(id="brief", title=name, description=text)
    analysis = analyse(posting, gazetteer=engine.gazetteer(), today=now.date(), detect_language=engine.language_detector())
    values: dict[str, Any] = {
        "title": name,
        "company": " ".join(company.replace("\0", "").split())[:200],
        "brief": text,
        "source": source[:80],
        "client_id": client_id,
        "contact_id": contact_id,
    }
    how = {"language": language, "tone": tone, "length": length}
    return _begin(workspace, freelancer_id, values, analysis, how, now=now, actor=actor, hours=hours, template_id=template_id)


def rewrite_draft(
    workspace: Workspace,
    proposal_id: int,
    *,
    language: str | None = None,
    tone: str | None = None,
    length: str | None = None,
    hours: Decimal | None = None,
    keep_price: bool = True,
    seen: int | None = None,
    now: datetime,
    actor: str = "",
) -> Proposal:
    """Write the proposal anew from its facts in another language, tone or length, as a new version; earlier ones stay.

    With `keep_price` the price of the newest version is kept, else it is built anew (from `hours` when given).
    Raises UserError when it can no longer be edited, or somebody saved since the version `seen`.
    """
    with transaction.atomic():
        proposal = editable(locked(workspace, proposal_id), seen)
        before = proposal.language
        proposal.language = language if language in LANGUAGES else proposal.language
        proposal.tone, proposal.length = tone_of(tone or proposal.tone), length_of(length or proposal.length)
        facts = facts_of(proposal, now=now)
        # The names of options are in the proposal's language: another one needs the price anew.
        kept = read_price(proposal) if keep_price and before == proposal.language and hours is None else None
        price = kept if kept is not None else build(situation_of(proposal, facts, now=now, hours=hours))
        words = written(proposal, facts, price, tone=proposal.tone, length=proposal.length)
        touch(proposal, now, "language", "tone", "length")
        store_version(proposal, facts, words, price, made_by=MadeBy.TEMPLATE, now=now, actor=actor)
    return proposal


@transaction.atomic
def copy_proposal(workspace: Workspace, proposal_id: int, *, now: datetime, actor: str = "") -> Proposal:
    """Begin a new draft with the words and prices of a proposal's newest version, as one that is at its end cannot be changed."""
    before = locked(workspace, proposal_id)
    version = newest_version(before)
    settings = settings_of(workspace)
    kept = ("freelancer_id", "client_id", "contact_id", "opportunity_id", "title", "company", "brief", "analysis", "source", "template_id")
    how = ("template_name", "language", "tone", "length", "currency", "sent_to", "sent_to_name")
    copy = Proposal.objects.create(
        workspace_id=before.workspace_id,
        number=_next_number(before.workspace_id),
        valid_until=day_in(before.workspace.time_zone, now) + timedelta(days=settings.valid_days),
        created_by=actor[:200],
        created_at=now,
        changed_at=now,
        **{name: getattr(before, name) for name in (*kept, *how)},
    )
    price = price_from_json(version.price) if version.price else Price(copy.currency)
    words = sections_from_json(version.sections)
    store_version(copy, facts_of(copy, now=now), words, price, made_by=version.made_by, now=now, actor=actor)
    detail_ = {"number": copy.number, "title": copy.title, "of": before.number}
    record("proposal.drafted", workspace_id=copy.workspace_id, actor=actor, target=copy, detail=detail_, at=now)
    return copy


@transaction.atomic
def delete_draft(workspace: Workspace, proposal_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete a proposal that was never sent. Raises UserError for one that was: withdraw it instead."""
    proposal = locked(workspace, proposal_id)
    if proposal.sent_version is not None:
        raise UserError(_("%(number)s was sent, so it is kept. Nothing was deleted. Take it back instead.") % {"number": proposal.label})
    detail_ = {"number": proposal.number, "title": proposal.title}
    record("proposal.deleted", workspace_id=proposal.workspace_id, actor=actor, target=proposal, detail=detail_, at=now)
    proposal.delete()


@transaction.atomic
def change_head(
    workspace: Workspace,
    proposal_id: int,
    *,
    title: str,
    client_id: int | None,
    contact_id: int | None = None,
    company: str = "",
    valid_until: Any = None,
    now: datetime,
    actor: str = "",
) -> Proposal:
    """Change whom a proposal is for, its title and its last day. Raises UserError when it can no longer be edited."""
    proposal = editable(locked(workspace, proposal_id), None)
    _check_client(workspace, client_id, contact_id)
    name = " ".join(title.replace("\0", "").split())[:200]
    if not name:
        raise UserError(_("A proposal needs a title. Nothing was saved."))
    if valid_until is not None and valid_until < day_in(proposal.workspace.time_zone, now):
        raise UserError(_("The last day lies in the past. Nothing was saved. Choose a later one."))
    proposal.title, proposal.client_id, proposal.contact_id = name, client_id, contact_id
    proposal.company = " ".join(company.replace("\0", "").split())[:200]
    proposal.valid_until = valid_until or proposal.valid_until
    touch(proposal, now, "title", "client_id", "contact_id", "company", "valid_until")
    record("proposal.changed", workspace_id=proposal.workspace_id, actor=actor, target=proposal, at=now)
    return proposal


def _begin(
    workspace: Workspace,
    freelancer_id: int,
    values: dict[str, Any],
    analysis: Analysis,
    how: dict[str, str],
    *,
    now: datetime,
    actor: str,
    hours: Decimal | None,
    template_id: int | None,
) -> Proposal:
    workspace_id = id_of(workspace)
    if accounts.freelancer(workspace_id, freelancer_id) is None:
        raise UserError(_("This freelancer is not there any more. No proposal was made."))
    _check_client(workspace, values.get("client_id"), values.get("contact_id"))
    template = _template(workspace, template_id)
    place = billing_settings(workspace_id).workspace
    settings = settings_of(workspace_id)
    kept = {name: value for name, value in to_json(analysis).items() if name not in _MUST_KEEP}
    with transaction.atomic():
        proposal = Proposal(
            workspace_id=workspace_id,
            freelancer_id=freelancer_id,
            number=_next_number(workspace_id),
            analysis={**kept, "text": analysis.text[:LONGEST_BRIEF]},
            language=_language(how["language"], analysis.text_language, place.language),
            tone=tone_of(how["tone"]),
            length=length_of(how["length"]),
            template=template,
            template_name=template.name if template else "",
            currency=_currency(analysis, place.currency),
            valid_until=day_in(place.time_zone, now) + timedelta(days=settings.valid_days),
            created_by=actor[:200],
            created_at=now,
            changed_at=now,
            **values,
        )
        facts = facts_of(proposal, now=now)
        price = build(situation_of(proposal, facts, now=now, hours=hours))
        words = written(proposal, facts, price, tone=proposal.tone, length=proposal.length)
        proposal.save()
        store_version(proposal, facts, words, price, made_by=MadeBy.TEMPLATE, now=now, actor=actor)
        detail_ = {"number": proposal.number, "title": proposal.title}
        record("proposal.drafted", workspace_id=workspace_id, actor=actor, target=proposal, detail=detail_, at=now)
    return proposal


def _next_number(workspace_id: int) -> int:
    """Return the next number. The settings row is held meanwhile, so that two at once do not take the same one."""
    from freehold.apps.proposals.services.settings import stored_settings

    stored_settings(workspace_id, hold=True)
    return (Proposal.objects.for_workspace(workspace_id).aggregate(last=Max("number"))["last"] or 0) + 1


def _check_client(workspace: Workspace, client_id: int | None, contact_id: int | None) -> None:
    client = clients.client(workspace, client_id) if client_id is not None else None
    if client_id is not None and client is None:
        raise UserError(_("This client is not there any more. Nothing was saved. Choose another one."))
    if contact_id is not None and (client is None or all(contact.pk != contact_id for contact in client.contacts.all())):
        raise UserError(_("This person is not at that client any more. Nothing was saved. Choose another one."))


def _template(workspace: Workspace, template_id: int | None) -> ProposalTemplate | None:
    if template_id is None:
        return None
    template = ProposalTemplate.objects.for_workspace(workspace).filter(pk=template_id).first()
    if template is None:
        raise UserError(_("This template is not there any more. Nothing was made. Choose another one."))
    return template


def _language(wished: str, theirs: str, ours: str) -> str:
    return next((one for one in (wished, theirs, ours) if one in LANGUAGES), "en")


def _currency(analysis: Analysis, ours: str) -> str:
    """Return the currency that they pay in, else the workspace's."""
    theirs = analysis.pay.currency if analysis.pay else ""
    return theirs if len(theirs) == 3 else ours or "EUR"


def _clean(text: str) -> str:
    words = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _first_line(text: str) -> str:
    """Return the first sentence of the first line, cut at a word where it is long for a title."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    line = next((" ".join(part.words.split()) for part in sentences(first)), "")
    return line if len(line) <= LONGEST_TITLE else line[: max(line.rfind(" ", 0, LONGEST_TITLE), 1)] + " …"
