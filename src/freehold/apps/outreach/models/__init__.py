"""The tables of outreach."""

from freehold.apps.outreach.models.approach import ENDED, LIVE, WRITTEN, Approach, ApproachState
from freehold.apps.outreach.models.campaign import Campaign, CampaignState
from freehold.apps.outreach.models.settings import OutreachSettings
from freehold.apps.outreach.models.slot import SendingSlot

__all__ = ["ENDED", "LIVE", "WRITTEN", "Approach", "ApproachState", "Campaign", "CampaignState", "OutreachSettings", "SendingSlot"]
