"""How to ask SAM.gov: all of the last days at once, because only ten calls a day are allowed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call
from freehold.integrations.feeds.tenders import days_in

API = "https://api.sam.gov/opportunities/v2/search"
_A_PAGE = "1000"
_DAYS = 2
# Solicitations, combined synopses, requests for information, and notices that a solicitation will come.
_TYPES = "o,k,r,p"


def call(settings: Mapping[str, str], now: datetime) -> Call:
    """Return the call for what was posted in the last days.

    `settings`: key (needed), title (words that must stand in the title), state (two letters), days (2). naics is applied after reading, as
    a call can name only one. The key stands in the address, as SAM.gov wants it. Raises UserError when it is missing.
    """
    key = settings.get("key", "").strip()
    if not key:
        raise UserError(_("SAM.gov needs your key; nothing was read. You find it at sam.gov under Account Details, free of charge."))
    start = now - timedelta(days=days_in(settings, _DAYS))
    asked = {
        "api_key": key,
        "postedFrom": start.strftime("%m/%d/%Y"),
        "postedTo": now.strftime("%m/%d/%Y"),
        "ptype": _TYPES,
        "limit": _A_PAGE,
        "offset": "0",
    }
    asked |= {name: settings[name].strip() for name in ("title", "state") if settings.get(name, "").strip()}
    return Call(f"{API}?{urlencode(asked)}", headers=(("Accept", "application/json"),))
