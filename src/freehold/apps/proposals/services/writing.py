"""Writes the sections of a proposal: built-in words or the owner's template, filled with what is asked, what can be shown and the price."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from babel import Locale
from babel.dates import format_date

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.mail_words import public_address
from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.selectors.won import won_sections
from freehold.apps.proposals.services.facts import Facts, given_of, language_names
from freehold.apps.proposals.services.locking import settings_of
from freehold.domain.proposals.claims import Unproved, unproved
from freehold.domain.proposals.compose import Brief, compose
from freehold.domain.proposals.need import in_order, needs
from freehold.domain.proposals.price import Price
from freehold.domain.proposals.section import LENGTHS, TONES, Length, Section, Tone
from freehold.kit.design.formats import money


def written(proposal: Proposal, facts: Facts, price: Price, *, tone: str, length: str) -> tuple[Section, ...]:
    """Return the sections as they are composed for this proposal. Raises UserError for a faulty template of the owner's."""
    found = needs(facts.analysis)
    values = fixed_values(proposal, price)
    billing = billing_settings(proposal.workspace_id)
    own, titles = _own(proposal)
    brief = Brief(
        title=proposal.title,
        sender=sender_name(proposal, facts),
        table=facts.table(),
        needs=[*found[:1], *in_order(facts.analysis, found[1:])],
        profile=facts.profile,
        price=price,
        money=partial(_money, proposal.language, price.currency),
        contact=contact_name(proposal),
        company=proposal.client.name if proposal.client_id and proposal.client else proposal.company,
        valid_until=values["valid_until"],
        deposit=values["deposit"],
        days=str(billing.payment_days),
        own=own,
        own_titles=titles,
        names=language_names(proposal.language) | _days(facts, proposal.language),
        has_link=bool(public_address()),
    )
    return compose(brief, language=proposal.language, tone=tone_of(tone), length=length_of(length))


def claims_of(proposal: Proposal, facts: Facts, sections: tuple[Section, ...], price: Price) -> list[Unproved]:
    """Return what the sections claim without evidence, with the profile as it is now."""
    given = given_of(proposal, facts, price, fixed_values(proposal, price) | _days(facts, proposal.language))
    return unproved(sections, facts.profile, given, gazetteer=facts.gazetteer, today=facts.today, language=proposal.language)


def fixed_values(proposal: Proposal, price: Price) -> dict[str, str]:
    """Return what is fixed in a proposal, in its language: the last day, the deposit, sender, days to pay, sums."""
    billing = billing_settings(proposal.workspace_id)
    values = {
        "valid_until": day_in_words(proposal.valid_until, proposal.language),
        "deposit": f"{price.deposit_percent.normalize():f} %" if price.deposit_percent else "",
        "days": f"{billing.payment_days} days, {billing.payment_days} Tage",
        "sender": billing.trading_name or billing.name,
        "person": billing.name,
    }
    for option in price.options:
        values[f"total_{option.key}"] = _money(proposal.language, price.currency, option.total(price.currency))
        for line in option.lines:
            values[f"price_{option.key}_{line.name}"] = _money(proposal.language, price.currency, line.price)
    return values


def sender_name(proposal: Proposal, facts: Facts | None = None) -> str:
    """Return who signs: the name of the business, else the freelancer's."""
    billing = billing_settings(proposal.workspace_id)
    return billing.trading_name or billing.name or (facts.profile.name if facts else "")


def contact_name(proposal: Proposal) -> str:
    """Return whom the letter greets, "" when nobody is known."""
    if proposal.contact_id and proposal.contact:
        return str(proposal.contact.name)
    return proposal.sent_to_name


def tone_of(tone: str) -> Tone:
    """Return a tone that exists; the first for any other word."""
    return tone if tone in TONES else TONES[0]


def length_of(length: str) -> Length:
    """Return a length that exists; the usual for any other word."""
    return length if length in LENGTHS else LENGTHS[1]


def day_in_words(day: date | None, language: str) -> str:
    """Return a day as the language writes it, "" for none."""
    return str(format_date(day, "long", locale=_locale(language))) if day else ""


def _own(proposal: Proposal) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return texts and titles that take the place of the built-in ones: the template's first, then the settings', then what won before."""
    settings = settings_of(proposal.workspace_id)
    texts = dict(won_sections(proposal.workspace_id, proposal.language, but=proposal.pk))
    titles: dict[str, str] = {}
    for key, by_language in (("way", settings.way), ("terms", settings.terms)):
        if by_language.get(proposal.language):
            texts[key] = by_language[proposal.language]
    template = proposal.template
    for section in template.sections if template and template.language == proposal.language else ():
        if section.get("text"):
            texts[section["key"]] = section["text"]
        if section.get("title"):
            titles[section["key"]] = section["title"]
    return texts, titles


def _days(facts: Facts, language: str) -> dict[str, str]:
    free = facts.profile.constraints.available_from
    return {free.isoformat(): day_in_words(free, language)} if free else {}


def _money(language: str, currency: str, amount: Decimal) -> str:
    return money(amount, currency, locale=_locale(language))


def _locale(language: str) -> Locale:
    # American days are misread outside America; sums look the same.
    return Locale.parse("de" if language == "de" else "en_GB")
