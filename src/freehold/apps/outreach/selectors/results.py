"""What came of campaigns and of their templates: counts with intervals, and how many more would tell. There is no winner here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from freehold.apps.outreach.models import Approach, ApproachState
from freehold.domain.statistics import Known, Rate, compare, rate, still_needed
from freehold.kit.scoping.ref import Workspace

LEFT = (
    ApproachState.SENT,
    ApproachState.REPLIED,
    ApproachState.WON,
    ApproachState.BOUNCED,
    ApproachState.OPTED_OUT,
    ApproachState.COMPLAINED,
)
ANSWERED = (ApproachState.REPLIED, ApproachState.WON)
#: Below so many delivered mails a rate is counted but not shown as one.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Result:
    """People, not mails, are counted: who was written to twice is one. Rates are of those whom the mail reached.

    `steps` is "" for a whole campaign; for a template it is the step and the revision of the words ("0:3").
    Whether an answer was a good one is not known, except where it was won.
    """

    campaign_id: int
    name: str
    steps: str
    sent: int
    bounced: int
    replied: Rate
    won: Rate
    opted_out: int
    complained: int

    @property
    def delivered(self) -> int:
        """How many were sent and did not come back."""
        return self.sent - self.bounced

    @property
    def has_rates(self) -> bool:
        """Whether enough was delivered to speak of rates."""
        return self.delivered >= FEWEST

    @property
    def needed(self) -> int | None:
        """How many more mails it takes to see whether other words would double the rate of answers (80 % power, 5 % error)."""
        mean = self.replied.mean
        return still_needed(self.delivered, mean, min(1.0, 2 * mean))


def by_campaign(workspace: Workspace) -> list[Result]:
    """Return what came of each campaign that mails left for, the newest first (one query)."""
    return _counted(workspace, ())


def by_template(workspace: Workspace, campaign_id: int | None = None) -> list[Result]:
    """Return the same for each template: the first mail and the follow-up apart, and each revision of the words (one query)."""
    return _counted(workspace, ("step", "template_revision"), campaign_id)


def compared(first: Result, second: Result) -> Known:
    """Return what is known of the difference of two rates of answers: see domain.statistics.knowing."""
    return compare((first.replied.successes, first.replied.n), (second.replied.successes, second.replied.n))


def _counted(workspace: Workspace, parts: tuple[str, ...], campaign_id: int | None = None) -> list[Result]:
    rows = Approach.objects.for_workspace(workspace).filter(state__in=LEFT)
    if campaign_id is not None:
        rows = rows.filter(campaign_id=campaign_id)
    names = {
        "sent": LEFT,
        "bounced": (ApproachState.BOUNCED,),
        "replied": ANSWERED,
        "won": (ApproachState.WON,),
        "opted_out": (ApproachState.OPTED_OUT,),
        "complained": (ApproachState.COMPLAINED,),
    }
    counts = {f"n_{name}": Count("contact_id", filter=Q(state__in=states), distinct=True) for name, states in names.items()}
    grouped = rows.order_by().values("campaign_id", "campaign__name", *parts).annotate(**counts)
    found = []
    for row in grouped.order_by("-campaign_id", *parts):
        # Somebody whose first mail came back and whom a second one reached was reached.
        delivered = max(row["n_sent"] - row["n_bounced"], row["n_replied"])
        found.append(
            Result(
                campaign_id=row["campaign_id"],
                name=row["campaign__name"],
                steps=":".join(str(row[part]) for part in parts),
                sent=row["n_sent"],
                bounced=row["n_sent"] - delivered,
                replied=rate(row["n_replied"], delivered),
                won=rate(row["n_won"], delivered),
                opted_out=row["n_opted_out"],
                complained=row["n_complained"],
            )
        )
    return found
