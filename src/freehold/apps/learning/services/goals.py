"""The plan: adding a skill, noting progress, finishing it with evidence, taking it out and bringing it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.accounts import services as people
from freehold.apps.learning.models import GoalState, LearningGoal
from freehold.apps.opportunities.selectors.learning import fitting
from freehold.domain.errors import UserError
from freehold.domain.learning.catalogue import SKILLS
from freehold.domain.matching.profile import Profile, ProfileSkill
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_GOALS = 100
MOST_HOURS = Decimal(10_000)
LONGEST_TEXT = 4000
FEWEST_WORDS = 4


@transaction.atomic
def add_goal(workspace: Workspace, freelancer_id: int, skill: str, *, now: datetime, actor: str = "") -> LearningGoal:
    """Put a skill into the plan and return it; one that is there already stays as it is, a removed one comes back.

    Raises UserError for no name, a plan that is too long, and a freelancer of another workspace.
    """
    name = " ".join(skill.replace("\0", "").split())[:120]
    if not name:
        raise UserError(_("Which skill do you want to learn? Nothing was added yet. Write its name."))
    if accounts.freelancer(id_of(workspace), freelancer_id) is None:
        raise UserError(_("This freelancer is not there any more. Nothing was added."))
    rows = LearningGoal.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id)
    found = rows.select_for_update().filter(skill__iexact=name).first()
    if found is not None:
        if found.removed_at is not None:
            _bring_back(found, now)
        return found
    if rows.filter(removed_at=None).count() >= MOST_GOALS:
        raise UserError(_("There are %(count)d skills in your plan. Nothing was added. Take one out first.") % {"count": MOST_GOALS})
    facts = SKILLS.get(name)
    row = LearningGoal.objects.create(
        workspace_id=id_of(workspace),
        freelancer_id=freelancer_id,
        skill=name,
        hours_planned=Decimal((facts.hours_low + facts.hours_high) // 2) if facts else None,
        resource_title=facts.resource.title if facts else "",
        resource_url=facts.resource.url if facts else "",
        created_at=now,
        changed_at=now,
    )
    record("learning.planned", workspace_id=row.workspace_id, actor=actor, target=row, detail={"skill": name}, at=now)
    return row


@transaction.atomic
def change_goal(
    workspace: Workspace,
    goal_id: int,
    *,
    state: str,
    hours_planned: Decimal | None,
    hours_spent: Decimal,
    resource_title: str,
    resource_url: str,
    note: str,
    now: datetime,
) -> LearningGoal:
    """Save how far a skill is. Raises UserError for hours that cannot be, a link that is none, and done without evidence."""
    row = held(workspace, goal_id)
    if state not in {GoalState.PLANNED, GoalState.LEARNING} and state != row.state:
        raise UserError(_("A skill is done once you say what shows it. Nothing was saved. Press “I have learned it”."))
    for hours in (hours_planned, hours_spent):
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise UserError(_("Hours lie between 0 and 10,000. Nothing was saved."))
    url = resource_url.strip()
    if url and not _is_link(url):
        raise UserError(_("The link must begin with https:// or http://. Nothing was saved."))
    if state != GoalState.DONE:
        row.evidence, row.done_on, row.fit_before = "", None, None
    row.state, row.hours_planned, row.hours_spent = state, hours_planned, hours_spent
    row.resource_title, row.resource_url = _clean(resource_title, 200), url[:600]
    row.note, row.changed_at = _clean(note, LONGEST_TEXT, lines=True), now
    row.save()
    return row


@transaction.atomic
def finish_goal(
    workspace: Workspace, goal_id: int, *, evidence: str, done_on: date, hours_spent: Decimal, user: Any, now: datetime, actor: str = ""
) -> int | None:
    """Note what shows the skill, and propose it for the profile; return the id of the proposal, None when the profile has it so already.

    Nothing of the profile changes here: the person sees the proposal first and takes it in or leaves it.
    Raises UserError for evidence that says nothing, and for a day to come.
    """
    row = held(workspace, goal_id)
    words = _clean(evidence, LONGEST_TEXT)
    if len(words.split()) < FEWEST_WORDS:
        raise UserError(_("Say in a sentence what shows it: something you made, a course you passed, a client. Nothing was saved."))
    if done_on > now.date():
        raise UserError(_("The day lies ahead of today. Nothing was saved. Enter the day on which you finished."))
    if not 0 <= hours_spent <= MOST_HOURS:
        raise UserError(_("Hours lie between 0 and 10,000. Nothing was saved."))
    if row.state != GoalState.DONE:
        row.fit_before = fitting(workspace, row.freelancer_id)
    row.state, row.evidence, row.done_on, row.hours_spent, row.changed_at = GoalState.DONE, words, done_on, hours_spent, now
    row.save()
    record("learning.done", workspace_id=row.workspace_id, actor=actor, target=row, detail={"skill": row.skill}, at=now)
    return _propose(row, user, now)


def _propose(row: LearningGoal, user: Any, now: datetime) -> int | None:
    freelancer = accounts.freelancer(row.workspace_id, row.freelancer_id)
    if freelancer is None:
        return None
    current = people.stored_profile(freelancer)
    skill = ProfileSkill(row.skill, last_used=row.done_on.year if row.done_on else None, evidence=row.evidence)
    if any(have.name.casefold() == skill.name.casefold() and have.evidence for have in current.skills):
        return None
    proposal = replace(Profile(name=current.name), skills=(skill,))
    draft = people.start_draft(user, proposal, source=_("your learning plan"), now=now, freelancer=freelancer)
    return int(draft.pk)


@transaction.atomic
def remove_goal(workspace: Workspace, goal_id: int, *, now: datetime, actor: str = "") -> LearningGoal:
    """Take a skill out of the plan; it can be brought back."""
    row = held(workspace, goal_id)
    row.removed_at = row.removed_at or now
    row.save(update_fields=["removed_at"])
    record("learning.removed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"skill": row.skill}, at=now)
    return row


@transaction.atomic
def restore_goal(workspace: Workspace, goal_id: int, *, now: datetime) -> LearningGoal:
    """Bring a removed skill back."""
    row = held(workspace, goal_id, removed=True)
    _bring_back(row, now)
    return row


def held(workspace: Workspace, goal_id: int, *, removed: bool = False) -> LearningGoal:
    """Return a goal of this workspace, held until the transaction ends. Raises UserError when it is gone."""
    rows = LearningGoal.objects.for_workspace(workspace).select_for_update()
    row = rows.filter(pk=goal_id).first() if 0 < goal_id < 2**63 else None
    if row is None or (row.removed_at is not None and not removed):
        raise UserError(_("This skill is not in your plan any more. Nothing was changed."))
    return row


def _bring_back(row: LearningGoal, now: datetime) -> None:
    row.removed_at, row.changed_at = None, now
    row.save(update_fields=["removed_at", "changed_at"])


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable() and " " not in url and len(url) <= 600


def _clean(text: str, most: int, *, lines: bool = False) -> str:
    plain = text.replace("\0", "")
    return (plain.strip() if lines else " ".join(plain.split()))[:most]
