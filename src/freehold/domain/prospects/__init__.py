"""Whom to approach: how well a company fits, as a sum of points that are all shown, and why now is a good time."""

from freehold.domain.prospects.fit import Fit, Reason, Unknown, fit
from freehold.domain.prospects.known import Answers, Business, Company, Finished, Offers, Seen, Told, Wanting
from freehold.domain.prospects.segment import Segment, in_segment
from freehold.domain.prospects.why_now import Occasion, occasions
from freehold.domain.prospects.wins import Outcome, Wins

__all__ = [
    "Answers",
    "Business",
    "Company",
    "Finished",
    "Fit",
    "Occasion",
    "Offers",
    "Outcome",
    "Reason",
    "Seen",
    "Segment",
    "Told",
    "Unknown",
    "Wanting",
    "Wins",
    "fit",
    "in_segment",
    "occasions",
]
