"""DMARC: is there a policy, is it valid, and do what we sign and send by fit the domain that the receiver sees?"""

from __future__ import annotations

from typing import Any

from checkdmarc import dmarc as library
from checkdmarc.utils import DNSException, get_base_domain

from freehold.integrations.mailcheck.lookup import Lookup, Unanswered
from freehold.kit.mailing.preflight import Finding, SendingFacts


def check_dmarc(facts: SendingFacts, lookup: Lookup, *, spf: Finding, dkim: Finding) -> Finding:
    """Return what DMARC says, given what was found of SPF and DKIM. Raises Unanswered."""
    home = get_base_domain(facts.domain)
    place, records = facts.domain, _records(facts.domain, lookup)
    if not records and home != facts.domain:
        place, records = home, _records(home, lookup)
    if not records:
        return _said("warn", "missing", facts, place=home, publish=f"v=DMARC1; p=none; rua=mailto:postmaster@{home}")
    if len(records) > 1:
        return _said("bad", "several", facts, place=place, found=" · ".join(records))
    with lookup.reading() as went_unanswered:
        tags, why = _tags(records[0], place, lookup)
        if tags is None and went_unanswered():
            raise Unanswered(place)
    if tags is None:
        return _said("bad", "broken", facts, place=place, found=records[0], why=why)
    policy = _tag(tags, "p") if place == facts.domain else _tag(tags, "sp") or _tag(tags, "p")
    known = {"place": place, "found": records[0], "policy": policy}
    # Our mails carry the domain's own address on the outside as well, so that SPF is aligned where it covers our server.
    if spf.level == "ok" or dkim.code == "dkim.signs":
        return _said("ok", "aligned", facts, **known)
    if policy == "none":
        return _said("hint", "unproven", facts, **known)
    return _said("hint" if dkim.level == "hint" and spf.level == "hint" else "bad", "strict", facts, **known)


def _tags(record: str, place: str, lookup: Lookup) -> tuple[Any, str]:
    """Return (the tags of a record, ""), or (None, why it cannot be read)."""
    try:
        return library.parse_dmarc_record(record, place, resolver=lookup.resolver, timeout=2.0, retries=0)["tags"], ""
    except DNSException as error:
        raise Unanswered(place) from error
    except library.DMARCError as error:
        return None, str(error).split("\n")[0][:200]


def _records(domain: str, lookup: Lookup) -> list[str]:
    return [text for text in lookup.texts(f"_dmarc.{domain}") if text.strip().lower().startswith("v=dmarc1")]


def _tag(tags: Any, name: str) -> str:
    found = tags.get(name)
    return str(found.get("value", "") if isinstance(found, dict) else found or "").lower()


def _said(
    level: Any, code: str, facts: SendingFacts, *, place: str, found: str = "", publish: str = "", why: str = "", policy: str = ""
) -> Finding:
    values = {"domain": facts.domain, "place": place, "found": found, "why": why, "policy": policy}
    named = (f"_dmarc.{place}", "TXT", publish) if publish else ("", "", "")
    return Finding("dmarc", level, f"dmarc.{code}", values, *named)
