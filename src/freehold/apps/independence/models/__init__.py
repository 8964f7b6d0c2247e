"""The tables of independence."""

from freehold.apps.independence.models.inputs import RiskInputs
from freehold.apps.independence.models.platform import Platform, SavedItem
from freehold.apps.independence.models.reading import GaugeReading, RiskResult
from freehold.apps.independence.models.services import OwnService, OwnTask

__all__ = ["GaugeReading", "OwnService", "OwnTask", "Platform", "RiskInputs", "RiskResult", "SavedItem"]
