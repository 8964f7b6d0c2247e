"""A page of Upwork that the person saved: the list of jobs it shows. Nothing here asks Upwork for anything."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborNode

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay_in
from freehold.integrations.feeds.plain import mended, one_line, parsed_html

HOME = "https://www.upwork.com/"
MAX_BYTES = 5 * 1024 * 1024
MAX_ITEMS = 200
_TILES = "section[data-ev-opening_uid], article[data-test=JobTile]"
_STARS = re.compile(r"Rating is ([\d.]{1,4}) out of 5")
_LARGE = re.compile(r"([\d.,]{1,12})\s?([KM])?", re.IGNORECASE)
_TIMES = {"K": 1_000, "M": 1_000_000}


def read_page(payload: bytes, *, origin: str) -> Reading | None:
    """Return the jobs of a page, None when the payload shows none. Raises UserError over 5 MB.

    A page states ages ("4 minutes ago") and no days, so `published` stays empty.
    """
    check_size(payload, MAX_BYTES)
    text = decode(payload, look_inside=True)
    if "upwork" not in text.lower() + origin.lower() and "data-ev-opening_uid" not in text:
        return None
    postings: dict[str, Posting] = {}
    for tile in parsed_html(text).css(_TILES)[:MAX_ITEMS]:
        if posting := _posting(tile, origin or HOME):
            postings.setdefault(posting.id, posting)
    return Reading(tuple(postings.values())) if postings else None


def _posting(tile: LexborNode, base: str) -> Posting | None:
    link = tile.css_first("h2 a, h3 a, [data-test~=job-tile-title-link]")
    title = one_line(link.text(deep=True) or "") if link is not None else ""
    if link is None or not title:
        return None
    url = clean_link(link.attributes.get("href") or "", base)
    body = tile.css_first("[data-test=job-description-text], [data-test~=JobDescription]")
    description = mended(body.html or "") if body is not None else ""
    return Posting(
        id=stable_id(tile.attributes.get("data-ev-opening_uid") or "", url, title, description),
        title=title,
        description=description,
        url=url,
        source="upwork",
        tags=tuple(
            dict.fromkeys(filter(None, (one_line(one.text(deep=True) or "", 80) for one in tile.css("[data-test=attr-item]")[:40])))
        ),
        structured=_stated(tile),
    )


def _stated(tile: LexborNode) -> dict[str, Any]:
    said = {
        "seniority": _line(tile, "[data-test=contractor-tier]").lower(),
        "proposals": _line(tile, "[data-test=proposals]"),
        "client_country": _line(tile, "[data-test=client-country]"),
    }
    length = _line(tile, "[data-test=duration]")
    parts = [one_line(part) for part in length.split(",")]
    said |= {"hours_per_week" if "hrs/week" in part else "duration": part for part in parts if re.search(r"\d", part)}
    stated: dict[str, Any] = {"contract": "freelance", **_pay(tile), **{name: value for name, value in said.items() if value}}
    if status := _line(tile, "[data-test=payment-verification-status]"):
        stated["client_verified"] = "unverified" not in status.lower()
    if stars := _STARS.search(_line(tile, "[data-test=js-feedback]")):
        stated["client_rating"] = stars[1]
    if spent := _amount(_line(tile, "[data-test=client-spendings] [data-test=formatted-amount]")):
        stated |= {"client_spent": spent, "client_currency": "USD"}
    return stated


def _pay(tile: LexborNode) -> dict[str, Any]:
    hourly = _line(tile, "[data-test=job-type]")
    whole = _line(tile, "[data-test=budget]")
    return pay_in(whole, "fixed") if whole else pay_in(hourly)


def _amount(words: str) -> str:
    """Read "$6K+" as "6000"; "" when there is no amount."""
    found = _LARGE.search(words.replace(",", ""))
    if not found or not re.search(r"\d", found[1]):
        return ""
    return str(int(float(found[1]) * _TIMES.get((found[2] or "").upper(), 1)))


def _line(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    return one_line(found.text(deep=True) or "", 120) if found is not None else ""
