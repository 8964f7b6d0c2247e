"""A work history in words, in the reader's language: for the file on paper, the file as a page, and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.domain.reputation.history import Holder, Praise, Work
from freehold.domain.reputation.paper import Entry, Labels, Paper, Quote
from freehold.domain.reputation.signing import in_groups
from freehold.kit.design.formats import money, reader_locale

_LETTER = frozenset({"US", "CA"})
#: Countries that English names with an article: "a company in the Netherlands".
_WITH_THE = frozenset({"AE", "BS", "CF", "CG", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "SC", "US"})


def paper_of(holder: Holder, work: Sequence[Work], praise: Sequence[Praise], *, fingerprint: str, at: datetime, colour: str = "") -> Paper:
    """Return the history in words of the active language. `work` and `praise` hold only what may be shown."""
    locale = reader_locale()
    return Paper(
        language=locale.language,
        holder=holder.name,
        headline=holder.headline,
        place=country_name(holder.country, locale),
        facts=tuple(_facts(work, praise)),
        entries=tuple(entry_of(one, locale) for one in work),
        quotes=tuple(_quote(one, locale) for one in praise),
        proves=_("This record was not changed since it was signed, and it was signed with the key that is named in it."),
        proves_not=_(
            "The signature does not prove that the clients exist, that the work was done, or who holds the key. Compare the key’s "
            "fingerprint with one that you have from the holder, and ask the clients who agreed to be named."
        ),
        signed_on=_day(timezone.localdate(at), locale),
        fingerprint=in_groups(fingerprint),
        labels=labels(),
        letter_size=holder.country in _LETTER,
        colour=colour or "#1f5f5b",
    )


def labels() -> Labels:
    """Return the headings and sentences of a history."""
    return Labels(
        title=_("Work history"),
        work=_("Work, as issued invoices and accepted proposals show it"),
        testimonials=_("What clients say, in their own words"),
        client=_("Client"),
        years=_("Years"),
        extent=_("Extent"),
        sums=_("Sums"),
        record=_("What this record proves"),
        signed=_("Signed on"),
        key=_("Fingerprint of the key"),
        check=_("Anybody can check this file on their own machine, without the network: freehold verify-reputation FILE"),
        page_of=_("Page {page} of {pages}"),
        no_work=_("No work is shown here."),
    )


def entry_of(one: Work, locale: Locale | None = None) -> Entry:
    """Return the work for one client in words."""
    counts = []
    if one.invoices:
        words = ngettext("%(n)d invoice, %(paid)d paid", "%(n)d invoices, %(paid)d paid", one.invoices)
        counts.append(words % {"n": one.invoices, "paid": one.paid})
    if one.projects:
        counts.append(ngettext("%(n)d project", "%(n)d projects", one.projects) % {"n": one.projects})
    if one.accepted:
        counts.append(ngettext("%(n)d accepted proposal", "%(n)d accepted proposals", one.accepted) % {"n": one.accepted})
    sums = ", ".join(money(amount, currency) for currency, amount in sorted(one.net.items()) if amount)
    notes = tuple(words for words in (trade_words(one) if one.name else "", _("Came back") if one.is_repeat else "") if words)
    return Entry(
        client=one.name or described(one, locale),
        is_named=bool(one.name),
        years=_years(one),
        counts=" · ".join(counts),
        notes=notes,
        sums=_("%(sums)s paid, before tax") % {"sums": sums} if sums else "",
    )


def described(one: Work, locale: Locale | None = None) -> str:
    """Return what stands in place of a name that nobody agreed to show: "a company in Germany, software"."""
    locale = locale or reader_locale()
    where = country_name(one.country, locale)
    if locale.language == "en" and one.country in _WITH_THE:
        where = f"the {where}"
    names = {"country": where}
    if where:
        kinds = {
            "company": _("A company in %(country)s"),
            "person": _("A private person in %(country)s"),
            "public": _("A public body in %(country)s"),
        }
    else:
        kinds = {"company": _("A company"), "person": _("A private person"), "public": _("A public body")}
    words = kinds.get(one.kind, kinds["company"])
    return ", ".join(part for part in (words % names if where else words, one.trade) if part)


def trade_words(one: Work) -> str:
    """Return what a named client does and where it is."""
    return ", ".join(part for part in (one.trade, country_name(one.country, reader_locale())) if part)


def country_name(code: str, locale: Locale) -> str:
    """Return a country's name in the reader's language, "" for none."""
    return str(locale.territories.get(code.upper(), code)) if code else ""


def _facts(work: Sequence[Work], praise: Sequence[Praise]) -> list[tuple[str, str]]:
    years = [day.year for one in work for day in (one.first, one.last) if day is not None]
    said = [one for one in praise if one.on_time]
    on_time = sum(1 for one in said if one.on_time == "yes")
    found = [
        (_("Years"), _span(min(years), max(years)) if years else ""),
        (_("Clients"), str(len(work)) if work else ""),
        (_("Came back"), _("%(n)d of %(all)d") % {"n": sum(1 for one in work if one.is_repeat), "all": len(work)} if work else ""),
        (_("Invoices paid"), _("%(n)d of %(all)d") % {"n": sum(one.paid for one in work), "all": sum(one.invoices for one in work)}),
        (_("On time, say clients"), _("%(n)d of %(all)d") % {"n": on_time, "all": len(said)} if said else ""),
    ]
    return [(name, value) for name, value in found if value and (work or said)]


def _quote(one: Praise, locale: Locale) -> Quote:
    who = [one.name, one.role]
    if one.about is not None:
        who.append(one.about.name or described(one.about, locale))
    note = {"yes": _("delivered on time, they say"), "no": _("not delivered on time, they say")}.get(one.on_time, "")
    return Quote(text=one.text, by=", ".join(part for part in who if part), day=_day(one.given_on, locale), note=note)


def _years(one: Work) -> str:
    return _span(one.first.year, one.last.year) if one.first and one.last else ""


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _day(day: object, locale: Locale) -> str:
    return str(format_date(day, "long", locale=locale))
