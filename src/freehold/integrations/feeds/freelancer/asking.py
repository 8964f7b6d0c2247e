"""How to ask Freelancer.com: one search among active projects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call

API = "https://www.freelancer.com/api/projects/0.1/projects/active/"
_A_PAGE = "50"


def call(settings: Mapping[str, str]) -> Call:
    """Return the call for active projects, newest first.

    `settings`: key (your access token, needed), words, skills (numbers of its jobs), countries (two letters, of the clients).
    Raises UserError when the key is missing or the skills are no numbers.
    """
    key = settings.get("key", "").strip()
    if not key:
        raise UserError(_("Freelancer.com needs your access token; nothing was read. You make one at accounts.freelancer.com."))
    asked = [("limit", _A_PAGE), ("full_description", "true"), ("job_details", "true"), ("sort_field", "time_updated")]
    if words := settings.get("words", "").strip():
        asked.append(("query", words))
    for skill in _listed(settings, "skills"):
        if not re.fullmatch(r"\d{1,6}", skill):
            raise UserError(
                _("“%s” is no number of a skill at Freelancer.com; nothing was read. Write numbers, with commas between.") % skill[:20]
            )
        asked.append(("jobs[]", skill))
    asked += [("countries[]", country.lower()) for country in _listed(settings, "countries")]
    return Call(f"{API}?{urlencode(asked)}", headers=(("freelancer-oauth-v1", key), ("Accept", "application/json")))


def _listed(settings: Mapping[str, str], name: str) -> list[str]:
    return [one for one in re.split(r"[\s,;]+", settings.get(name, "")) if one][:50]
