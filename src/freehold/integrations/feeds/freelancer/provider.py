"""The source "freelancer": active projects of Freelancer.com, off unless its owner turns it on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.freelancer.asking import call
from freehold.integrations.feeds.freelancer.transform import read_projects
from freehold.integrations.feeds.marking import gettext_noop


class FreelancerSource:
    """Reads answers of https://www.freelancer.com/api/projects/0.1/projects/active/."""

    name = "freelancer"
    label = "Freelancer.com"
    terms = SourceTerms(
        tier="restricted",
        terms=gettext_noop(
            "Freelancer.com forbids automated access to its site and its API without its written permission, also with a key of your own: "
            "turn this on only if you have it."
        ),
        attribution="Freelancer.com",
        min_interval_minutes=60,
    )
    default_url = ""
    settings = (
        Setting(
            "key",
            gettext_noop("Your access token"),
            gettext_noop("Made at accounts.freelancer.com."),
            is_secret=True,
            is_needed=True,
        ),
        Setting("words", gettext_noop("Words")),
        Setting("skills", gettext_noop("Skills"), gettext_noop("Their numbers with commas between.")),
        Setting(
            "countries",
            gettext_noop("Countries"),
            gettext_noop("Of the clients, two letters each, with commas between."),
        ),
    )

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:  # noqa: ARG002  # the port names it
        """Return how to ask; see `asking.call` for the settings. Raises UserError when they lack the key."""
        return call(settings)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer. Raises UserError when it is something else, or a refusal."""
        return read_projects(payload)
