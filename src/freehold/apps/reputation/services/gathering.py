"""Everything that a work history is made of: papers, accepted proposals, testimonials, and what the owner chose to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.reputation import ClientPapers, papers_by_client
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.apps.proposals.selectors.reputation import Accepted, accepted_by_client
from freehold.apps.reputation.models import HistoryChoice, ReputationSettings, Testimonial, TestimonialState
from freehold.domain.reputation.history import Agreed, Holder, Praise, Work, agreed, showable
from freehold.kit.scoping.ref import Workspace, id_of

#: What anonymous clients have in place of a name in a list is made of these.
_FACTS = ("pk", "name", "kind", "country", "forgotten_at")


@dataclass(frozen=True, slots=True)
class Gathered:
    """`work` and `praise` are all there is, for the owner; `shown_work` and `shown_praise` what would stand in a file."""

    holder: Holder
    settings: ReputationSettings
    work: tuple[Work, ...]
    agreed: dict[int, Agreed]
    shown_work: tuple[Work, ...]
    shown_praise: tuple[Praise, ...]


def settings_of(workspace: Workspace) -> ReputationSettings:
    """Return what the owner chose; before it is first saved a row that is not stored."""
    return ReputationSettings.objects.for_workspace(workspace).first() or ReputationSettings(workspace_id=id_of(workspace))


def gather(workspace: Workspace) -> Gathered:
    """Return the whole history of a workspace, and what of it may be shown; about ten queries however long it is."""
    settings = settings_of(workspace)
    praise = [_praise(row) for row in _standing(workspace)]
    papers = papers_by_client(workspace)
    accepted = accepted_by_client(workspace)
    choices = {row.client_id: row for row in HistoryChoice.objects.for_workspace(workspace)}
    wanted = {*papers, *accepted, *(one.client for one in praise if one.client is not None)}
    work = [
        _work(facts, papers.get(facts[0]), accepted.get(facts[0]), choices.get(facts[0]))
        for facts in _clients(workspace)
        if facts[0] in wanted
    ]
    work.sort(key=lambda one: (-(one.last.toordinal() if one.last else 0), one.name.casefold(), one.client))
    offered = [one if settings.with_work else replace(one, invoices=0, paid=0, projects=0, net={}) for one in work]
    offered = [one if settings.with_proposals else replace(one, accepted=0) for one in offered]
    shown_work, shown_praise = showable(offered, praise)
    words = tuple(shown_praise) if settings.with_testimonials else ()
    return Gathered(gather_holder(workspace, settings), settings, tuple(work), agreed(praise), tuple(shown_work), words)


def _standing(workspace: Workspace) -> QuerySet[Testimonial]:
    return Testimonial.objects.for_workspace(workspace).filter(state=TestimonialState.RECEIVED, given_at__isnull=False)


def _clients(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Return the facts of all clients that stand for themselves, also of those put away."""
    active, away = (clients.clients(workspace, archived=archived).values_list(*_FACTS) for archived in (False, True))
    return [*active, *away]


def _work(facts: tuple[Any, ...], papers: ClientPapers | None, accepted: Accepted | None, choice: HistoryChoice | None) -> Work:
    pk, name, kind, country, forgotten = facts
    days = [day for one in (papers, accepted) if one is not None for day in (one.first, one.last)]
    return Work(
        client=pk,
        name=name,
        kind=cast(Any, kind),
        country=country,
        trade=choice.trade if choice is not None else "",
        first=min(days, default=None),
        last=max(days, default=None),
        invoices=papers.invoices if papers is not None else 0,
        paid=papers.paid if papers is not None else 0,
        projects=len(papers.projects) if papers is not None else 0,
        accepted=accepted.count if accepted is not None else 0,
        net=papers.net if papers is not None else {},
        forgotten=forgotten is not None,
        hidden=choice.hidden if choice is not None else False,
    )


def _praise(row: Testimonial) -> Praise:
    given = timezone.localdate(row.given_at) if row.given_at is not None else timezone.localdate(row.changed_at)
    return Praise(
        client=row.client_id,
        text=row.text,
        given_on=given,
        name=row.name,
        role=row.role,
        name_shown=row.show_name,
        company_shown=row.show_company,
        figures_shown=row.show_figures,
        on_time=cast(Any, row.on_time),
        hidden=row.hidden,
    )


def gather_holder(workspace: Workspace, settings: ReputationSettings | None = None) -> Holder:
    """Return whose history it is: as chosen, else as on the papers, else as in the profile."""
    settings = settings or settings_of(workspace)
    billing = billing_settings(workspace)
    person = accounts.freelancers(cast(Any, workspace)).first()
    name = settings.holder or billing.name or billing.trading_name or (person.name if person is not None else "") or billing.workspace.name
    headline = settings.headline or (person.headline if person is not None else "")
    return Holder(name, headline, billing.country)
