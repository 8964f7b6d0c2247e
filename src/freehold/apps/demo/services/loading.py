"""The demo is a workspace of its own, so that nothing of it ever mixes with the person's data."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts import services as accounts
from freehold.apps.demo.reading import COUNTRY_AND_CURRENCY, SOURCES, DemoPosting, read_postings, read_profile
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.apps.opportunities.services.sources import show_demo_source
from freehold.apps.opportunities.services.stages import move
from freehold.domain.matching.read_profile import from_json_resume

if TYPE_CHECKING:
    from freehold.apps.accounts.types import User, Workspace


def load_demo(trade: str, *, now: datetime, user: User | None = None) -> Workspace:
    """Make the demo workspace of a trade for `user` (default: the owner), replacing one of before, and return it.

    Raises UserError for a trade that has no demo. The same call on the same day gives the same data.
    """
    profile = from_json_resume(read_profile(trade, now))
    rows = read_postings(trade, now)
    with transaction.atomic():
        remove_demo(user=user, now=now)
        user = user or people.owner() or accounts.create_owner(now=now, name=profile.name)
        country, currency = COUNTRY_AND_CURRENCY[trade]
        workspace = accounts.create_workspace(
            user,
            name=_("Demo: %(name)s") % {"name": profile.name},
            now=now,
            country=country,
            currency=currency,
            language=(get_language() or "en")[:2],
            time_zone=profile.constraints.timezone or "UTC",
            is_demo=True,
        )
        accounts.add_freelancer(workspace, profile, now=now, user=user, is_demo=True)
        _take_in(workspace.pk, rows, now)
    return workspace


def _take_in(workspace_id: int, rows: list[DemoPosting], now: datetime) -> None:
    """Take each posting in as its source would have, at the time it was seen; read and match all; decide as the demo's person did."""
    found: dict[str, int] = {}
    channels = {
        name: show_demo_source(workspace_id, kind=kind, name=name, label=_(label), now=now) for name, (kind, label) in SOURCES.items()
    }
    for row in rows:
        source = channels[row.channel]
        taken = ingest(workspace_id, [row.posting], source=source, source_kind=source.kind, now=row.seen_at)
        found[row.posting.id] = (taken.new_ids or taken.seen_ids)[0]
    everything = sorted(set(found.values()))
    analyse_opportunities(workspace_id, everything, now=now)
    match_opportunities(workspace_id, everything, now=now)
    for row in rows:
        if row.stage:
            move(workspace_id, found[row.posting.id], row.stage, reason=row.reason, now=row.stage_at or now)


@transaction.atomic
def remove_demo(*, user: User | None = None, now: datetime | None = None) -> int:
    """Remove every demo workspace of `user` (default: the owner) and return how many there were."""
    user = user or people.owner()
    if user is None:
        return 0
    demos = [workspace for workspace in people.workspaces(user) if workspace.is_demo]
    for workspace in demos:
        accounts.remove_workspace(workspace, now=now or timezone.now(), actor=str(user))
    return len(demos)
