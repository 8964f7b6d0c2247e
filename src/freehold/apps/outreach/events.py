"""What happens in outreach, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignStarted:
    """Mails of a campaign may leave from now on."""

    workspace_id: int
    campaign_id: int


@dataclass(frozen=True, slots=True)
class CampaignEnded:
    """Nothing more leaves of a campaign."""

    workspace_id: int
    campaign_id: int


@dataclass(frozen=True, slots=True)
class ApproachSent:
    """A mail to a contact has left; `step` 1 is the follow-up."""

    workspace_id: int
    campaign_id: int
    approach_id: int
    step: int


@dataclass(frozen=True, slots=True)
class ApproachAnswered:
    """Something came of a mail: `outcome` is "replied", "bounced", "opted_out", "complained" or "won"."""

    workspace_id: int
    campaign_id: int
    approach_id: int
    outcome: str
