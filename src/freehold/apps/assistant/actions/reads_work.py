"""Reads of the day and of work: what needs the person, time, and what is not billed yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from freehold.apps.accounts import selectors as accounts
from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import MAYBE_CLIENT, amount, own_freelancer, shown
from freehold.apps.assistant.selectors.needs import needs
from freehold.apps.billing.selectors import time as work
from freehold.domain.invoicing.durations import show


def _today(context: Context, _values: Mapping[str, Any]) -> Result:
    found = needs(context)
    lines = tuple(Row(one.title, one.note, one.url) for one in found)
    data = {"needs": [{"title": one.title, "note": one.note, "url": one.url, "action": one.action} for one in found]}
    return Result(_("What needs you today"), "" if found else _("Nothing waits for you."), lines, data)


def _time(context: Context, values: Mapping[str, Any]) -> Result:
    day = values.get("day", context.today)
    week = work.week(context.workspace_id, day - timedelta(days=day.weekday()))
    url = f"{reverse('billing:time')}?day={day.isoformat()}"
    lines = [Row(shown(one.day), one.clock, url) for one in week.days if one.minutes]
    lines += [Row(name, spent, url) for name, spent in week.shares]
    text = _("%(time)s hours, of which %(paid)s are paid by clients.") % {"time": week.clock, "paid": week.billable_clock}
    data = {
        "monday": week.monday.isoformat(),
        "minutes": week.minutes,
        "billable_minutes": week.billable,
        "by_project": dict(week.by_project),
    }
    title = _("Your time from %(first)s to %(last)s") % {"first": shown(week.monday), "last": shown(week.sunday)}
    return Result(title, text, tuple(lines), data)


def _unbilled(context: Context, values: Mapping[str, Any]) -> Result:
    found = work.unbilled(context.workspace_id, values.get("client"))
    lines = []
    for row in found:
        parts = [_("%(time)s hours") % {"time": row.clock} if row.minutes else "", amount(row.worth, row.currency) if row.worth else ""]
        if row.expenses:
            parts.append(ngettext("%(n)d expense to pass on", "%(n)d expenses to pass on", row.expenses) % {"n": row.expenses})
        lines.append(Row(row.name, " · ".join(filter(None, parts)), reverse("clients:detail", args=[row.client_id])))
    data = {
        "clients": [
            {
                "client": row.name,
                "minutes": row.minutes,
                "worth": str(row.worth),
                "currency": row.currency,
                "without_rate": row.without_rate,
                "expenses": row.expenses,
            }
            for row in found
        ]
    }
    return Result(_("Work that is not billed yet"), "" if found else _("Everything is billed."), tuple(lines), data)


def _projects(context: Context, _values: Mapping[str, Any]) -> Result:
    found = work.projects(context.workspace_id)
    lines = tuple(
        Row(
            f"{row.project.client} · {row.project.name}",
            _("%(time)s hours") % {"time": show(row.minutes)} + (f" · {row.used} %" if row.used is not None else ""),
            reverse("billing:project", args=[row.project.pk]),
        )
        for row in found[:50]
    )
    data = {
        "projects": [
            {"name": row.project.name, "client": str(row.project.client), "minutes": row.minutes, "unbilled_minutes": row.unbilled}
            for row in found[:50]
        ]
    }
    return Result(_("Your projects"), "" if found else _("There is no open project."), lines, data)


def _profile(context: Context, _values: Mapping[str, Any]) -> Result:
    key = own_freelancer(context)
    if key is None:
        return Result(_("Your profile"), _("You have no profile of your own in this workspace."))
    profile = accounts.profile_of(key)
    url = reverse("accounts:profile")
    lines = [Row(_("What you do"), profile.headline, url)] if profile.headline else []
    lines += [Row(skill.name, "", url, skill.evidence) for skill in profile.skills[:40]]
    lines += [Row(_("Least you work for"), f"{amount(rate.min, rate.currency)} · {rate.kind}", url) for rate in profile.rates]
    data = {
        "name": profile.name,
        "headline": profile.headline,
        "skills": [
            {"name": skill.name, "years": str(skill.years) if skill.years is not None else None, "evidence": skill.evidence}
            for skill in profile.skills
        ],
        "services": [{"name": one.name, "price": one.price} for one in profile.services],
        "rates": [{"kind": rate.kind, "min": str(rate.min), "currency": rate.currency} for rate in profile.rates],
    }
    return Result(_("Your profile"), profile.summary[:500], tuple(lines), data)


READS = (
    Action(
        name="today.needs",
        kind="read",
        title=gettext_lazy("What needs you today"),
        description="Return what waits for the person today, the most pressing first, each with the page where it is done.",
        run=_today,
        examples={
            "en": ("what needs me today", "what should I do next", "what is on my plate", "anything urgent"),
            "de": ("was braucht mich heute", "was soll ich als Nächstes tun", "was steht heute an", "gibt es etwas Dringendes"),
        },
    ),
    Action(
        name="work.time",
        kind="read",
        title=gettext_lazy("Your time"),
        description="Return the time booked in the week of a day, by day and by project.",
        run=_time,
        parameters=(Parameter("day", "date", gettext_lazy("Day"), "Any day of the week, an ISO date; this week without it."),),
        examples={
            "en": ("how much did I work this week", "my hours last week", "how many hours have I booked", "show my time"),
            "de": ("wie viel habe ich diese Woche gearbeitet", "meine Stunden letzte Woche", "wie viele Stunden sind gebucht"),
        },
    ),
    Action(
        name="work.unbilled",
        kind="read",
        title=gettext_lazy("Work that is not billed yet"),
        description="Return time and expenses that are not billed yet, by client, with their worth where a rate is known.",
        run=_unbilled,
        parameters=(MAYBE_CLIENT,),
        examples={
            "en": ("what have I not billed yet", "unbilled hours", "what can I invoice", "open hours of Acme"),
            "de": ("was habe ich noch nicht abgerechnet", "offene Stunden", "was kann ich in Rechnung stellen", "offene Stunden von Acme"),
        },
    ),
    Action(
        name="work.projects",
        kind="read",
        title=gettext_lazy("Your projects"),
        description="Return the open projects with the time spent on each.",
        run=_projects,
        examples={
            "en": ("which projects are running", "my open projects", "list the projects"),
            "de": ("welche Projekte laufen", "meine offenen Projekte", "zeig die Projekte"),
        },
    ),
    Action(
        name="profile.facts",
        kind="read",
        title=gettext_lazy("Your profile"),
        description="Return the person's own profile: skills with their evidence, services, least rates.",
        run=_profile,
        examples={
            "en": ("show my profile", "which skills have I listed", "what is my rate"),
            "de": ("zeig mein Profil", "welche Fähigkeiten habe ich angegeben", "was ist mein Stundensatz"),
        },
    ),
)
