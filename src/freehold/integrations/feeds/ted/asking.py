"""How to ask TED: one expert query for recent calls for tenders of some kinds of work."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call
from freehold.integrations.feeds.tenders import DEFAULT_CPV, codes_in, days_in, three_letters

API = "https://api.ted.europa.eu/v3/notices/search"
_A_PAGE = 100
_DAYS = 3
# A name that TED does not know fails the whole call: these are the ones it answers to.
_FIELDS = (
    "publication-number", "notice-title", "notice-type", "publication-date", "buyer-name", "buyer-country", "classification-cpv",
    "description-proc", "deadline-receipt-tender-date-lot", "estimated-value-proc", "estimated-value-cur-proc", "estimated-value-lot",
    "estimated-value-cur-lot", "official-language", "links",
)  # fmt: skip


def call(settings: Mapping[str, str], now: datetime) -> Call:
    """Return the call for what was published in the last days, newest first.

    `settings`, all optional: cpv (beginnings of codes, "72,79" where it is empty), countries (of the buyers, two or three letters),
    words (that must stand in the notice), days (3), page (1). max_value is applied after reading. Raises UserError for a wrong one.
    """
    conditions = [
        " OR ".join(f"classification-cpv={code if len(code) == 8 else code + '*'}" for code in codes_in(settings, "cpv", DEFAULT_CPV)),
        f"PD>={(now - timedelta(days=days_in(settings, _DAYS))).strftime('%Y%m%d')}",
        "form-type=competition",
    ]
    if countries := _countries(settings.get("countries", "")):
        conditions.append(" OR ".join(f"buyer-country={country}" for country in countries))
    # The query has a grammar of its own: only letters, digits and hyphens of what was typed may enter it.
    if words := re.findall(r"[\w-]{2,40}", settings.get("words", "")[:200]):
        conditions.append(" AND ".join(f'FT~"{word}"' for word in words))
    page = settings.get("page", "").strip()
    asked = {
        "query": " AND ".join(f"({condition})" for condition in conditions) + " SORT BY PD DESC",
        "fields": list(_FIELDS),
        "limit": _A_PAGE,
        "page": int(page) if re.fullmatch(r"[1-9]\d{0,2}", page) else 1,
        "scope": "ACTIVE",
        "paginationMode": "PAGE_NUMBER",
        "onlyLatestVersions": True,
    }
    headers = (("Content-Type", "application/json"), ("Accept", "application/json"))
    return Call(API, "POST", headers, json.dumps(asked).encode())


def _countries(stated: str) -> list[str]:
    names = [name for name in re.split(r"[\s,;]+", stated) if name]
    for name in names:
        if not three_letters(name):
            raise UserError(_("“%s” is no country of TED; nothing was read. Write two letters for each, such as DE, AT.") % name[:20])
    return [three_letters(name) for name in names]
