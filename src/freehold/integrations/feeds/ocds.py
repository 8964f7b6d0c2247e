"""Packages of releases in the Open Contracting Data Standard in, postings out; for every publisher that keeps to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from freehold.domain.ports import Call, Reading
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, records_of, text
from freehold.integrations.feeds.links import clean_link, host_of, stable_id
from freehold.integrations.feeds.money import pay
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.tenders import days_in, moment_of, months_between

_CPV = re.compile(r"(\d{8})(?:-\d)?")
_OVER = frozenset({"complete", "cancelled", "unsuccessful", "withdrawn", "closed"})
_AFTER = frozenset({"award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "implementation", "contractTermination"})
_MAX_CODES = 20
_DAYS = 2


def asked(address: str, since: str, settings: Mapping[str, str], now: datetime) -> Call:
    """Return the call for the calls for tenders of the last days (`settings`: days, 2) at `address`; `since` names its parameter."""
    start = (now - timedelta(days=days_in(settings, _DAYS))).strftime("%Y-%m-%dT%H:%M:%S")
    query = urlencode({"stages": "tender", "limit": "100", since: start})
    return Call(f"{address}?{query}", headers=(("Accept", "application/json"),))


def next_page(payload: bytes, address: str) -> str:
    """Return where the package says that the next one is, on the same host only; "" at the end."""
    answer = opened(payload)
    if not isinstance(answer, dict) or not answer.get("releases"):
        return ""
    following = inner_text(answer, "links", "next")
    same = following.startswith("https://") and host_of(following) == host_of(address) and following != address
    return following if same else ""


def read_package(payload: bytes, *, source: str, publisher: str, page_of: Callable[[str], str]) -> Reading:
    """Read the open calls for tenders of a package, the latest release of each process.

    `page_of` gives the page of a release from its id, "" when the id is of another kind. Releases about awards and contracts, and calls
    that are over, are left out. Raises UserError when the payload is no package, or when no release of it can be read.
    """
    latest: dict[str, Any] = {}
    for number, release in enumerate(records_of(payload, "releases", publisher)):
        if isinstance(release, dict) and not _is_open(release):
            continue
        process = (text(release, "ocid") if isinstance(release, dict) else "") or f"#{number}"
        if process not in latest or text(latest[process], "date") <= text(release, "date"):
            latest[process] = release
    return read_records(list(latest.values()), lambda release: _posting(release, source, page_of), publisher)


def _is_open(release: Mapping[str, Any]) -> bool:
    tags = release.get("tag")
    names = {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()
    return not (names and names <= _AFTER) and inner_text(release, "tender", "status").lower() not in _OVER


def _posting(release: Mapping[str, Any], source: str, page_of: Callable[[str], str]) -> Posting | None:
    tender = _object(release, "tender")
    title = one_line(text(tender, "title"))
    if not title:
        return None
    url = page_of(text(release, "id")) or _document(tender)
    description = markup(text(tender, "description"))
    place = _place(release, tender)
    return Posting(
        id=stable_id(text(release, "ocid") or text(release, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source=source,
        published=moment_of(release.get("date")),
        expires=moment_of(_object(tender, "tenderPeriod").get("endDate"), end_of_day=True),
        company=one_line(inner_text(release, "buyer", "name") or inner_text(tender, "procuringEntity", "name")),
        location=place,
        tags=_tags(tender),
        structured=_stated(tender, place),
    )


def _stated(tender: Mapping[str, Any], place: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"contract": "contract", **_value(tender)}
    country = country_code(place.rsplit(", ", 1)[-1]) or "GB"  # both publishers are of the United Kingdom
    stated |= {"countries": [country], "countries_only": False, "client_country": "GB"}
    if place:
        stated["place"] = place
    lots = _objects(tender, "lots")
    period = _object(tender, "contractPeriod") or (_object(lots[0], "contractPeriod") if len(lots) == 1 else {})
    start, end = moment_of(period.get("startDate")), moment_of(period.get("endDate"), end_of_day=True)
    if start:
        stated["start"] = start.date().isoformat()
    days = period.get("durationInDays")
    if isinstance(days, int) and not isinstance(days, bool) and 0 < days < 10_000 and not (start and end):
        stated["duration"] = f"{days} days"
    elif months := months_between(start, end):
        stated["duration"] = months
    if codes := list(dict.fromkeys(code for code, _words in _classifications(tender)))[:_MAX_CODES]:
        stated["cpv"] = codes
    return stated


def _value(tender: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of the whole, else of the only lot, without tax where both are stated."""
    lots = _objects(tender, "lots")
    for holder in (tender, *(lots if len(lots) == 1 else ())):
        value, least = _object(holder, "value"), _object(holder, "minValue")
        low = least.get("amount") or value.get("amount")
        if stated := pay("fixed", low, value.get("amount") or low, text(value, "currency") or text(least, "currency")):
            return stated
    return {}


def _classifications(tender: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return code and words of every kind of work that is named, for the whole or for a part."""
    found = []
    for holder in (tender, *_objects(tender, "items")):
        for one in (_object(holder, "classification"), *_objects(holder, "additionalClassifications")):
            code = _CPV.fullmatch(text(one, "id"))
            if code and text(one, "scheme").upper() in ("CPV", ""):
                found.append((code[1], one_line(text(one, "description"), 80)))
    return found


def _tags(tender: Mapping[str, Any]) -> tuple[str, ...]:
    names = [words for _code, words in _classifications(tender)][:10]
    suited = _object(tender, "suitability").get("sme") is True or any(
        _object(lot, "suitability").get("sme") is True for lot in _objects(tender, "lots")
    )
    return tuple(dict.fromkeys(name for name in (*names, "SME" if suited else "") if name))


def _place(release: Mapping[str, Any], tender: Mapping[str, Any]) -> str:
    """Return where the work is done, else where the buyer sits."""
    addresses = [address for item in _objects(tender, "items") for address in _objects(item, "deliveryAddresses")]
    buyers = (party for party in _objects(release, "parties") if isinstance(roles := party.get("roles"), list) and "buyer" in roles)
    addresses += [_object(party, "address") for party in buyers]
    for address in addresses:
        parts = [one_line(text(address, name), 80) for name in ("locality", "countryName")]
        if place := ", ".join(part for part in parts if part):
            return place
    return ""


def _document(tender: Mapping[str, Any]) -> str:
    documents = _objects(tender, "documents")
    notices = [document for document in documents if text(document, "documentType") == "tenderNotice"]
    return next((link for document in (*notices, *documents) if (link := clean_link(text(document, "url")))), "")


def _object(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _objects(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = record.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
