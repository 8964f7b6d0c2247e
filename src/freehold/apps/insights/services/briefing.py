"""The weekly brief: three to five findings by the money at stake, kept for the week, written on Monday at seven there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.insights.models import WeeklyBrief
from freehold.apps.insights.services import findings_market as market
from freehold.apps.insights.services import findings_money as money
from freehold.apps.insights.services.findings import Facts, Finding, NotJudged
from freehold.apps.insights.services.places import everyone, local_time, zone_of
from freehold.apps.insights.services.wording import worded
from freehold.kit.scoping.ref import Workspace, id_of

#: At most so many: who is told of ten things does none.
MOST = 5
HOUR = time(7)
KINDS: tuple[Callable[[Facts], money.Judged], ...] = (
    money.likely_late,
    money.runway_short,
    money.unbilled_hours,
    market.stale_quotes,
    market.large_client,
    market.rate_below,
    money.costs_rising,
    money.plans_ending,
    market.sources_differ,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a week's look found, the most money first, and which questions could not be answered."""

    findings: tuple[Finding, ...]
    not_judged: tuple[NotJudged, ...]
    currency: str


def judge(workspace: Workspace, now: datetime) -> Judgement:
    """Look at every kind; all words are in the language that is active."""
    facts = Facts(workspace, now, local_time(workspace, now).date())
    said = [kind(facts) for kind in KINDS]
    found = sorted((one for one in said if isinstance(one, Finding)), key=lambda one: (-one.money, one.kind))
    return Judgement(tuple(found[:MOST]), tuple(one for one in said if isinstance(one, NotJudged)), facts.base)


def findings(workspace: Workspace, now: datetime) -> list[Finding]:
    """Return the findings of now, the most money at stake first, five at most."""
    return list(judge(workspace, now).findings)


def write(workspace: Workspace, *, now: datetime, again: bool = False) -> bool:
    """Write the brief of this week, in the workspace's language; one that is there stays unless `again`. Return whether it was written.

    Call it outside a transaction: a chat model may be asked.
    """
    workspace_id, monday = id_of(workspace), monday_of(local_time(workspace, now).date())
    if not again and of_week(workspace, monday) is not None:
        return False
    place = billing_settings(workspace).workspace
    with translation.override(place.language), timezone.override(zone_of(place.time_zone)):
        found = judge(workspace, now)
        words, notes = worded(workspace_id, found.findings, language=place.language, now=now)
        values = {
            "made_at": now,
            "currency": found.currency,
            "findings": [one.to_json() for one in found.findings],
            "words": words,
            "notes": notes,
            "not_judged": [one.why for one in found.not_judged],
        }
        rows, week = WeeklyBrief.objects.for_workspace(workspace), {"workspace_id": workspace_id, "monday": monday}
        if again:
            rows.update_or_create(**week, defaults=values)
            return True
        return rows.get_or_create(**week, defaults=values)[1]


def due(now: datetime) -> list[int]:
    """Return the workspaces where it is Monday, seven, or later in the week, and that have no brief of it."""
    wanted = {}
    for key, zone in everyone():
        there = now.astimezone(zone_of(zone))
        monday = monday_of(there.date())
        if there >= datetime.combine(monday, HOUR, tzinfo=zone_of(zone)):
            wanted[key] = monday
    # any workspace: the clock asks for all of them
    recent = WeeklyBrief.objects.filter(monday__gte=now.date() - timedelta(days=8))
    there_is = set(recent.order_by().values_list("workspace_id", "monday"))
    return [key for key, monday in wanted.items() if (key, monday) not in there_is]


def of_week(workspace: Workspace, monday: date) -> WeeklyBrief | None:
    """Return the brief of the week that begins on that day, or None."""
    return WeeklyBrief.objects.for_workspace(workspace).filter(monday=monday).first()


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
