"""What was read from a posting, worded for its page; each fact with the words it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.domain.matching.result import Block, Reason
from freehold.domain.matching.wording import TEMPLATES
from freehold.domain.postings.analysis import Analysis, LanguageNeed, SkillMention, Span, When
from freehold.kit.design.formats import money_range, number, reader_locale


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its name; `quotes` are the posting's words, none where the source stated it as data."""

    name: str
    value: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """The skills of one kind, under its heading."""

    title: str
    level: str
    skills: tuple[SkillMention, ...]


def facts(analysis: Analysis) -> list[Fact]:
    """Return the facts in the order in which people look for them."""
    return [*_work(analysis), *_place(analysis), *_terms(analysis), *_others(analysis)]


def skills(analysis: Analysis) -> list[SkillGroup]:
    """Return the skills by kind, must-haves first."""
    groups = (("must", _("Must have"), "brand"), ("nice", _("Nice to have"), "info"), ("mentioned", _("Mentioned"), ""))
    found = [SkillGroup(title, level, tuple(skill for skill in analysis.skills if skill.kind == kind)) for kind, title, level in groups]
    return [group for group in found if group.skills]


def reason(stored: dict[str, Any]) -> Reason:
    """Return a stored reason, worded in the reader's language."""
    return Reason(**{**stored, "text": _worded(stored)})


def block(stored: dict[str, Any]) -> Block:
    """Return a stored block, worded in the reader's language."""
    return Block(**{**stored, "text": _worded(stored)})


def _worded(stored: dict[str, Any]) -> str:
    pattern = TEMPLATES.get(stored.get("template", ""))
    params = {name: _in_own_words(name, value) for name, value in stored.get("params", {}).items()}
    try:
        return _(pattern).format_map(params) if pattern else str(stored["text"])
    except KeyError:  # stored by a version whose sentence had other parts
        return str(stored["text"])


def _in_own_words(name: str, value: str) -> str:
    """Return a value that stands inside a reason in the reader's language."""
    match name:
        case "countries" | "own":
            return _places(value)
        case "pay" | "floor":
            return _pay(value)
        case "language":
            return _language_names().get(value, value)
        case "why" | "level":
            return _(value) if value else value
        case _:
            return value


def _pay(words: str) -> str:
    units = {
        "an hour": _("an hour"),
        "a day": _("a day"),
        "a week": _("a week"),
        "a month": _("a month"),
        "a year": _("a year"),
        "fixed": _("fixed"),
    }
    unit = next((unit for unit in units if words.endswith(f" {unit}")), "")
    return words.removesuffix(unit) + units[unit] if unit else words


def _language_names() -> dict[str, str]:
    """Return the reader's name of each language by its English one."""
    own = reader_locale().languages
    return {english: own[code] for code, english in Locale("en").languages.items() if code in own}


def _places(codes: str) -> str:
    """Return "PT, ES" as the names of the countries; what is no list of codes stays as it is."""
    parts = codes.split(", ")
    return ", ".join(_place_name(part) for part in parts) if all(part.isupper() and part.isascii() for part in parts) else codes


def constraint_name(constraint: str) -> str:
    """Return how the person calls a condition of theirs."""
    names = {
        "pay": _("your least pay"),
        "remote": _("remote or on site"),
        "timezone": _("your time zone"),
        "place": _("your countries"),
        "countries": _("countries"),
        "citizens": _("citizenship"),
        "languages": _("your languages"),
        "hours": _("your hours"),
        "available_from": _("when you are free"),
        "avoid": _("topics you avoid"),
    }
    return names.get(constraint, constraint.replace("_", " "))


def pay_words(kind: str, low: Decimal | None, high: Decimal | None, currency: str) -> str:
    """Return pay as a list shows it: "€75–90 an hour"."""
    amount = money_range(low, high, currency)
    units = {
        "hourly": _("%(amount)s an hour"),
        "daily": _("%(amount)s a day"),
        "weekly": _("%(amount)s a week"),
        "monthly": _("%(amount)s a month"),
        "yearly": _("%(amount)s a year"),
        "fixed": _("%(amount)s fixed"),
        "per_word": _("%(amount)s a word"),
        "per_piece": _("%(amount)s a piece"),
    }
    return units.get(kind, "%(amount)s") % {"amount": amount} if amount else ""


def span_words(span: Span) -> str:
    """Return a length of time: "3 months", "2–4 weeks"."""
    low, high = span.min, span.max
    top = high if high is not None else low
    if top is None:
        return ""
    amount = number(top) if low is None or low == top else f"{number(low)}–{number(top)}"
    if high is None:
        amount = f"{amount}+"
    elif low is None:
        amount = f"≤ {amount}"
    count = int(top) if top == int(top) else 2
    units = {
        "hours": ngettext("%(amount)s hour", "%(amount)s hours", count),
        "days": ngettext("%(amount)s day", "%(amount)s days", count),
        "weeks": ngettext("%(amount)s week", "%(amount)s weeks", count),
        "months": ngettext("%(amount)s month", "%(amount)s months", count),
        "years": ngettext("%(amount)s year", "%(amount)s years", count),
    }
    return units[span.unit] % {"amount": amount}


def mode_word(mode: str) -> str:
    """Return the place of work as one word, "" for none."""
    return {"remote": _("remote"), "hybrid": _("hybrid"), "onsite": _("on site")}.get(mode, "")


def _quoted(*quotes: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote for quote in quotes if quote))


def _work(analysis: Analysis) -> Iterator[Fact]:
    if pay := analysis.pay:
        yield Fact(_("Pay"), pay_words(pay.kind, pay.min, pay.max, pay.currency), _quoted(pay.quote))
    for other in analysis.other_pay:
        yield Fact(_("Pay"), pay_words(other.kind, other.min, other.max, other.currency), _quoted(other.quote))
    if analysis.pay_negotiable:
        yield Fact(_("Pay"), _("negotiable"), _quoted(analysis.quotes.get("pay_negotiable", "")))
    if analysis.duration and (words := span_words(analysis.duration)):
        yield Fact(_("Duration"), words, _quoted(analysis.duration.quote))
    if hours := analysis.hours_per_week:
        span = Span(hours.min, hours.max, "hours", hours.quote)
        yield Fact(_("A week"), span_words(span), _quoted(hours.quote))
    if analysis.start:
        yield Fact(_("Start"), _when(analysis.start), _quoted(analysis.start.quote))
    if analysis.deadline:
        yield Fact(_("Apply by"), _when(analysis.deadline), _quoted(analysis.deadline.quote))


def _place(analysis: Analysis) -> Iterator[Fact]:
    if analysis.mode:
        yield Fact(_("Place of work"), mode_word(analysis.mode), _quoted(analysis.quotes.get("mode", "")))
    only = [country for country in analysis.countries if country.kind == "only"]
    place = [country for country in analysis.countries if country.kind == "place"]
    if only:
        yield Fact(_("Only from"), ", ".join(_place_name(country.code) for country in only), _quoted(*(country.quote for country in only)))
    if place:
        yield Fact(
            _("Country"),
            ", ".join(dict.fromkeys(_place_name(country.code) for country in place)),
            _quoted(*(country.quote for country in place)),
        )
    if zone := analysis.timezone:
        yield Fact(_("Time zone"), _zone(zone.utc_min, zone.utc_max, zone.overlap_hours), _quoted(zone.quote))
    if analysis.languages:
        words = ", ".join(_language(language) for language in analysis.languages)
        yield Fact(_("Languages"), words, _quoted(*(language.quote for language in analysis.languages)))


def _terms(analysis: Analysis) -> Iterator[Fact]:
    if analysis.seniority:
        yield Fact(_("Experience"), _seniority(analysis.seniority), _quoted(analysis.quotes.get("seniority", "")))
    if analysis.contract:
        yield Fact(_("Contract"), _contract(analysis.contract), _quoted(analysis.quotes.get("contract", "")))
    if analysis.ir35 and analysis.contract not in {"ir35_inside", "ir35_outside"}:
        yield Fact("IR35", _contract(f"ir35_{analysis.ir35}"), _quoted(analysis.quotes.get("ir35", "")))
    if analysis.screening_questions:
        yield Fact(_("Questions to answer"), number(len(analysis.screening_questions)), analysis.screening_questions)


def _seniority(level: str) -> str:
    names = {
        "intern": _("intern"),
        "junior": _("junior"),
        "mid": _("some years"),
        "senior": _("senior"),
        "lead": _("lead"),
        "principal": _("principal"),
    }
    return names.get(level, level)


def _contract(form: str) -> str:
    names = {
        "freelance": _("freelance"),
        "contract": _("contract"),
        "temporary": _("temporary"),
        "permanent": _("permanent employment"),
        "internship": _("internship"),
        "ir35_outside": _("outside IR35"),
        "ir35_inside": _("inside IR35"),
        "employee_leasing": _("through a staffing firm (ANÜ)"),
        "c2c": "corp-to-corp",
        "w2": "W-2",
        "1099": "1099",
    }
    return names.get(form, form.replace("_", " "))


def _others(analysis: Analysis) -> Iterator[Fact]:
    if client := analysis.client:
        parts = [
            ngettext("%(count)s hire", "%(count)s hires", client.hires) % {"count": number(client.hires)}
            if client.hires is not None
            else "",
            _("%(amount)s spent") % {"amount": money_range(client.spent, client.spent, client.currency or "USD")}
            if client.spent is not None
            else "",
            _("%(rating)s of 5") % {"rating": number(client.rating)} if client.rating is not None else "",
            {True: _("payment verified"), False: _("payment not verified")}.get(client.verified, "") if client.verified is not None else "",
            _("an agency") if client.agency else "",
        ]
        if words := ", ".join(part for part in parts if part):
            yield Fact(_("Client"), words, _quoted(client.quote))
    if rivals := analysis.competition:
        low, high = rivals.min, rivals.max
        words = f"{low}–{high}" if low is not None and high is not None and low != high else str(high if high is not None else f"{low}+")
        yield Fact(_("Others applied"), words, _quoted(rivals.quote))


def _when(when: When) -> str:
    return date_format(when.date, "DATE_FORMAT") if when.date else when.text


def _place_name(code: str) -> str:
    groups = {
        "EU": _("the EU"),
        "EEA": _("the EEA"),
        "EUROPE": _("Europe"),
        "WORLDWIDE": _("anywhere"),
        "LATAM": _("Latin America"),
        "APAC": _("Asia and Pacific"),
    }
    return groups.get(code) or reader_locale().territories.get(code, code)


def _language(need: LanguageNeed) -> str:
    name = reader_locale().languages.get(need.code) or Locale("en").languages.get(need.code, need.code)
    details = ", ".join(filter(None, [need.level, _("nice to have") if need.kind == "nice" else ""]))
    return f"{name} ({details})" if details else name


def _zone(low: Decimal | None, high: Decimal | None, overlap: Decimal | None) -> str:
    def offset(value: Decimal) -> str:
        return f"UTC{'+' if value >= 0 else '−'}{number(abs(value))}"

    parts = []
    if low is not None and high is not None:
        parts.append(offset(low) if low == high else f"{offset(low)} – {offset(high)}")
    if overlap is not None:
        parts.append(_("%(hours)s hours of overlap") % {"hours": number(overlap)})
    return ", ".join(parts)
