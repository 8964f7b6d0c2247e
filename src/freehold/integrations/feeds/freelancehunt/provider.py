"""The source "freelancehunt": projects of Freelancehunt, with a key of your own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.freelancehunt.asking import call, next_address
from freehold.integrations.feeds.freelancehunt.transform import read_projects
from freehold.integrations.feeds.marking import gettext_noop


class FreelancehuntSource:
    """Reads answers of https://api.freelancehunt.com/v2/projects."""

    name = "freelancehunt"
    label = "Freelancehunt"
    terms = SourceTerms(
        tier="key",
        terms=gettext_noop("Freelancehunt gives each member a key for the member's own use; it limits how often it may be asked."),
        attribution="Freelancehunt",
        min_interval_minutes=30,
    )
    default_url = ""
    settings = (
        Setting(
            "key",
            gettext_noop("Your key"),
            gettext_noop("Made in your settings there, under API."),
            is_secret=True,
            is_needed=True,
        ),
        Setting(
            "skills", gettext_noop("Skills"), gettext_noop("Their numbers with commas between; without any, those of your profile there.")
        ),
    )
    pages_per_reading = 2

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:  # noqa: ARG002  # the port names it
        """Return how to ask; see `asking.call` for the settings. Raises UserError when they lack the key."""
        return call(settings)

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after `payload` is found, to be asked with the same headers; "" at the end."""
        return next_address(payload, address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one page. Raises UserError when it is something else, or a refusal."""
        return read_projects(payload)
