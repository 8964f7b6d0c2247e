"""How to ask Freelancehunt: open projects, of the member's own skills or of named ones, and the page that follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call
from freehold.integrations.feeds.json_boards import inner_text, opened
from freehold.integrations.feeds.links import host_of

API = "https://api.freelancehunt.com/v2/projects"


def call(settings: Mapping[str, str]) -> Call:
    """Return the call for open projects, newest first.

    `settings`: key (needed), skills (numbers of Freelancehunt's skills; empty for those of your own profile there, "all" for every one).
    Raises UserError when the key is missing or the skills are no numbers.
    """
    key = settings.get("key", "").strip()
    if not key:
        raise UserError(_("Freelancehunt needs your key; nothing was read. You make one in your settings there, under API."))
    skills = settings.get("skills", "").replace(" ", "").strip(",")
    if skills and skills != "all" and not re.fullmatch(r"\d{1,5}(?:,\d{1,5}){0,40}", skills):
        raise UserError(_("“%s” are no skills of Freelancehunt; nothing was read. Write their numbers, with commas between.") % skills[:40])
    asked = {} if skills == "all" else {"filter[skill_id]": skills} if skills else {"filter[only_my_skills]": "1"}
    query = f"?{urlencode(asked)}" if asked else ""
    return Call(API + query, headers=(("Authorization", f"Bearer {key}"), ("Accept", "application/json"), ("Accept-Language", "en")))


def next_address(payload: bytes, address: str) -> str:
    """Return where the answer says that its next page is, on the same host only, as the key goes with it; "" at the end."""
    answer = opened(payload)
    if not isinstance(answer, dict) or not answer.get("data"):
        return ""
    following = inner_text(answer, "links", "next")
    same = following.startswith("https://") and host_of(following) == host_of(address) and following != address
    return following if same else ""
