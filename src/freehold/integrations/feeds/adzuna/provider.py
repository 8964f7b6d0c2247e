"""The source "adzuna": searches of Adzuna with a key of your own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.adzuna.asking import address_of, call, next_address
from freehold.integrations.feeds.adzuna.transform import read_search
from freehold.integrations.feeds.marking import gettext_noop


class AdzunaSource:
    """Reads https://api.adzuna.com/v1/api/jobs/<country>/search/<page>."""

    name = "adzuna"
    label = "Adzuna"
    terms = SourceTerms(
        tier="key",
        terms=gettext_noop(
            "Adzuna gives free keys for personal use, at most 250 calls a day and 2,500 a month; "
            "it asks to be named, and using it for business beyond a trial needs its agreement."
        ),
        attribution="Jobs by Adzuna",
        calls_per_day=80,
        min_interval_minutes=120,
    )
    default_url = ""
    settings = (
        Setting(
            "app_id",
            gettext_noop("Application id"),
            gettext_noop("From developer.adzuna.com, free of charge."),
            is_needed=True,
        ),
        Setting(
            "app_key",
            gettext_noop("Your key"),
            gettext_noop("Stands beside the application id."),
            is_secret=True,
            is_needed=True,
        ),
        Setting("country", gettext_noop("Country"), gettext_noop("Two letters, such as gb, de or us."), is_needed=True),
        Setting("what", gettext_noop("Words")),
        Setting("where", gettext_noop("Place")),
        Setting("contract_only", gettext_noop("Contracts only"), gettext_noop("Write 1 to leave out permanent jobs.")),
    )
    pages_per_reading = 2

    def address_of(self, page: str) -> str:
        """Return the address of the search behind a page of Adzuna, without key; "" when it is none."""
        return address_of(page)

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:  # noqa: ARG002  # the port names it
        """Return how to ask. Raises UserError when the settings lack the key."""
        return call(settings)

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after `payload`, which came from `address`, is found; "" at the end."""
        return next_address(payload, address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one page of a search; `origin` tells the country and with it the currency. Raises UserError when it is something else."""
        return read_search(payload, origin=origin)
