"""What to learn next: which skills go together, what each would open, and the way to it."""

from freehold.domain.learning.advice import Advice, Suggestion, TooFew, advise
from freehold.domain.learning.market import Market, learn
from freehold.domain.learning.plan import Way, way_to
from freehold.domain.learning.seen import Seen, lacking, learnable
from freehold.domain.learning.trends import monthly, trends

__all__ = [
    "Advice", "Market", "Seen", "Suggestion", "TooFew", "Way",
    "advise", "lacking", "learn", "learnable", "monthly", "trends", "way_to",
]  # fmt: skip
