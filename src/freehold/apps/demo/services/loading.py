"""The demo is a workspace of its own, so that nothing of it ever mixes with the person's data."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts import services as accounts
from freehold.apps.billing.services.issue import hold_chain
from freehold.apps.demo import tasks
from freehold.apps.demo.reading import COUNTRY_AND_CURRENCY, SOURCES, DemoPosting, read_postings, read_profile
from freehold.apps.demo.services.chat import write_chat
from freehold.apps.demo.services.deciding import forget_working, write_deciding
from freehold.apps.demo.services.money import begin_money, forget_progress, hold_money, write_money
from freehold.apps.demo.services.winning import write_winning
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.apps.opportunities.services.sources import show_demo_source
from freehold.apps.opportunities.services.stages import move
from freehold.domain.matching.read_profile import from_json_resume

if TYPE_CHECKING:
    from freehold.apps.accounts.types import User, Workspace


def load_demo(trade: str, *, now: datetime, user: User | None = None, wait: bool = False) -> Workspace:
    """Make the demo workspace of a trade for `user` (default: the owner), replacing one of before, and return it.

    The inbox is there at once; the year of money is written by the worker, or with `wait` before this returns.
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
        begin_money(workspace, trade, now=now, enqueue=not wait)
        if not wait:
            tasks.chat.enqueue(workspace.pk)
    if wait:
        write_money(workspace)
        write_chat(workspace.pk)
        write_winning(workspace.pk)
        write_deciding(workspace.pk)
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
        hold_money(workspace)
        hold_chain(workspace)
        forget_progress(workspace)
        forget_working(workspace)
        transaction.on_commit(partial(_forget_files, workspace.pk))
        accounts.remove_workspace(workspace, now=now or timezone.now(), actor=str(user))
    return len(demos)


def _forget_files(workspace_id: int) -> None:
    """Delete the receipts and statements that somebody has tried the demo with."""
    for folder in (f"receipts/{workspace_id}", f"statements/waiting/{workspace_id}"):
        if default_storage.exists(folder):
            for name in default_storage.listdir(folder)[1]:
                default_storage.delete(f"{folder}/{name}")
            default_storage.delete(folder)
