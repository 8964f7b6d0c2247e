"""Answers of Upwork's search in, postings out: pay, workload, competition and the history of the client as Upwork states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, text
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import decimal_text, pay
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_SEARCHES = ("marketplaceJobPostingsSearch", "publicMarketplaceJobPostingsSearch")
_JOB = re.compile(r"~[0-9A-Za-z]{6,40}")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def read_search(payload: bytes) -> Reading:
    """Read one answer. Raises UserError for a refusal, another shape, or when no posting can be read."""
    answer = opened(payload)
    data = answer.get("data") if isinstance(answer, dict) else None
    found = next((search for name in _SEARCHES if isinstance(search := data.get(name), dict)), {}) if isinstance(data, dict) else {}
    edges = found.get("edges")
    if not isinstance(edges, list):
        if isinstance(answer, dict) and (refusal := _refusal(answer)):
            raise UserError(
                _("Upwork refused to answer (%s); nothing was taken in. Check whether the access token has expired.")
                % one_line(refusal, 200)
            )
        raise UserError(_("This is not an answer of Upwork's search; nothing was taken in. Try again later."))
    nodes = [edge.get("node") if isinstance(edge, dict) else edge for edge in edges]
    return read_records(nodes, _posting, "Upwork")


def _refusal(answer: Mapping[str, Any]) -> str:
    errors = answer.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    return (text(first, "message") if isinstance(first, dict) else "") or text(answer, "error_description") or text(answer, "message")


def _posting(node: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(node, "title"))
    if not title:
        return None
    job = text(node, "ciphertext")
    url = clean_link(f"https://www.upwork.com/jobs/{job}") if _JOB.fullmatch(job) else ""
    description = markup(text(node, "description"))
    return Posting(
        id=stable_id(text(node, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="upwork",
        published=_moment(node, "publishedDateTime") or _moment(node, "createdDateTime"),
        tags=_tags(node),
        structured=_stated(node),
    )


def _stated(node: Mapping[str, Any]) -> dict[str, Any]:
    stated: dict[str, Any] = {"contract": "freelance", **_pay(node)}
    for key, words in (("duration", text(node, "durationLabel")), ("hours_per_week", text(node, "engagement"))):
        if re.search(r"\d", words):
            stated[key] = one_line(words, 80)
    if level := text(node, "experienceLevel"):
        stated["seniority"] = level.replace("_", " ").lower()
    applied = node.get("totalApplicants")
    if isinstance(applied, int) and not isinstance(applied, bool) and applied >= 0:
        stated["proposals"] = applied
    if text(node, "freelancersToHire") == "0" and text(node, "totalFreelancersToHire") in ("", "0"):
        stated["filled"] = True
    client = node.get("client")
    return stated | (_client(client) if isinstance(client, dict) else {})


def _pay(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stated pay; sums of 0 stand for none."""
    least, most, whole, weekly = (_money(node, name) for name in ("hourlyBudgetMin", "hourlyBudgetMax", "amount", "weeklyBudget"))
    return (
        pay("hourly", least[0], most[0], least[1] or most[1])
        or pay("fixed", whole[0], whole[0], whole[1])
        or pay("weekly", weekly[0], weekly[0], weekly[1])
    )


def _money(record: Mapping[str, Any], name: str) -> tuple[str, str]:
    """Return a sum and its currency."""
    value = record.get(name)
    return (text(value, "rawValue"), text(value, "currency")) if isinstance(value, dict) else ("", "")


def _client(client: Mapping[str, Any]) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    hires = client.get("totalHires")
    if isinstance(hires, int) and not isinstance(hires, bool) and hires >= 0:
        stated["client_hires"] = hires
    spent, currency = _money(client, "totalSpent")
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", spent):
        stated |= {"client_spent": decimal_text(spent) or "0", "client_currency": currency}
    reviews, rating = client.get("totalReviews"), client.get("totalFeedback")
    if isinstance(reviews, int) and reviews > 0 and decimal_text(rating):  # without reviews the rating is 0, which means none
        stated["client_rating"] = decimal_text(rating)
    if status := text(client, "verificationStatus"):
        stated["client_verified"] = status.upper() == "VERIFIED"
    if country := one_line(inner_text(client, "location", "country"), 80):
        stated["client_country"] = country
    return stated


def _tags(node: Mapping[str, Any]) -> tuple[str, ...]:
    skills = node.get("skills")
    names = [
        text(skill, "prettyName") or text(skill, "name")
        for skill in (skills if isinstance(skills, list) else [])
        if isinstance(skill, dict)
    ]
    names += [text(node, name) for name in ("category", "subcategory")]
    lines = (one_line(name.replace("_", " "), 80) for name in names[:40])
    return tuple(dict.fromkeys(line for line in lines if line))


def _moment(node: Mapping[str, Any], name: str) -> Any:
    return parse_moment(_OFFSET.sub(r"\1:\2", text(node, name)))
