"""A company's positions at Personio (XML) in, postings out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import (
    board_address,
    company_named,
    form_of_work,
    host,
    label,
    level,
    mode_in,
    placed,
    sections,
)
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.json_boards import MAX_BYTES, markup, read_records, text, words
from freehold.integrations.feeds.links import stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Characters that XML forbids and that texts copied from elsewhere bring along.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HOST = re.compile(r"([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.jobs\.personio\.(de|com)")
_LANGUAGE = re.compile(r"[a-z]{2}")


def address_of(page: str) -> str:
    """Return the address of the positions of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, lambda name: f"https://{label(name)}.jobs.personio.de/xml" if label(name) else "")


def _at(parts: SplitResult) -> str:
    if not _HOST.fullmatch(host(parts)):
        return ""
    language = next(iter(parse_qs(parts.query).get("language", [])), "")
    return f"https://{host(parts)}/xml" + (f"?language={language}" if _LANGUAGE.fullmatch(language) else "")


def read_board(payload: bytes, *, origin: str = "") -> Reading:
    """Read the positions that came from `origin`. Raises UserError when it is other or broken XML, or none of them can be read."""
    root = _opened(payload)
    if root is None or root.tag != "workzag-jobs":
        raise UserError(_("This is not the list that %s publishes; nothing was taken in. Try again later.") % "Personio")
    home = _home(origin)
    return read_records([_record(one) for one in root.iter("position")], lambda record: _posting(record, home), "Personio")


def _opened(payload: bytes) -> Element | None:
    check_size(payload, MAX_BYTES)
    markup_of_it = _FORBIDDEN.sub("", _DECLARATION.sub("", decode(payload, look_inside=True))).strip()
    try:
        root: Element = ElementTree.fromstring(markup_of_it.encode("utf-8"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root


def _home(origin: str) -> str:
    """Return the host of the company's pages, "" when it is not known."""
    try:
        found = host(urlsplit(origin))
    except ValueError:
        return ""
    return found if _HOST.fullmatch(found) else ""


def _record(position: Element) -> dict[str, Any]:
    """Return the fields of a position as texts, its offices as a list and its description as one text."""
    record: dict[str, Any] = {one.tag: (one.text or "").strip() for one in position if not len(one)}
    offices = [position.findtext("office"), *(one.text for one in position.iterfind("additionalOffices/office"))]
    parts = [(one.findtext("name") or "", one.findtext("value") or "") for one in position.iterfind("jobDescriptions/jobDescription")]
    record["offices"] = [one.strip() for one in offices[:50] if one]
    record["description"] = sections(*parts[:50])
    return record


def _posting(record: Mapping[str, Any], home: str) -> Posting | None:
    title = one_line(text(record, "name"))
    if not title:
        return None
    own_id = text(record, "id")
    url = f"https://{home}/job/{own_id}" if home and re.fullmatch(r"\d{1,20}", own_id) else ""
    description = markup(text(record, "description"))
    offices = [one_line(office) for office in record["offices"]]
    stated = placed(offices)
    # An office called "Remote" is one among others, unless it is the only one.
    if any(mode_in(office) == "remote" for office in offices):
        stated |= {"mode": "remote"} if len(offices) == 1 else {"remote_possible": True}
    if contract := form_of_work(text(record, "employmentType"), text(record, "schedule")):
        stated["contract"] = contract
    if seniority := level(text(record, "seniority")):
        stated["seniority"] = seniority
    named = company_named(home.split(".", 1)[0])
    return Posting(
        id=stable_id(own_id, url, title, description),
        title=title,
        description=description,
        url=url,
        source="personio",
        published=parse_moment(record.get("createdAt")),
        company=one_line(text(record, "subcompany")) or named,
        location=stated.get("place", ""),
        tags=tuple(dict.fromkeys([*words([text(record, "department")]), *words(text(record, "keywords"))])),
        structured=stated,
    )
