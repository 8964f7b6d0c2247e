"""The tables of reputation."""

from freehold.apps.reputation.models.choices import HistoryChoice, ReputationSettings
from freehold.apps.reputation.models.files import IssuedFile
from freehold.apps.reputation.models.key import SigningKey
from freehold.apps.reputation.models.testimonial import OnTime, Testimonial, TestimonialLink, TestimonialState

__all__ = [
    "HistoryChoice",
    "IssuedFile",
    "OnTime",
    "ReputationSettings",
    "SigningKey",
    "Testimonial",
    "TestimonialLink",
    "TestimonialState",
]
