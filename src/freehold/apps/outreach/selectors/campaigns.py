"""Reads of campaigns, of the drafts in them, and of what waits for the owner."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.models import ENDED, LIVE, Approach, ApproachState, Campaign, CampaignState, OutreachSettings
from freehold.kit.scoping.ref import Workspace

#: How many drafts are read before all may be approved.
SAMPLE = 3
#: Answers younger than this are news.
NEWS = timedelta(days=7)

#: The groups that the people of a campaign are shown in, in the order of a campaign's life.
GROUPS: dict[str, tuple[str, ...]] = {
    "read": (ApproachState.PROPOSED,),
    "waiting": (ApproachState.APPROVED, ApproachState.QUEUED),
    "sent": (ApproachState.SENT,),
    "answered": (ApproachState.REPLIED, ApproachState.WON),
    "stopped": (ApproachState.BOUNCED, ApproachState.OPTED_OUT, ApproachState.COMPLAINED, *ENDED),
}
LEFT = (
    ApproachState.SENT,
    ApproachState.REPLIED,
    ApproachState.WON,
    ApproachState.BOUNCED,
    ApproachState.OPTED_OUT,
    ApproachState.COMPLAINED,
)


def _of(states: tuple[str, ...]) -> Count:
    return Count("approaches", filter=Q(approaches__state__in=states, approaches__step=0))


def campaigns(workspace: Workspace, *, state: str = "") -> QuerySet[Campaign]:
    """Return the campaigns, the newest first, each with the number of its people by group and when the next mail is due."""
    rows = Campaign.objects.for_workspace(workspace).defer("body", "follow_up_body")
    rows = rows.filter(state=state) if state else rows
    return rows.annotate(
        people=Count("approaches", filter=Q(approaches__step=0)),
        to_read=Count("approaches", filter=Q(approaches__state=ApproachState.PROPOSED)),
        waiting=Count("approaches", filter=Q(approaches__state__in=GROUPS["waiting"])),
        left=_of(LEFT),
        answered=_of(GROUPS["answered"]),
        next_at=Min("approaches__due_at", filter=Q(approaches__state=ApproachState.APPROVED)),
    ).order_by("-created_at", "-pk")


def found(workspace: Workspace, q: str) -> QuerySet[Campaign]:
    """Return the campaigns whose name or purpose has all the words, the newest first."""
    rows = Campaign.objects.for_workspace(workspace)
    for word in q.replace("\x00", "").split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
    return rows.order_by("-created_at", "-pk")


def state_counts(workspace: Workspace) -> dict[str, int]:
    """Return how many campaigns are in each state; "" holds all."""
    counts = dict(Campaign.objects.for_workspace(workspace).values_list("state").annotate(n=Count("pk")).order_by())
    return {"": sum(counts.values()), **{state: counts.get(state, 0) for state in CampaignState.values}}


def campaign(workspace: Workspace, campaign_id: int) -> Campaign | None:
    """Return one campaign of this workspace."""
    return Campaign.objects.for_workspace(workspace).select_related("freelancer").filter(pk=campaign_id).first()


def open_campaigns(workspace: Workspace) -> list[tuple[int, str]]:
    """Return (id, name) of the campaigns that people can still be added to."""
    rows = Campaign.objects.for_workspace(workspace).exclude(state=CampaignState.ENDED).order_by("-created_at")
    return list(rows.values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a campaign is. Of `groups` each counts mails, first ones and follow-ups; the other figures count people."""

    groups: dict[str, int]
    people: int
    to_approve: int
    """Drafts that could be approved now: they have words, and nothing in them is wrong."""
    unwritten: int
    """Proposed, but without a draft of the templates as they are now."""
    sent: int
    answered: int
    ended: int
    next_at: datetime | None

    @property
    def total(self) -> int:
        """How many mails there are, whatever became of them."""
        return sum(self.groups.values())


def standing(found: Campaign) -> Standing:
    """Return how far a campaign is (one query)."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign=found)
    proposed = Q(state=ApproachState.PROPOSED)
    first = Q(step=0)
    counts = rows.aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, states in GROUPS.items()},
        people=Count("pk", filter=first),
        unwritten=Count("pk", filter=_unwritten(found)),
        to_approve=Count("pk", filter=proposed & ~Q(text="") & Q(problems=[])),
        left=Count("pk", filter=first & Q(state__in=LEFT)),
        came=Count("contact", filter=Q(state__in=GROUPS["answered"]), distinct=True),
        over=Count("pk", filter=first & ~Q(state__in=(*LIVE, ApproachState.SENT))),
        next_at=Min("due_at", filter=Q(state=ApproachState.APPROVED)),
    )
    return Standing(
        groups={name: counts[name] for name in GROUPS},
        people=counts["people"],
        to_approve=counts["to_approve"],
        unwritten=counts["unwritten"],
        sent=counts["left"],
        answered=counts["came"],
        ended=counts["over"],
        next_at=counts["next_at"],
    )


def _unwritten(found: Campaign) -> Q:
    old = Q(text="") | Q(edited=False) & ~Q(template_revision=found.revision)
    return Q(state=ApproachState.PROPOSED) & old


def unwritten(found: Campaign, most: int = 200) -> list[Approach]:
    """Return drafts that are not written in the campaign's words as they are now; what was changed by hand is."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(_unwritten(found), campaign=found)
    return list(rows.select_related("campaign", "campaign__freelancer", "client", "contact").order_by("pk")[:most])


def approaches(workspace: Workspace, campaign_id: int, *, group: str = "", q: str = "") -> QuerySet[Approach]:
    """Return the mails of a campaign, those that wait for the owner first, with the people; `group` is one of GROUPS."""
    rows = Approach.objects.for_workspace(workspace).filter(campaign_id=campaign_id).select_related("client", "contact")
    rows = rows.filter(state__in=GROUPS[group]) if group in GROUPS else rows
    for word in q.split()[:6]:
        rows = rows.filter(Q(client__name__icontains=word) | Q(contact__name__icontains=word) | Q(contact__email__icontains=word))
    if group == "waiting":
        return rows.order_by(F("due_at").asc(nulls_first=True), "pk")
    yours_first = Case(When(state=ApproachState.PROPOSED, then=0), default=1)
    return rows.order_by(yours_first, F("ended_at").desc(nulls_last=True), F("sent_at").desc(nulls_last=True), "pk")


def approach(workspace: Workspace, approach_id: int) -> Approach | None:
    """Return one mail of this workspace with its campaign and whom it is for."""
    rows = Approach.objects.for_workspace(workspace).select_related("campaign", "campaign__freelancer", "client", "contact")
    return rows.filter(pk=approach_id).first()


def others_of(found: Approach) -> list[Approach]:
    """Return the other mails of the same campaign to the same person."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign_id=found.campaign_id, contact_id=found.contact_id)
    return list(rows.exclude(pk=found.pk).order_by("step"))


def next_to_read(found: Approach) -> int | None:
    """Return the id of the next draft of the campaign that waits for the owner, after this one and then from the beginning."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign_id=found.campaign_id, state=ApproachState.PROPOSED)
    ids = rows.exclude(pk=found.pk).order_by("pk").values_list("pk", flat=True)
    return ids.filter(pk__gt=found.pk).first() or ids.first()


def sample(found: Campaign) -> list[Approach]:
    """Return the drafts to read before all may be approved: drawn at random, the same ones for as long as the templates stay."""
    ready = Approach.objects.for_workspace(found.workspace_id).filter(campaign=found, state=ApproachState.PROPOSED).exclude(text="")
    ids = list(ready.order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(f"{found.pk}:{found.revision}").sample(ids, min(SAMPLE, len(ids)))  # noqa: S311 - a draw to be repeated, no secret
    return list(ready.filter(pk__in=chosen).select_related("client", "contact", "campaign").order_by("pk"))


def going_out(found: Campaign) -> QuerySet[Approach]:
    """Return the drafts that leave when all are approved."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign=found, state=ApproachState.PROPOSED, problems=[])
    return rows.exclude(text="").select_related("client", "contact").order_by("pk")


def kept_back(found: Campaign) -> QuerySet[Approach]:
    """Return the drafts that stay here when all are approved, because something in them is wrong or missing."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign=found, state=ApproachState.PROPOSED)
    return rows.filter(~Q(problems=[]) | Q(text="")).select_related("client", "contact").order_by("pk")


def follow_ups_to_come(found: Campaign, most: int) -> tuple[list[Approach], int]:
    """Return the mails that a follow-up comes after when nobody answers, with its day in `due_at`, and how many there are (two queries)."""
    rows = Approach.objects.for_workspace(found.workspace_id).filter(campaign=found, step=0, state=ApproachState.SENT, ended_at=None)
    rows = rows.filter(due_at__isnull=False).select_related("client", "contact").order_by("due_at", "pk")
    first = list(rows[: most + 1])
    return first[:most], rows.count() if len(first) > most else len(first)


def preview_people(workspace: Workspace, found: Campaign | None, chosen: Collection[int], most: int = 30) -> list[tuple[int, str]]:
    """Return (id, name) of people a campaign can be shown for: its own, those chosen for it, else anybody with an address."""
    rows = clients.contacts(workspace).exclude(email="")
    own = Approach.objects.for_workspace(workspace).filter(campaign=found, step=0).values("contact_id") if found else None
    wanted = rows.filter(pk__in=own) if own is not None else rows.filter(pk__in=chosen)
    people = list(wanted[:most]) or list(rows[:most])
    return [(row.pk, f"{row.name} · {row.client.name}" if row.name != row.client.name else row.name) for row in people]


def of_client(workspace: Workspace, client_ids: Collection[int], most: int = 8) -> list[Approach]:
    """Return the latest mails to people at these clients."""
    rows = Approach.objects.for_workspace(workspace).filter(client_id__in=client_ids).select_related("campaign", "contact")
    return list(rows.order_by("-changed_at", "-pk")[:most])


def busy_contacts(workspace: Workspace, contact_ids: Collection[int]) -> dict[int, str]:
    """Return for those of the contacts that are in a campaign which has not ended the name of the newest one (one query)."""
    rows = Approach.objects.for_workspace(workspace).filter(contact_id__in=contact_ids, step=0).exclude(campaign__state=CampaignState.ENDED)
    return dict(rows.order_by("pk").values_list("contact_id", "campaign__name"))


def outcomes(workspace: Workspace, client_ids: Collection[int], states: Collection[str]) -> QuerySet[Approach]:
    """Return the mails to people at these clients that ended so, the latest first."""
    rows = Approach.objects.for_workspace(workspace).filter(client_id__in=client_ids, state__in=states, sent_at__isnull=False)
    return rows.select_related("contact").order_by("-ended_at", "-pk")


def settings_of(workspace: Workspace) -> OutreachSettings:
    """Return the settings of a workspace as they are stored, or as they would be."""
    workspace_id = workspace if isinstance(workspace, int) else workspace.pk
    return OutreachSettings.objects.for_workspace(workspace_id).first() or OutreachSettings(workspace_id=workspace_id)


def anything_leaves(workspace_id: int) -> bool:
    """Tell whether mails of a running campaign wait to leave, or may still be followed up."""
    rows = Approach.objects.for_workspace(workspace_id).filter(campaign__state=CampaignState.RUNNING)
    return rows.filter(Q(state__in=GROUPS["waiting"]) | Q(state=ApproachState.SENT, ended_at=None, due_at__isnull=False)).exists()


def needs_you(workspace_id: int, now: datetime) -> dict[str, Any]:
    """Return what waits for the owner, for Today: drafts to read with their campaign, answers of the last days (one query)."""
    rows = Approach.objects.for_workspace(workspace_id)
    fresh = Q(state=ApproachState.REPLIED, ended_at__gte=now - NEWS)
    unread = Q(state=ApproachState.PROPOSED) & ~Q(text="") & ~Q(campaign__state=CampaignState.ENDED)
    return rows.aggregate(
        drafts=Count("pk", filter=unread),
        newest=Max("campaign_id", filter=unread),
        campaigns=Count("campaign_id", filter=unread, distinct=True),
        answers=Count("pk", filter=fresh),
        answer=Max("pk", filter=fresh),
    )
