"""Time: the timer, the week, one entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.selectors import freelancers
from freehold.apps.billing.forms.time import EntryForm, TimeForm, day_or
from freehold.apps.billing.models import TimeEntry
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.services import time
from freehold.apps.billing.services.time import LONG_MINUTES, Work
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import show
from freehold.kit.design.htmx import flash, go

EVERYBODY = "all"
_SALT = "billing.time.restore"
#: An entry can be brought back for a day.
_RESTORE_SECONDS = 24 * 3600


def week_page(request: Any) -> HttpResponse:
    """Show a week and take new work: with a time it is booked, without one the timer starts."""
    today = timezone.localdate()
    form = TimeForm(request.workspace, request.POST or None, initial={"day": today, "place": request.GET.get("for", "")})
    if request.method == "POST" and form.is_valid():
        try:
            told = _take(request, form)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, told)
            return go(request, _week_address(form.cleaned_data["day"], today))
    monday = _monday(day_or(request.GET.get("week", ""), today))
    person = _person(request)
    everybody = request.GET.get("who") == EVERYBODY
    week = reads.week(request.workspace, monday, freelancer_id=None if everybody else person)
    context = {
        "form": form,
        "week": week,
        "everybody": everybody,
        "several": freelancers(request.workspace).count() > 1,
        "days": [(day, [_row(entry) for entry in day.entries]) for day in week.days],
        "before": _week_address(monday - timedelta(days=7), today, everybody=everybody),
        "after": _week_address(monday + timedelta(days=7), today, everybody=everybody),
        "switch": _week_address(monday, today, everybody=not everybody),
        "is_now": monday == _monday(today),
        "recent": reads.recent(request.workspace, person),
        "unbilled": reads.unbilled(request.workspace),
        "today": today,
        **_timer_context(request, timezone.now()),
    }
    return render(request, "billing/time.html", context, status=422 if form.errors else 200)


def timer(request: Any) -> HttpResponse:
    """Return the running timer anew, as the page asks for it every half minute."""
    return render(request, "billing/time_timer.html", _timer_context(request, timezone.now()))


@require_POST
def stop(request: Any, entry_id: int) -> HttpResponse:
    """Stop the timer."""
    try:
        entry = time.stop_timer(request.workspace, entry_id, now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        minutes = entry.minutes or 0
        flash(request, _("%(time)s are booked.") % {"time": show(minutes)})
        if minutes >= LONG_MINUTES:
            flash(request, _("The timer ran very long. Please look whether the time is right."), level="warn")
            return go(request, reverse("billing:time_entry", args=[entry_id]))
    return go(request, reverse("billing:time"))


@require_POST
def discard(request: Any, entry_id: int) -> HttpResponse:
    """Throw the running timer away."""
    try:
        time.discard_timer(request.workspace, entry_id)
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The timer is thrown away. Nothing was booked."))
    return go(request, reverse("billing:time"))


@require_POST
def again(request: Any, entry_id: int) -> HttpResponse:
    """Start the timer for the same work once more."""
    entry = _entry(request, entry_id)
    work = Work(
        description=entry.description, project_id=entry.project_id, client_id=entry.client_id, billable=entry.billable, rate=entry.rate
    )
    try:
        time.start_timer(request.workspace, work, now=timezone.now(), day=timezone.localdate(), freelancer_id=_person(request))
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The timer runs."))
    return go(request, reverse("billing:time"))


def edit(request: Any, entry_id: int) -> HttpResponse:
    """Show one entry and change it."""
    entry = _entry(request, entry_id)
    form = EntryForm(request.workspace, request.POST or None, initial=EntryForm.initial_of(entry), also_project=entry.project_id)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            time.change_entry(request.workspace, entry_id, form.work(), day=data["day"], minutes=data["minutes"], now=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect(_week_address(data["day"], timezone.localdate()))
    context = {
        "form": form,
        "entry": entry,
        "place": reads.place(entry),
        "time": show(entry.minutes or 0),
        "back": _week_address(entry.day, timezone.localdate()),
    }
    return render(request, "billing/time_entry.html", context, status=422 if form.errors else 200)


@require_POST
def delete(request: Any, entry_id: int) -> HttpResponse:
    """Delete an entry, and offer to take that back."""
    entry = _entry(request, entry_id)
    back = _week_address(entry.day, timezone.localdate())
    try:
        kept = time.delete_entry(request.workspace, entry_id)
    except UserError as error:
        flash(request, str(error), level="warn")
        return go(request, back)
    token = signing.dumps(kept | {"workspace": request.workspace.pk}, salt=_SALT, compress=True)
    flash(request, _("The entry is deleted."), undo=reverse("billing:time_restore", args=[token]))
    return go(request, back)


@require_POST
def restore(request: Any, token: str) -> HttpResponse:
    """Bring a deleted entry back."""
    try:
        kept = signing.loads(token, salt=_SALT, max_age=_RESTORE_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    if kept.pop("workspace") != request.workspace.pk:
        raise Http404
    day = date.fromisoformat(kept["day"])
    try:
        time.restore_entry(request.workspace, kept, now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The entry is back."))
    return go(request, _week_address(day, timezone.localdate()))


def _take(request: Any, form: TimeForm) -> str:
    """Book or start what the form says, and return what to tell. A time that was typed is never left unused."""
    data, now, person = form.cleaned_data, timezone.now(), _person(request)
    if data["minutes"] is not None:
        entry = time.add_entry(request.workspace, form.work(), day=data["day"], minutes=data["minutes"], now=now, freelancer_id=person)
        return _("%(time)s are booked.") % {"time": show(entry.minutes or 0)}
    if request.POST.get("do") == "add":
        raise UserError(_("How long did it take? Write it like 1h30, 1:30, 1.5, 90m or 9:00-10:30. Nothing was saved yet."))
    time.start_timer(request.workspace, form.work(), now=now, day=timezone.localdate(), freelancer_id=person)
    return _("The timer runs.")


def _timer_context(request: Any, now: datetime) -> dict[str, Any]:
    entry = reads.running(request.workspace, _person(request))
    if entry is None or entry.started_at is None:
        return {"running": None}
    minutes = max(int((now - entry.started_at).total_seconds() // 60), 0)
    return {"running": entry, "running_for": show(minutes), "running_place": reads.place(entry), "running_long": minutes >= LONG_MINUTES}


def _row(entry: TimeEntry) -> dict[str, Any]:
    return {"entry": entry, "time": show(entry.minutes or 0), "place": reads.place(entry)}


def _entry(request: Any, entry_id: int) -> TimeEntry:
    entry = reads.entry(request.workspace, entry_id)
    if entry is None:
        raise Http404
    return entry


def _person(request: Any) -> int | None:
    return request.freelancer.pk if request.freelancer is not None else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_address(day: date, today: date, *, everybody: bool = False) -> str:
    monday = _monday(day)
    query = {} if monday == _monday(today) else {"week": monday.isoformat()}
    if everybody:
        query["who"] = EVERYBODY
    return reverse("billing:time") + (f"?{urlencode(query)}" if query else "")
