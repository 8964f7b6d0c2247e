"""The source "samgov": contract opportunities of the United States, with a key of your own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.samgov.asking import call
from freehold.integrations.feeds.samgov.transform import read_opportunities
from freehold.integrations.feeds.tenders import narrowed

# Design of computer systems, consulting, design, marketing, and other professional services.
DEFAULT_NAICS = "5415,5416,5414,5418,5419"


class SamGovSource:
    """Reads answers of https://api.sam.gov/opportunities/v2/search."""

    name = "samgov"
    label = "SAM.gov (US tenders)"
    terms = SourceTerms(
        tier="key",
        terms=gettext_noop(
            "SAM.gov gives everybody with an account a key for 10 calls a day. Most contracts ask that the bidder is registered there."
        ),
        attribution="SAM.gov",
        calls_per_day=10,
        min_interval_minutes=240,
    )
    default_url = ""
    settings = (
        Setting(
            "key",
            gettext_noop("Your key"),
            gettext_noop("Made at sam.gov under Account Details, free of charge."),
            is_secret=True,
            is_needed=True,
        ),
        Setting("title", gettext_noop("Words in the title")),
        Setting(
            "naics", gettext_noop("Kinds of work (NAICS)"), gettext_noop("Beginnings of NAICS codes with commas between, such as 5415.")
        ),
        Setting("state", gettext_noop("State"), gettext_noop("Two letters, such as VA.")),
    )

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:
        """Return how to ask; see `asking.call` for the settings. Raises UserError when they lack the key."""
        return call(settings, now)

    def narrowed(self, reading: Reading, settings: Mapping[str, str]) -> Reading:
        """Return `reading` without other kinds of work: naics lists beginnings of codes."""
        return narrowed(reading, settings, code_key="naics", default=DEFAULT_NAICS)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer. Raises UserError when it is something else, or a refusal."""
        return read_opportunities(payload)
