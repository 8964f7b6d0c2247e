"""The source "upwork": Upwork's own search, with a key of your own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.upwork.asking import call
from freehold.integrations.feeds.upwork.page import read_page
from freehold.integrations.feeds.upwork.transform import read_search


class UpworkSource:
    """Reads answers of marketplaceJobPostingsSearch at https://api.upwork.com/graphql, which is asked by POST, and saved pages."""

    name = "upwork"
    label = "Upwork"
    terms = SourceTerms(
        tier="key",
        terms=gettext_noop(
            "Upwork gives keys on application, to the holder of an account and for that account alone. What it answers may be kept for "
            "24 hours, then only your own notes stay; proposals are sent on its site, never by a program."
        ),
        attribution="Upwork",
        cache_hours=24,
        min_interval_minutes=30,
    )
    default_url = ""
    settings = (
        Setting(
            "key",
            gettext_noop("Your access token"),
            gettext_noop("From a key that Upwork gave you on application."),
            is_secret=True,
            is_needed=True,
        ),
        Setting("tenant", gettext_noop("Organisation"), gettext_noop("Its id, if your account has more than one.")),
        Setting("words", gettext_noop("Words"), gettext_noop("What is sought. AND, OR and NOT work.")),
    )

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:  # noqa: ARG002  # the port names it
        """Return how to ask; see `asking.call` for the settings. Raises UserError when they lack the key."""
        return call(settings)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one answer, or a page that the person saved. Raises UserError when it is something else, or a refusal."""
        page = read_page(payload, origin=origin)
        return page if page is not None else read_search(payload)
