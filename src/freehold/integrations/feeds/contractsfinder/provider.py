"""The source "contractsfinder": smaller public contracts in England."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freehold.domain.ports import Call, Reading, Setting, SourceTerms
from freehold.integrations.feeds.contractsfinder.transform import read_releases
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.ocds import asked, next_page
from freehold.integrations.feeds.tenders import DEFAULT_CPV, narrowed

_API = "https://www.contractsfinder.service.gov.uk/Published/Notices/OCDS/Search"


class ContractsFinderSource:
    """Reads packages of https://www.contractsfinder.service.gov.uk."""

    name = "contractsfinder"
    label = "Contracts Finder (England)"
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Contracts Finder publishes these notices under the Open Government Licence: they may be reused when it is named."
        ),
        attribution="Contracts Finder, Open Government Licence v3.0",
        min_interval_minutes=240,
    )
    default_url = f"{_API}?stages=tender&limit=100"
    settings = (
        Setting(
            "cpv",
            gettext_noop("Kinds of work (CPV)"),
            gettext_noop("Beginnings of CPV codes with commas between. Without any: 72 (IT) and 79 (business services)."),
        ),
        Setting(
            "max_value", gettext_noop("Largest value"), gettext_noop("In the currency of each tender. Without it, tenders of any size.")
        ),
    )
    pages_per_reading = 3

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:
        """Return how to ask for the calls for tenders of the last days (`settings`: days, 2)."""
        return asked(_API, "publishedFrom", settings, now)

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the package after `payload`, which came from `address`, is found; "" at the end."""
        return next_page(payload, address)

    def narrowed(self, reading: Reading, settings: Mapping[str, str]) -> Reading:
        """Return `reading` without other kinds of work (cpv, "72,79" where it is empty) and without tenders above max_value."""
        return narrowed(reading, settings, code_key="cpv", default=DEFAULT_CPV)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one package of releases. Raises UserError when it is something else."""
        return read_releases(payload)
