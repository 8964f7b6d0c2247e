"""The tables of the inbox."""

from freehold.apps.opportunities.models.family import Family, NearKey, Sketch
from freehold.apps.opportunities.models.imports import ImportRun
from freehold.apps.opportunities.models.match import Embedding, Match
from freehold.apps.opportunities.models.opportunity import Body, Opportunity, Stage, StageChange, StageReason
from freehold.apps.opportunities.models.preference import Learning, Preference
from freehold.apps.opportunities.models.saved_search import SavedSearch, SearchHit, Telling
from freehold.apps.opportunities.models.second_reading import SecondReading
from freehold.apps.opportunities.models.sighting import JobKey, Sighting
from freehold.apps.opportunities.models.source import Source

__all__ = [
    "Body",
    "Embedding",
    "Family",
    "ImportRun",
    "JobKey",
    "Learning",
    "Match",
    "NearKey",
    "Opportunity",
    "Preference",
    "SavedSearch",
    "SearchHit",
    "SecondReading",
    "Sighting",
    "Sketch",
    "Source",
    "Stage",
    "StageChange",
    "StageReason",
    "Telling",
]
