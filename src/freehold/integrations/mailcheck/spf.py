"""SPF: does the domain let the server that our mails leave through send for it?"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from checkdmarc import spf as library
from checkdmarc.utils import DNSException, get_base_domain

from freehold.integrations.mailcheck.lookup import Lookup, Unanswered
from freehold.integrations.mailcheck.providers import is_below, spf_of
from freehold.kit.mailing.preflight import Finding, SendingFacts

_DEEPEST = 12


def check_spf(facts: SendingFacts, lookup: Lookup) -> Finding:
    """Return what SPF says about our server. Raises Unanswered."""
    records = [text for text in lookup.texts(facts.domain) if text.lower().split(" ")[0] == "v=spf1"]
    wanted = _mechanism(facts)
    if not records:
        return _said("warn", "missing", facts, publish=f"v=spf1 {wanted} ~all")
    if len(records) > 1:
        return _said("bad", "several", facts, found=" · ".join(records))
    with lookup.reading() as went_unanswered:
        found = _read(records[0], wanted, facts, lookup)
        if found.level != "ok" and went_unanswered():
            raise Unanswered(facts.domain)  # what could not be asked must not be told as missing
    return found


def _read(record: str, wanted: str, facts: SendingFacts, lookup: Lookup) -> Finding:
    better = _with(record, wanted)
    try:
        parsed = library.parse_spf_record(record, facts.domain, resolver=lookup.resolver, timeout=2.0, retries=0)["parsed"]
    except (library.SPFTooManyDNSLookups, library.SPFTooManyVoidDNSLookups):
        return _said("bad", "too_many", facts, found=record)
    except DNSException as error:
        raise Unanswered(facts.domain) from error
    except library.SPFError as error:
        return _said("bad", "broken", facts, found=record, why=str(error).split("\n")[0][:200])
    if parsed.get("all") == "pass":
        return _said("warn", "everybody", facts, found=record, publish=better.replace("+all", "~all").replace(" all", " ~all"))
    if _covers(parsed, facts, lookup):
        return _said("ok", "covers", facts, found=record)
    if spf_of(facts.smtp_host):
        return _said("bad", "not_covered", facts, found=record, publish=better)
    return _said("hint", "unsure", facts, found=record, publish=better)


def _covers(parsed: Any, facts: SendingFacts, lookup: Lookup) -> bool:
    provider = spf_of(facts.smtp_host)
    terms = list(_terms(parsed))
    names = {str(term.get("value", "")).lower() for term in terms if term.get("mechanism") in {"include", "redirect"}}
    if provider and any(is_below(name, provider) for name in names):
        return True
    # A provider of the same domain as its server: "include:spf.mailhost.example" for smtp.mailhost.example.
    home = get_base_domain(facts.smtp_host)
    if any(get_base_domain(name) == home for name in names) and home != get_base_domain(facts.domain):
        return True
    own = [ipaddress.ip_address(address) for address in lookup.addresses(facts.smtp_host)]
    return any(address in network for network in _networks(terms, lookup) for address in own if address.version == network.version)


def _terms(parsed: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every mechanism of a record and of those it includes."""
    if depth > _DEEPEST or not isinstance(parsed, dict):
        return
    redirect = parsed.get("redirect")
    more = [{**redirect, "mechanism": "redirect", "value": redirect.get("domain", "")}] if isinstance(redirect, dict) else []
    for term in [*parsed.get("mechanisms", []), *more]:
        yield term
        yield from _terms(term.get("parsed"), depth + 1)


def _networks(terms: list[dict[str, Any]], lookup: Lookup) -> Iterator[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    for term in terms:
        found: list[str] = []
        if term.get("mechanism") in {"ip4", "ip6"}:
            found = [str(term.get("value", ""))]
        elif term.get("mechanism") == "a":
            found = [str(address) for address in term.get("addresses", [])]
        elif term.get("mechanism") == "mx":
            found = _addresses_of([str(host.get("hostname", "")) for host in term.get("hosts", [])][:10], lookup)
        for text in found:
            try:
                yield ipaddress.ip_network(text, strict=False)
            except ValueError:
                continue


def _addresses_of(names: list[str], lookup: Lookup) -> list[str]:
    found: list[str] = []
    for name in names:
        try:
            found += lookup.addresses(name)
        except Unanswered:
            continue  # the other servers may be enough
    return found


def _mechanism(facts: SendingFacts) -> str:
    """Return what is to be added for our server."""
    provider = spf_of(facts.smtp_host)
    if provider:
        return f"include:{provider}"
    try:
        address = ipaddress.ip_address(facts.smtp_host)
    except ValueError:
        return f"a:{facts.smtp_host}"
    return f"ip{address.version}:{address}"


def _with(record: str, mechanism: str) -> str:
    """Return the record with a mechanism more, before what ends it."""
    terms = record.split()
    if mechanism in terms:
        return record
    last = next(
        (place for place, term in enumerate(terms) if term.lstrip("+-~?").lower() == "all" or term.startswith("redirect=")), len(terms)
    )
    return " ".join([*terms[:last], mechanism, *terms[last:]])


def _said(level: Any, code: str, facts: SendingFacts, *, found: str = "", publish: str = "", why: str = "") -> Finding:
    values = {"domain": facts.domain, "server": facts.smtp_host, "found": found, "why": why}
    named = (facts.domain, "TXT", publish) if publish else ("", "", "")
    return Finding("spf", level, f"spf.{code}", values, *named)
