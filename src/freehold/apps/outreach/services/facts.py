"""What is stored about one person and about oneself, as dated facts in the language of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.documents import INVOICES, Filters, narrowed
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.apps.opportunities.services import engine
from freehold.apps.outreach.services.prospects_reading import SKILLS, key_of, skills_of, told_elsewhere
from freehold.domain.matching.profile import Profile, ProfileSkill
from freehold.domain.personal.fact_words import amount, fact_text, language_of, listed
from freehold.domain.personal.facts import StoredFact, value
from freehold.domain.prospects.later import points_to
from freehold.domain.prospects.why_now import months_between
from freehold.kit.scoping.ref import Workspace, id_of

POSTING_DAYS = 180
MOST_SKILLS = 4
LONGEST_PROOF = 220


@dataclass(frozen=True, slots=True)
class _About:
    """Whose facts are wanted, for whom, in which language, and when."""

    workspace: Workspace
    contact: Any
    ids: list[int]
    freelancer_id: int
    profile: Profile
    language: str
    today: date

    @property
    def client(self) -> Any:
        """The client that the person belongs to."""
        return self.contact.client

    def day(self, day: date) -> str:
        """Return a date in the language of the draft."""
        return str(format_date(day, "long", locale=Locale(language_of(self.language))))

    def fact(self, kind: str, values: Mapping[str, str], *, source: str, on: date | None = None, url: str = "") -> StoredFact:
        """Return a fact with its words; what others wrote is made plain."""
        known = {name: value(words) for name, words in values.items()}
        return StoredFact(kind, fact_text(kind, {"company": value(self.client.name), **known}, self.language), source, on, url, known)


def facts_of(
    workspace: Workspace,
    contact_id: int,
    freelancer_id: int,
    *,
    now: datetime,
    language: str = "",
    profile: Profile | None = None,
) -> list[StoredFact]:
    """Return the facts about a person and about the freelancer, what is most telling first; none when the person is not there.

    They are worded in `language` (English and German; empty: the person's own, then the client's). `profile` saves reading it again.
    """
    contact = clients.contact(workspace, contact_id)
    if contact is None or accounts.workspace_id_of(freelancer_id) != id_of(workspace):
        return []
    spoken = language or contact.language or contact.client.language
    mine = profile or accounts.profile_of(freelancer_id)
    about = _About(workspace, contact, clients.ids_of(contact.client), freelancer_id, mine, spoken, now.date())
    posting, shared = _posting(about)
    return [
        *_contact(about),
        *posting,
        *_project(about),
        *_invoices(about),
        *_offer(about),
        *_me(about, shared),
    ]


def _contact(about: _About) -> Iterator[StoredFact]:
    contact, client = about.contact, about.client
    names = contact.name.split()
    values = {
        "name": contact.name,
        "first_name": names[0] if len(names) > 1 else contact.name,
        "role": contact.role,
        "company": client.name,
        "city": client.city,
    }
    url = reverse("clients:detail", args=[client.pk])
    on = (contact.changed_at or contact.created_at).date()
    yield about.fact("contact", values, source=_("The client's entry"), on=on, url=url)


def _posting(about: _About) -> tuple[list[StoredFact], list[str]]:
    """Return the newest posting of theirs, and which skills it asks for that are the freelancer's."""
    keys = {key for name in (about.client.name, about.client.legal_name) if (key := key_of(name))}
    rows = matches_of(about.workspace, about.freelancer_id).filter(opportunity__company_key__in=keys).exclude(stage="dismissed")
    rows = rows.annotate(skills=SKILLS).order_by("-opportunity__first_seen_at", "-opportunity_id")
    row = rows.values_list("opportunity_id", "opportunity__title", "opportunity__first_seen_at", "skills").first()
    if row is None:
        return [], []
    pk, title, seen, stored = row
    on = seen.date()
    if on < about.today - timedelta(days=POSTING_DAYS):
        return [], []
    asked = [name for name, _kind in skills_of(stored)]
    shared = [name for name in asked if name in _own_skills(about.profile)]
    values = {
        "posting_title": title,
        "posting_on": about.day(on),
        "posting_days": amount((about.today - on).days, "day", about.language),
        "posting_skills": listed(asked[:MOST_SKILLS], about.language),
        "shared_skills": listed(shared[:MOST_SKILLS], about.language),
    }
    url = reverse("opportunities:detail", args=[pk])
    return [about.fact("posting", values, source=_("A posting seen"), on=on, url=url)], shared


def _project(about: _About) -> Iterator[StoredFact]:
    rows = narrowed(about.workspace, Filters()).filter(client_id__in=about.ids, project__closed_at__isnull=False).exclude(number="")
    row = rows.order_by("-project__closed_at", "-project_id").values_list("project__name", "project__closed_at").first()
    if row is None or row[1] is None:
        return
    on = row[1].date()
    values = {
        "project": row[0],
        "project_end": about.day(on),
        "project_year": str(on.year),
        "project_months": amount(months_between(on, about.today), "month", about.language),
    }
    yield about.fact("project", values, source=_("Your projects"), on=on, url=reverse("clients:detail", args=[about.client.pk]))


def _invoices(about: _About) -> Iterator[StoredFact]:
    rows = narrowed(about.workspace, Filters()).filter(client_id__in=about.ids, kind__in=INVOICES, issue_date__isnull=False)
    span = rows.exclude(number="").exclude(state="cancelled").aggregate(first=Min("issue_date"), last=Max("issue_date"))
    if span["last"] is None:
        return
    values = {
        "since_year": str(span["first"].year),
        "last_invoice_on": about.day(span["last"]),
        "last_invoice_months": amount(months_between(span["last"], about.today), "month", about.language),
    }
    url = reverse("clients:detail", args=[about.client.pk])
    yield about.fact("invoice", values, source=_("Your invoices"), on=span["last"], url=url)


def _offer(about: _About) -> Iterator[StoredFact]:
    rows = narrowed(about.workspace, Filters()).filter(client_id__in=about.ids, kind="quote", state__in=("declined", "expired"))
    columns = ("pk", "number", "title", "issue_date", "answer__reason", "answer__at")
    row = rows.exclude(number="").order_by("-issue_date", "-pk").values_list(*columns).first()
    said: list[tuple[str, date, str, str]] = []
    if row is not None:
        pk, number, title, issued, reason, at = row
        url = reverse("billing:document", args=[pk])
        if issued is not None:
            values = {"offer_title": title or number, "offer_on": about.day(issued)}
            yield about.fact("offer", values, source=number, on=issued, url=url)
        if reason and at:
            said.append((reason, at.date(), number, url))
    for hook in told_elsewhere:
        said += [(one.words, one.on, one.source, one.url) for one in hook(id_of(about.workspace)) if one.client_id in about.ids]
    for words, on, source, url in sorted(said, key=lambda one: one[1], reverse=True):
        if found := points_to(words, on):
            yield about.fact("told", {"told": found[0], "told_on": about.day(on)}, source=source, on=on, url=url)
            return


def _me(about: _About, shared: list[str]) -> Iterator[StoredFact]:
    profile, url = about.profile, reverse("accounts:profile")
    source = _("Your profile")
    me = {"my_name": profile.name, "my_headline": profile.headline, "my_city": profile.city}
    yield about.fact("me", me, source=source, url=url)
    skill = _best_skill(profile, shared)
    if skill is not None:
        proof = skill.evidence if len(skill.evidence) <= LONGEST_PROOF else ""
        years = int(skill.years) if skill.years is not None and skill.years >= 1 else 0
        values = {"my_skill": skill.name, "my_skill_years": amount(years, "year", about.language), "my_proof": proof}
        yield about.fact("skill", values, source=source, url=url)
    if profile.services:
        yield about.fact("service", {"my_service": profile.services[0].name}, source=source, url=url)
    free = profile.constraints.available_from
    if free is not None and free >= about.today:
        yield about.fact("available", {"available_from": about.day(free)}, source=source, on=free, url=url)
    years_now = {"year": str(about.today.year), "next_year": str(about.today.year + 1)}
    yield about.fact("calendar", years_now, source=_("The calendar"), on=about.today)


def _own_skills(profile: Profile) -> set[str]:
    gazetteer = engine.gazetteer()
    return {gazetteer.canonical(skill.name) or skill.name for skill in profile.skills}


def _best_skill(profile: Profile, shared: list[str]) -> ProfileSkill | None:
    """Return the skill that they asked for and that the profile shows best; without one, the best shown of all."""
    gazetteer = engine.gazetteer()

    def rank(skill: ProfileSkill) -> tuple[bool, bool, Decimal]:
        name = gazetteer.canonical(skill.name) or skill.name
        return name in shared, bool(skill.evidence), skill.years or Decimal(0)

    return max(profile.skills, key=rank, default=None)
