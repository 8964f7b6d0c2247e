"""What the owner changes: their inputs, their services with tasks, and their platforms. Each is safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts.selectors import profiles_of
from freehold.apps.independence.models import OwnService, OwnTask, Platform, RiskInputs, SavedItem
from freehold.domain.errors import UserError
from freehold.domain.risk.dependence_checklists import checklist, platform_key, platform_name
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_SERVICES, MOST_TASKS, MOST_WORDS, MOST_PLATFORMS, MOST_REFUSED = 12, 15, 20, 30, 60
LONGEST_TASK, LONGEST_NAME = 400, 200
MOST_REVIEWS = 100_000
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """A task as it was typed; `share` None means "an equal part of what the others leave"."""

    text: str
    share: Decimal | None


@transaction.atomic
def save_inputs(workspace: Workspace, *, given: dict[str, Any], now: datetime, actor: str = "") -> RiskInputs:
    """Save what the owner says of cash, costs, lead time and rate; None goes back to the books. Raises UserError for what cannot be."""
    row = RiskInputs.objects.for_workspace(workspace).select_for_update().first() or RiskInputs(workspace_id=id_of(workspace))
    if any(given.get(name) is not None and given[name] < 0 for name in ("monthly_costs", "lead_months", "rate")):
        raise UserError(_("Costs, months and rates are not below zero. Nothing was saved."))
    if not 1 <= given["at_a_time"] <= 20:
        raise UserError(_("Say how many new clients you work towards at a time: 1 to 20. Nothing was saved."))
    for name in ("cash", "monthly_costs", "lead_months", "at_a_time", "rate"):
        setattr(row, name, given[name])
    row.changed_at = now
    row.save()
    record("independence.inputs_changed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def save_service(
    workspace: Workspace,
    *,
    name: str,
    share: Decimal,
    words: Sequence[str],
    tasks: Sequence[TaskGiven],
    now: datetime,
    actor: str = "",
    service_id: int | None = None,
) -> OwnService:
    """Save a service with its tasks. Tasks that stay keep what was refused of them. Raises UserError for one without name or tasks."""
    title = _plain(name)[:LONGEST_NAME]
    kept = [TaskGiven(_plain(task.text)[:LONGEST_TASK], task.share) for task in tasks if _plain(task.text)][:MOST_TASKS]
    if not title:
        raise UserError(_("A service needs a name. Nothing was saved."))
    if not kept:
        raise UserError(_("Say what you do in this service: one task at least. Nothing was saved."))
    if not 0 <= share <= HUNDRED or any(task.share is not None and not 0 <= task.share <= HUNDRED for task in kept):
        raise UserError(_("Shares lie between 0 and 100 %. Nothing was saved."))
    rows = OwnService.objects.for_workspace(workspace)
    row = rows.select_for_update().filter(pk=service_id).first() if service_id else None
    if service_id and row is None:
        raise UserError(_("This service is not there any more. Nothing was saved."))
    if row is None:
        if rows.count() >= MOST_SERVICES:
            raise UserError(_("There are %(count)d services already. Nothing was saved. Remove one first.") % {"count": MOST_SERVICES})
        row = OwnService(workspace_id=id_of(workspace), position=rows.count())
    row.name, row.share, row.changed_at = title, share, now
    row.words = list(dict.fromkeys(_plain(word)[:80] for word in words if _plain(word)))[:MOST_WORDS]
    row.save()
    refused = dict(row.tasks.values_list("text", "refused"))
    row.tasks.all().delete()
    shares = filled([task.share for task in kept])
    OwnTask.objects.bulk_create(
        OwnTask(service=row, text=task.text, share=part, refused=refused.get(task.text, []), position=at)
        for at, (task, part) in enumerate(zip(kept, shares, strict=True))
    )
    record("independence.service_saved", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": title}, at=now)
    return row


def filled(shares: Sequence[Decimal | None]) -> list[Decimal]:
    """Return shares in which those that nobody gave take equal parts of what the others leave of 100."""
    open_ones = sum(share is None for share in shares)
    left = max(HUNDRED - sum((share for share in shares if share is not None), Decimal(0)), Decimal(0))
    part = (left / open_ones).quantize(Decimal("0.1")) if open_ones else Decimal(0)
    return [part if share is None else share for share in shares]


@transaction.atomic
def remove_service(workspace: Workspace, service_id: int, *, now: datetime, actor: str = "") -> bool:
    """Remove a service with its tasks; return whether there was one."""
    row = OwnService.objects.for_workspace(workspace).filter(pk=service_id).first()
    if row is None:
        return False
    record("independence.service_removed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    row.delete()
    return True


@transaction.atomic
def propose_services(workspace: Workspace, *, now: datetime, actor: str = "") -> int:
    """Put the services of the profiles here when there are none yet; return how many. Their hours are parted equally until somebody says.

    A service's description gives its tasks, one for each sentence or line; without one its name is the only task.
    """
    if OwnService.objects.for_workspace(workspace).exists():
        return 0
    wanted: dict[str, str] = {}
    for _pk, profile in profiles_of(id_of(workspace)):
        for service in profile.services:
            wanted.setdefault(_plain(service.name)[:LONGEST_NAME], service.description)
        if not wanted and profile.headline:
            wanted[_plain(profile.headline)[:LONGEST_NAME]] = ""
    names = [name for name in wanted if name][:MOST_SERVICES]
    for name in names:
        texts = [part for part in _sentences(wanted[name]) if len(part.split()) > 1][:MOST_TASKS] or [name]
        part = (HUNDRED / len(names)).quantize(Decimal("0.1"))
        save_service(workspace, name=name, share=part, words=(), tasks=[TaskGiven(text, None) for text in texts], now=now, actor=actor)
    return len(names)


@transaction.atomic
def refuse_match(workspace: Workspace, task_id: int, match: str, *, refused: bool, now: datetime, actor: str = "") -> bool:
    """Say that a published task does not fit a task of one's own, or that it does after all; return whether there is such a task."""
    row = OwnTask.objects.select_for_update().filter(pk=task_id, service__workspace_id=id_of(workspace)).first()
    if row is None:
        return False
    others = [one for one in row.refused if one != match]
    row.refused = ([*others, match[:500]] if refused else others)[-MOST_REFUSED:]
    row.save(update_fields=["refused"])
    detail = {"match": match[:200], "refused": refused}
    record("independence.match_judged", workspace_id=id_of(workspace), actor=actor, target=row, detail=detail, at=now)
    return True


@transaction.atomic
def save_platform(
    workspace: Workspace, *, name: str, reviews: int | None, now: datetime, actor: str = "", platform_id: int | None = None
) -> Platform:
    """Add a platform, or change its count of reviews; a name that is there already changes that one. Raises UserError without a name."""
    title = platform_name(_plain(name))[:100]
    if not title:
        raise UserError(_("A platform needs a name. Nothing was saved."))
    if reviews is not None and not 0 <= reviews <= MOST_REVIEWS:
        raise UserError(_("That is no count of reviews. Nothing was saved."))
    rows = Platform.objects.for_workspace(workspace)
    found = rows.filter(pk=platform_id).first() if platform_id else rows.filter(key=platform_key(title)[:100]).first()
    if platform_id and found is None:
        raise UserError(_("This platform is not there any more. Nothing was saved."))
    if found is None and rows.count() >= MOST_PLATFORMS:
        raise UserError(_("There are %(count)d platforms already. Nothing was saved.") % {"count": MOST_PLATFORMS})
    row = found or Platform(workspace_id=id_of(workspace), name=title, key=platform_key(title)[:100], created_at=now)
    row.reviews = reviews
    row.save()
    record("independence.platform_saved", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    return row


@transaction.atomic
def remove_platform(workspace: Workspace, platform_id: int, *, now: datetime, actor: str = "") -> bool:
    """Remove a platform and its list; return whether there was one."""
    row = Platform.objects.for_workspace(workspace).filter(pk=platform_id).first()
    if row is None:
        return False
    record("independence.platform_removed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    row.delete()
    return True


@transaction.atomic
def tick(workspace: Workspace, platform_id: int, item: str, *, saved: bool, today: date, now: datetime, actor: str = "") -> bool:
    """Note that a thing was saved from a platform today, or take that back; return whether it is on the platform's list."""
    row = Platform.objects.for_workspace(workspace).filter(pk=platform_id).first()
    if row is None or item not in checklist(row.name):
        return False
    if saved:
        SavedItem.objects.update_or_create(platform=row, item=item, defaults={"saved_on": today})
    else:
        SavedItem.objects.filter(platform=row, item=item).delete()
    detail = {"platform": row.name, "item": item, "saved": saved}
    record("independence.item_saved", workspace_id=row.workspace_id, actor=actor, target=row, detail=detail, at=now)
    return True


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _sentences(text: str) -> list[str]:
    rough = text.replace("\r", "\n").replace(";", "\n").replace("•", "\n").replace(". ", ".\n")
    return [_plain(part).strip("-–* .") for part in rough.split("\n") if _plain(part).strip("-–* .")]
