"""The reasons of a fit score, what is not known, and why now: in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.domain.matching.profile import RateFloor
from freehold.domain.postings.analysis import Pay
from freehold.domain.prospects import Occasion, Reason, Unknown
from freehold.domain.statistics import Beta
from freehold.kit.design.formats import money, money_range, number, reader_locale

MOST_NAMES = 5


def fact_words(reason: Reason) -> str:
    """Return a reason as one sentence with its dates, its n and, for a rate, its interval."""
    values = reason.values
    match reason.kind:
        case "skills":
            return _skills(reason.code, values)
        case "open_now":
            return ngettext(
                "A posting of theirs is open: “%(title)s”, %(on)s",
                "%(n)s postings of theirs are open, the newest “%(title)s”, %(on)s",
                values["n"],
            ) % {"n": number(values["n"]), "title": values["title"], "on": _day(values["on"])}
        case "budget":
            return _budget(reason.code, values)
        case "segment":
            return _segment(values)
        case "recency":
            return _("Last invoiced on %(on)s") % {"on": _day(values["last"])}
        case "frequency":
            return ngettext("%(n)s invoice, on %(last)s", "%(n)s invoices from %(first)s to %(last)s", values["n"]) % {
                "n": number(values["n"]),
                "first": _day(values["first"]),
                "last": _day(values["last"]),
            }
        case "value":
            words = {"value": money(round(values["value"]), values["currency"], whole=True), "n": number(values["n"])}
            words["usual"] = money(round(values["usual"]), values["currency"], whole=True)
            return (
                ngettext(
                    "Invoiced %(value)s in %(n)s invoice; your usual client: %(usual)s",
                    "Invoiced %(value)s in %(n)s invoices; your usual client: %(usual)s",
                    values["n"],
                )
                % words
            )
        case "answers":
            return _("Answered %(answered)s of %(n)s mails and offers %(interval)s") % {
                "answered": number(values["answered"]),
                "n": number(values["n"]),
                "interval": interval_words(Beta(values["answered"] + 0.5, values["n"] - values["answered"] + 0.5)),
            }
        case "pays":
            return _pays(reason.code, values)
        case "place":
            return _place(reason.code, values)
        case _:
            return _language(reason.code, values)


def _skills(code: str, values: Mapping[str, Any]) -> str:
    names = values["have"] if code == "skills_asked" else values["near"]
    words = {
        "have": ", ".join(names[:MOST_NAMES]),
        "count": number(len(values["have"])),
        "asked": number(values["asked"]),
        "n": number(values["n"]),
        "last": _day(values["last"]),
    }
    if code == "skills_asked":
        return (
            ngettext(
                "They asked for %(have)s: %(count)s of %(asked)s skills are yours (%(n)s posting read, %(last)s)",
                "They asked for %(have)s: %(count)s of %(asked)s skills are yours (%(n)s postings read, the newest of %(last)s)",
                values["n"],
            )
            % words
        )
    if code == "skills_near":
        return (
            ngettext(
                "They asked for %(have)s, which comes close to your skills (%(n)s posting read, %(last)s)",
                "They asked for %(have)s, which comes close to your skills (%(n)s postings read, the newest of %(last)s)",
                values["n"],
            )
            % words
        )
    return (
        ngettext(
            "None of the %(asked)s skills they asked for is yours (%(n)s posting read, %(last)s)",
            "None of the %(asked)s skills they asked for is yours (%(n)s postings read, the newest of %(last)s)",
            values["n"],
        )
        % words
    )


def _budget(code: str, values: Mapping[str, Any]) -> str:
    words = {"pay": _pay(values["pay"]), "floor": _floor(values["floor"]), "on": _day(values["on"]) if "on" in values else ""}
    patterns = {
        "budget_above": _("A posting of %(on)s pays %(pay)s, above your floor of %(floor)s"),
        "budget_at": _("A posting of %(on)s pays %(pay)s, about your floor of %(floor)s"),
        "budget_below": _("A posting of %(on)s pays %(pay)s, below your floor of %(floor)s"),
        "agreed_budget_above": _("You agreed on %(pay)s with them, above your floor of %(floor)s"),
        "agreed_budget_at": _("You agreed on %(pay)s with them, about your floor of %(floor)s"),
        "agreed_budget_below": _("You agreed on %(pay)s with them, below your floor of %(floor)s"),
    }
    return patterns[code] % words


def _segment(values: Mapping[str, Any]) -> str:
    names = {
        "tag": _("with the tag “%(name)s”"),
        "skill": _("about %(name)s"),
        "country": _("in %(name)s"),
        "kind": _("to clients of this kind"),
    }
    name = reader_locale().territories.get(values["name"], values["name"]) if values["of"] == "country" else values["name"]
    won, n = values["all"]
    return _("Of %(n)s offers %(segment)s, %(won)s were won; to expect %(interval)s (all: %(all_won)s of %(all_n)s)") % {
        "n": number(values["n"]),
        "won": number(values["won"]),
        "segment": names[values["of"]] % {"name": name},
        "interval": interval_words(values["rate"]),
        "all_won": number(won),
        "all_n": number(n),
    }


def interval_words(rate: Beta) -> str:
    """Return a rate with its 80 % interval: "38 % (80 %: 21–57 %)"."""
    low, high = rate.interval(0.8)
    return _("%(rate)s %% (80 %%: %(low)s–%(high)s %%)") % {
        "rate": number(round(rate.mean * 100)),
        "low": number(round(low * 100)),
        "high": number(round(high * 100)),
    }


def _pays(code: str, values: Mapping[str, Any]) -> str:
    words = {"n": number(values["n"]), "days": number(abs(values["days"]))}
    if code == "pays_on_time":
        return _("Pays on time (median of %(n)s paid invoices)") % words
    return (
        ngettext(
            "Pays %(days)s day late (median of %(n)s paid invoices)",
            "Pays %(days)s days late (median of %(n)s paid invoices)",
            abs(values["days"]),
        )
        % words
    )


def _place(code: str, values: Mapping[str, Any]) -> str:
    if code == "place_remote":
        return _("Their work can be done remotely")
    country = reader_locale().territories.get(values["country"], values["country"])
    if code == "place_own":
        return _("In %(country)s, where you work") % {"country": country}
    return _("Only on site in %(country)s") % {"country": country}


def _language(code: str, values: Mapping[str, Any]) -> str:
    name = reader_locale().languages.get(values["language"], values["language"])
    if code == "language_own":
        return _("Speaks %(language)s, as you do") % {"language": name}
    return _("Speaks %(language)s, which is not among your languages") % {"language": name}


def unknown_words(unknown: Unknown) -> str:
    """Return what could not be judged, and why."""
    return {
        "no_posting": _("What they look for is not known: no posting of theirs was seen."),
        "no_skill_named": _("What they look for is not known: their postings name no skill."),
        "no_own_skills": _("Your profile names no skills yet, so none could be compared."),
        "no_floor": _("Your profile names no least rate, so their budget was not judged."),
        "no_budget": _("Their budget is not known."),
        "no_offers": _("No offer in this segment has come to an end yet."),
        "no_business": _("You have not invoiced them yet."),
        "no_rate": _("What they were worth is not known: an exchange rate is missing."),
        "nothing_asked": _("Whether they answer is not known: nothing was sent that asks for an answer."),
        "nothing_paid": _("How they pay is not known: nothing has been paid yet."),
        "no_country": _("Where they are is not known."),
        "no_language": _("Their language, or yours, is not known."),
    }[unknown.code]


def occasion_words(occasion: Occasion) -> str:
    """Return why now, with the date of the fact."""
    values, on = occasion.values, _day(occasion.on)
    match occasion.code:
        case "told":
            return _("They said on %(on)s: “%(words)s”") % {"on": on, "words": values["words"]}
        case "posting":
            return _("They posted “%(title)s” on %(on)s") % {"title": values["title"], "on": on}
        case "finished":
            return ngettext(
                "You finished “%(name)s” %(months)s month ago, on %(on)s",
                "You finished “%(name)s” %(months)s months ago, on %(on)s",
                values["months"],
            ) % {"name": values["name"], "months": number(values["months"]), "on": on}
        case "anniversary":
            return ngettext(
                "Your first invoice to them was %(years)s year ago, on %(on)s",
                "Your first invoice to them was %(years)s years ago, on %(on)s",
                values["years"],
            ) % {"years": number(values["years"]), "on": on}
        case _:
            return ngettext(
                "Your last invoice to them was %(months)s month ago, on %(on)s",
                "Your last invoice to them was %(months)s months ago, on %(on)s",
                values["months"],
            ) % {"months": number(values["months"]), "on": on}


def source_words(source: str) -> str:
    """Return where a reason comes from."""
    return {
        "postings": _("Postings seen"),
        "client": _("The client's entry"),
        "offers": _("Offers that came to an end"),
        "invoices": _("Your invoices"),
        "projects": _("Your projects"),
        "mails": _("Mails and offers sent"),
    }.get(source, source)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _pay(pay: Pay) -> str:
    return per_unit(pay.kind, money_range(pay.min, pay.max, pay.currency))


def _floor(floor: RateFloor) -> str:
    return per_unit(floor.kind, money(floor.min, floor.currency, whole=True))


def per_unit(kind: str, amount: str) -> str:
    """Return an amount with what it is paid for."""
    return {
        "hourly": _("%(amount)s an hour"),
        "daily": _("%(amount)s a day"),
        "weekly": _("%(amount)s a week"),
        "monthly": _("%(amount)s a month"),
        "yearly": _("%(amount)s a year"),
        "fixed": _("%(amount)s fixed"),
    }.get(kind, "%(amount)s") % {"amount": amount}
