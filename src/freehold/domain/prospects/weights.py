"""The weights of the fit score: the most points that each part can give. Together they are 100.

They were set by judgement, not learned: a freelancer has too few outcomes to learn them from. What they follow:
what was asked for says most about future work; past business says more than hopes; how somebody answers and pays says whether to try.
"""

from __future__ import annotations

# What they ask for ---------------------------------------------------------------------------------------------------------------------
SKILLS = 28.0  # all skills of the postings seen are yours, and at least SURE_SKILLS of them
SURE_SKILLS = 3  # with fewer skills of yours among them the points shrink in proportion (one: half, two: three quarters)
NEAR_SKILL = 0.5  # share of a skill that you have only a neighbour of
KIND = {"must": 2.0, "mentioned": 1.0, "nice": 0.5}  # how much a skill counts by how it was asked for (relative)
OPEN_NOW = 8.0  # two or more postings are open now
OPEN_ONE = 6.0  # one is
OPEN_DAYS = 30  # a posting that came within so many days and did not end counts as open

# Money ---------------------------------------------------------------------------------------------------------------------------------
BUDGET = 10.0  # what they pay is BUDGET_FULL times your floor or more
BUDGET_FLOOR = 4.0  # exactly your floor
BUDGET_LOW = -10.0  # BUDGET_NONE of the floor or less
BUDGET_FULL = 1.4
BUDGET_NONE = 0.6

# What has been -------------------------------------------------------------------------------------------------------------------------
SEGMENT = 10.0  # times the rate of offers won in the segment, drawn towards the rate of all
RECENCY = 10.0  # invoiced today; halves with each RECENCY_DAYS
RECENCY_DAYS = 365
FREQUENCY = 8.0  # many invoices; what is missing shrinks by FREQUENCY_REST with each
FREQUENCY_REST = 0.6
VALUE = 8.0  # far more than your usual client; half of it at the usual one

# How it goes with them -----------------------------------------------------------------------------------------------------------------
ANSWERS = 8.0  # times the rate of answers
PAYS_ON_TIME = 4.0  # the median payment came by its due date
PAYS_SOON = 2.0  # up to PAYS_SOON_DAYS late
PAYS_SOON_DAYS = 7
PAYS_LATE = -6.0  # more than PAYS_LATE_DAYS late
PAYS_LATE_DAYS = 30

# Where they are ------------------------------------------------------------------------------------------------------------------------
PLACE = 3.0  # in your country or your countries, or the work is remote
PLACE_BAD = -3.0  # only on site in another country
LANGUAGE = 3.0  # a language of yours
LANGUAGE_BAD = -6.0  # none of yours

MOST = {
    "skills": SKILLS,
    "open_now": OPEN_NOW,
    "budget": BUDGET,
    "segment": SEGMENT,
    "recency": RECENCY,
    "frequency": FREQUENCY,
    "value": VALUE,
    "answers": ANSWERS,
    "pays": PAYS_ON_TIME,
    "place": PLACE,
    "language": LANGUAGE,
}
"""The most points of each part, in the order in which they are shown."""
