"""The source "ted": calls for tenders of the European Union."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.ted.asking import API, call
from freehold.integrations.feeds.ted.transform import read_notices
from freehold.integrations.feeds.tenders import DEFAULT_CPV, narrowed


class TedSource:
    """Reads answers of https://api.ted.europa.eu/v3/notices/search, which is asked by POST and without a key."""

    name = "ted"
    label = "TED (EU tenders)"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop("The European Union publishes these notices for everybody and lets them be reused when TED is named."),
        attribution="TED, © European Union",
        min_interval_minutes=240,
    )
    default_url = API
    settings = (
        Setting(
            "cpv",
            gettext_noop("Kinds of work (CPV)"),
            gettext_noop("Beginnings of CPV codes with commas between. Without any: 72 (IT) and 79 (business services)."),
        ),
        Setting(
            "countries",
            gettext_noop("Countries"),
            gettext_noop("Of the buyers, as letters with commas between, such as DE, AT."),
        ),
        Setting("words", gettext_noop("Words"), gettext_noop("What must stand in it, such as: data migration")),
        Setting(
            "max_value", gettext_noop("Largest value"), gettext_noop("In the currency of each tender. Without it, tenders of any size.")
        ),
    )

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:
        """Return how to ask; see `asking.call` for the settings. Raises UserError for a wrong one."""
        return call(settings, now)

    def narrowed(self, reading: Reading, settings: Mapping[str, str]) -> Reading:
        """Return `reading` without other kinds of work (cpv) and without tenders above max_value."""
        return narrowed(reading, settings, code_key="cpv", default=DEFAULT_CPV)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one answer. Raises UserError when it is something else, or a refusal."""
        return read_notices(payload)
