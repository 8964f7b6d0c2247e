"""Names of servers: does the sending server's address lead back to its name, and does the domain take the answers?"""

from __future__ import annotations

import ipaddress

from freehold.integrations.mailcheck.lookup import Lookup, Unanswered
from freehold.integrations.mailcheck.providers import spf_of
from freehold.kit.mailing.preflight import Finding, SendingFacts

_MOST_ADDRESSES = 4


def check_ptr(facts: SendingFacts, lookup: Lookup) -> Finding:
    """Return whether the server's address has a name that leads back to it, as receivers ask of servers. Raises Unanswered."""
    values = {"server": facts.smtp_host}
    addresses = lookup.addresses(facts.smtp_host)[:_MOST_ADDRESSES]
    if not addresses:
        return Finding("ptr", "bad", "ptr.no_server", values)
    if spf_of(facts.smtp_host):
        # Large providers hand mails on through other machines of theirs, and see to the names of those themselves.
        return Finding("ptr", "ok", "ptr.by_provider", values)
    if any(ipaddress.ip_address(address).is_private for address in addresses):
        return Finding("ptr", "hint", "ptr.private", values | {"address": addresses[0]})
    for address in addresses:
        names = lookup.names(address)[:_MOST_ADDRESSES]
        if not names:
            return Finding("ptr", "warn", "ptr.missing", values | {"address": address})
        if not any(address in _addresses(name, lookup) for name in names):
            return Finding("ptr", "warn", "ptr.does_not_match", values | {"address": address, "name": names[0]})
    return Finding("ptr", "ok", "ptr.matches", values | {"address": addresses[0]})


def check_mx(facts: SendingFacts, lookup: Lookup) -> Finding:
    """Return whether mails to the sender's domain arrive somewhere. Raises Unanswered."""
    servers = lookup.mail_servers(facts.domain)
    values = {"domain": facts.domain, "servers": ", ".join(servers[:5])}
    if servers == [""]:
        return Finding("mx", "bad", "mx.takes_none", values)
    if servers:
        return Finding("mx", "ok", "mx.there", values)
    # Without MX mails go to the domain's own address; many receivers take that for a sign of spam.
    return Finding("mx", "warn" if lookup.addresses(facts.domain) else "bad", "mx.missing", values)


def _addresses(name: str, lookup: Lookup) -> list[str]:
    try:
        return lookup.addresses(name)
    except Unanswered:
        return []
