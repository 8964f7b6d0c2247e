"""DKIM: is the key that Freehold signs with published? The keys of a provider have names that only the provider knows."""

from __future__ import annotations

import re

from freehold.integrations.mailcheck.lookup import Lookup
from freehold.kit.mailing.preflight import Finding, Level, SendingFacts

_BLANKS = re.compile(r"\s+")


def check_dkim(facts: SendingFacts, lookup: Lookup) -> Finding:
    """Return whether the record of our key is as it should be. Raises Unanswered."""
    if not facts.dkim_selector:
        return Finding("dkim", "hint", "dkim.by_provider", {"server": facts.smtp_host, "domain": facts.domain})
    name = f"{facts.dkim_selector}._domainkey.{facts.domain}"
    value = f"v=DKIM1; k=rsa; p={facts.dkim_public}"
    found = published_key(name, lookup)
    level: Level
    if not found:
        level, code = ("bad" if facts.dkim_on else "warn"), "dkim.missing"
    elif found != facts.dkim_public:
        level, code = ("bad" if facts.dkim_on else "warn"), "dkim.another_key"
    elif not facts.dkim_on:
        return Finding("dkim", "hint", "dkim.ready", {"name": name})
    else:
        return Finding("dkim", "ok", "dkim.signs", {"name": name})
    return Finding("dkim", level, code, {"name": name}, name, "TXT", value)


def published_key(name: str, lookup: Lookup) -> str:
    """Return the public key at a name, without blanks; "" when there is none, or it was withdrawn. Raises Unanswered."""
    for text in lookup.texts(name):
        tags = {key.strip().lower(): value for key, equals, value in (part.partition("=") for part in text.split(";")) if equals}
        if tags.get("v", "DKIM1").strip().upper() == "DKIM1" and tags.get("k", "rsa").strip().lower() == "rsa" and "p" in tags:
            return _BLANKS.sub("", tags["p"])
    return ""
