"""The whole look at a sending domain, one finding for each check, whatever the DNS does."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.integrations.mailcheck.dkim import check_dkim, published_key
from freehold.integrations.mailcheck.hosts import check_mx, check_ptr
from freehold.integrations.mailcheck.lookup import Lookup, ResolverMaker, Unanswered, WatchedResolver, system_resolver
from freehold.integrations.mailcheck.providers import FREE_MAIL, is_below
from freehold.kit.mailing.preflight import Finding, SendingFacts

logger = logging.getLogger(__name__)
Check = Callable[[SendingFacts, Lookup], Finding]


@dataclass(frozen=True, slots=True)
class DnsMailCheck:
    """Looks up by DNS. Tests put in a resolver that asks a server of their own."""

    resolver: ResolverMaker = system_resolver

    def check(self, facts: SendingFacts) -> list[Finding]:
        """Return what was found of SPF, DKIM, DMARC, PTR and MX; what could not be asked says so."""
        if facts.domain in FREE_MAIL:
            return _free_mail(facts)
        try:
            lookup = Lookup(WatchedResolver(self.resolver()))
            lookup.texts(facts.domain)
        except Unanswered:
            return [_unanswered(check) for check in ("spf", "dkim", "dmarc", "ptr", "mx")]
        # Read when it is wanted: the library takes half a second to load.
        from checkdmarc.utils import DNS_CACHE

        from freehold.integrations.mailcheck.dmarc import check_dmarc
        from freehold.integrations.mailcheck.spf import check_spf

        DNS_CACHE.clear()  # whoever has just published a record must not be told of yesterday's
        spf = _asked("spf", check_spf, facts, lookup)
        dkim = _asked("dkim", check_dkim, facts, lookup)

        def dmarc(known: SendingFacts, asked: Lookup) -> Finding:
            return check_dmarc(known, asked, spf=spf, dkim=dkim)

        return [
            spf,
            dkim,
            _asked("dmarc", dmarc, facts, lookup),
            _asked("ptr", check_ptr, facts, lookup),
            _asked("mx", check_mx, facts, lookup),
        ]

    def dkim_key_at(self, name: str) -> str:
        """Return the public key that is published at this name, "" when there is none. Raises UserError when nobody can be asked."""
        try:
            return published_key(name, Lookup(WatchedResolver(self.resolver())))
        except Unanswered as error:
            text = _("The name servers did not answer, so %(name)s could not be looked up. Nothing was changed; try again later.")
            raise UserError(text % {"name": name}) from error


def _asked(name: str, check: Check, facts: SendingFacts, lookup: Lookup) -> Finding:
    try:
        return check(facts, lookup)
    except Unanswered:
        return _unanswered(name)
    except Exception:  # a record is a stranger's text, and the library that reads it may stumble over one that nobody foresaw
        logger.exception("What was found about %s of %s could not be judged", name, facts.domain)
        return Finding(name, "hint", "unreadable", {"domain": facts.domain})


def _unanswered(check: str) -> Finding:
    return Finding(check, "hint", "unanswered")


def _free_mail(facts: SendingFacts) -> list[Finding]:
    """Nobody but the provider can change the records of its domain: only whether its own server is used can be told."""
    values = {"domain": facts.domain, "server": facts.smtp_host}
    if is_below(facts.smtp_host, FREE_MAIL[facts.domain]) or is_below(facts.smtp_host, facts.domain):
        return [Finding("spf", "hint", "free_mail.own_server", values)]
    return [Finding("spf", "bad", "free_mail.other_server", values)]
