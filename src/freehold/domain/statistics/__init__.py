"""What counts can say about a rate: Beta posteriors with intervals, shrinkage, differences, and how many more are needed."""

from freehold.domain.statistics.beta import Beta, Rate, posterior, rate
from freehold.domain.statistics.difference import Difference, difference
from freehold.domain.statistics.knowing import Known, compare
from freehold.domain.statistics.sample_size import needed_per_group, still_needed
from freehold.domain.statistics.shrinkage import prior_of, shrunken

__all__ = [
    "Beta",
    "Difference",
    "Known",
    "Rate",
    "compare",
    "difference",
    "needed_per_group",
    "posterior",
    "prior_of",
    "rate",
    "shrunken",
    "still_needed",
]
