"""What a sentence asks to be done with: days, periods, times, sums, names, found by rules in English and German."""

from freehold.domain.commanding.amounts import Sum, find_numbers, find_sums, read_number
from freehold.domain.commanding.choices import find_choice
from freehold.domain.commanding.days import Lean, find_days
from freehold.domain.commanding.found import Found, without
from freehold.domain.commanding.names import Named, find_names, find_numbers_of_papers
from freehold.domain.commanding.periods import Period, find_period
from freehold.domain.commanding.remainder import find_emails, remainder, said
from freehold.domain.commanding.spans_of_time import find_minutes

__all__ = [
    "Found",
    "Lean",
    "Named",
    "Period",
    "Sum",
    "find_choice",
    "find_days",
    "find_emails",
    "find_minutes",
    "find_names",
    "find_numbers",
    "find_numbers_of_papers",
    "find_period",
    "find_sums",
    "read_number",
    "remainder",
    "said",
    "without",
]
