"""Whom to approach: the ranked list with reasons, filtered by its address, and taking people into a new or existing campaign."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts.countries import country_names, language_names
from freehold.apps.clients import services as client_services
from freehold.apps.outreach.models import Campaign
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services.campaigns import add_people
from freehold.apps.outreach.services.prospects import Prospect, prospects
from freehold.apps.outreach.views.common import PAGE_SIZE, address_of, frame
from freehold.domain.errors import UserError
from freehold.domain.prospects import Segment
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.formats import number
from freehold.kit.design.htmx import flash, go, render_page

MOST_CHOSEN = 500
#: The filters that stand behind "More".
_MORE = ("approachable", "open_now", "countries", "languages", "tags", "skills", "last_before")


@require_safe
def listing(request: Any) -> HttpResponse:
    """Show who could be approached, the best first, with the reasons and whether they may be written to."""
    if request.freelancer is None:
        return redirect("accounts:people")
    segment = Segment.from_json(_plain(request.GET.dict()))
    found = prospects(request.workspace, request.freelancer.pk, now=timezone.now(), segment=segment)
    campaign = _campaign(request, request.GET.get("campaign", ""))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    busy = reads.busy_contacts(request.workspace, [one.contact_id for one in page if one.contact_id])
    selectable = sum(one.can_be_selected for one in found)
    query = _query(segment, campaign)
    context = {
        **frame("", tab="people"),
        "page": page,
        "campaign": campaign,
        "campaigns": reads.open_campaigns(request.workspace) if found else [],
        "selectable": selectable,
        "summary": _summary(len(found), selectable),
        "is_narrowed": not segment.is_empty,
        "is_empty": not found and segment.is_empty,
        "chosen": _chosen(segment),
        "query": query,
        **_choices(found, segment),
    }
    page.object_list = [_row(place, one, busy) for place, one in enumerate(page.object_list)]
    return render_page(request, "outreach/people.html", "outreach/_people.html", context)


@require_POST
@complaints_as_toasts
def select(request: Any) -> HttpResponse:
    """Take the ticked people, or all of the filter that may be written to, into a campaign."""
    if request.freelancer is None:
        raise Http404
    asked = dict(parse_qsl(request.POST.get("query", "")[:2000]))
    segment = Segment.from_json(_plain(asked))
    if request.POST.get("which") == "all":
        found = prospects(request.workspace, request.freelancer.pk, now=timezone.now(), segment=segment)
        ids = [one.contact_id for one in found if one.can_be_selected and one.contact_id][:MOST_CHOSEN]
    else:
        ids = [int(value) for value in request.POST.getlist("contact") if value.isascii() and value.isdigit() and len(value) < 19][
            :MOST_CHOSEN
        ]
    if not ids:
        raise UserError(_("Nobody is ticked. Tick whom you want to write to."))
    chosen = request.POST.get("campaign", "")
    if not chosen:
        request.session["outreach_chosen"] = {"contacts": ids, "segment": segment.as_json()}
        return go(request, reverse("outreach:campaign_new"))
    campaign = _campaign(request, chosen)
    if campaign is None:
        raise Http404
    tell_added(request, add_people(request.workspace, campaign.pk, ids, now=timezone.now(), actor=str(request.user)))
    return go(request, reverse("outreach:campaign", args=[campaign.pk]))


@require_POST
@complaints_as_toasts
def contact(request: Any, client_id: int) -> HttpResponse:
    """Make a person of a client's own address, so that it can be said why they may be written to."""
    row = client_services.contact_for_mail(request.workspace, client_id, timezone.now())
    return go(request, reverse("clients:contact_basis", args=[client_id, row.pk]))


@require_POST
@complaints_as_toasts
def add_client(request: Any) -> HttpResponse:
    """Add a company that was only seen in postings to the clients, to be given a person there."""
    name = request.POST.get("make", "").replace("\x00", "").strip()[:200]
    if not name:
        raise UserError(_("This company has no name. Nothing was added."))
    client = client_services.add_client(request.workspace, now=timezone.now(), actor=str(request.user), name=name)
    flash(request, _("“%(name)s” is among your clients now. Add a person there, and why you may write to them.") % {"name": client.name})
    return go(request, reverse("clients:detail", args=[client.pk]))


def tell_added(request: Any, answer: Any) -> None:
    """Say how many people came into a campaign, and why the others did not."""
    if answer.added:
        words = ngettext("%(count)s person is in the campaign.", "%(count)s people are in the campaign.", answer.added)
        flash(request, words % {"count": answer.added})
    if answer.refused:
        words = ngettext("%(count)s was not added: %(why)s", "%(count)s were not added, the first because: %(why)s", len(answer.refused))
        flash(request, words % {"count": len(answer.refused), "why": answer.refused[0][1]}, level="warn")


def _campaign(request: Any, value: str) -> Campaign | None:
    return reads.campaign(request.workspace, int(value)) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _plain(asked: dict[str, str]) -> dict[str, Any]:
    """Return the filters of an address; several words of one box are looked for one by one."""
    plain = {name: value.replace("\x00", "").strip()[:200] for name, value in asked.items()}
    return {**plain, "words": plain["words"].replace(" ", ",")} if plain.get("words") else plain


def _query(segment: Segment, campaign: Campaign | None) -> str:
    """Return the filters as an address again."""
    words = {
        name: ",".join(map(str, value)) if isinstance(value, list) else "1" if value is True else value
        for name, value in segment.as_json().items()
    }
    return urlencode({**words, **({"campaign": campaign.pk} if campaign else {})})


def _chosen(segment: Segment) -> dict[str, Any]:
    """Return the filters as the boxes of the form show them."""
    return {
        "kind": segment.kind,
        "words": " ".join(segment.words),
        "min_score": segment.min_score,
        "approachable": segment.approachable,
        "open_now": segment.open_now,
        "countries": next(iter(segment.countries), ""),
        "languages": next(iter(segment.languages), ""),
        "tags": ", ".join(segment.tags),
        "skills": ", ".join(segment.skills),
        "last_before": segment.last_before.isoformat() if segment.last_before else "",
        "more": any(getattr(segment, name) for name in _MORE),
    }


def _choices(found: list[Prospect], segment: Segment) -> dict[str, Any]:
    """Return what the boxes offer: of countries and languages those that occur."""
    language = get_language() or "en"
    countries = {one.company.country for one in found} | set(segment.countries)
    languages = {one.company.language for one in found} | set(segment.languages)
    return {
        "kinds": [
            ("client", _("Past and present clients")),
            ("lead", _("Clients without an invoice")),
            ("seen", _("Only seen in postings")),
        ],
        "scores": [(least, _("From %(score)s") % {"score": least}) for least in (70, 50, 30)],
        "countries": [(code, name) for code, name in country_names(language) if code in countries],
        "languages": [(code, name) for code, name in language_names(language) if code in languages],
    }


def _summary(total: int, selectable: int) -> str:
    words = ngettext(
        "%(total)s prospect, %(may)s of them may be written to.", "%(total)s prospects, %(may)s of them may be written to.", total
    )
    return words % {"total": number(total), "may": number(selectable)}


def _row(at: int, one: Prospect, busy: dict[int, str]) -> dict[str, Any]:
    permission = one.permission
    company = one.company
    place = ", ".join(company.tags[:3])
    parts = [company.name if one.contact_name else "", one.contact.get("role", "") if one.contact else "", company.country, place]
    known = busy.get(one.contact_id or 0, "")
    return {
        "id": at,
        "name": one.contact_name or one.name,
        "meta": " · ".join(part for part in parts if part) or _("Only seen in postings"),
        "score": one.score,
        "reasons": one.points,
        "unknown": one.unknown,
        "why_now": one.why_now,
        "contact_id": one.contact_id,
        "selectable": one.can_be_selected,
        "already": known,
        "refused": permission.why,
        "todo": permission.todo,
        "rule": permission.rule if permission.allowed else "",
        **_mending(one),
    }


def _mending(one: Prospect) -> dict[str, Any]:
    """Return where what is missing can be entered: the person's page, the client's, or a press that makes one of them."""
    if one.can_be_selected:
        return {}
    if not one.is_client:
        return {"fix_url": reverse("outreach:people_client"), "fix_label": _("Add as a client"), "fix_post": True, "fix_value": one.name}
    if one.contact_id:
        url = address_of("clients:contact_basis", one.client_id, one.contact_id)
        return {"fix_url": url, "fix_label": _("Say why you may write")}
    return {
        "fix_url": reverse("outreach:people_contact", args=[one.client_id]),
        "fix_label": _("Use their own address"),
        "fix_post": True,
        "fix_value": "1",
    }
