"""The look at a sending domain, loaded when somebody asks: the resolver brings clients for DNS over HTTPS that nothing else needs."""

from __future__ import annotations

from freehold.kit.mailing.preflight import Finding, SendingFacts


class MailCheckWhenAsked:
    """Hands each question on to DnsMailCheck."""

    def check(self, facts: SendingFacts) -> list[Finding]:
        """Return what was found of SPF, DKIM, DMARC, PTR and MX."""
        from freehold.integrations.mailcheck.check import DnsMailCheck

        return DnsMailCheck().check(facts)

    def dkim_key_at(self, name: str) -> str:
        """Return the public key that is published at this name, "" when there is none. Raises UserError when nobody can be asked."""
        from freehold.integrations.mailcheck.check import DnsMailCheck

        return DnsMailCheck().dkim_key_at(name)
