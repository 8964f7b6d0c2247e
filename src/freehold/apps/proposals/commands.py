"""The entries of proposals in rail, palette and shortcuts, what they find for the palette, and how many questions wait."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.today import WAITING, waiting
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "proposals",
        _("Proposals"),
        "proposals:list",
        keys="g r",
        icon="file-pen-line",
        group="places",
        place=True,
        words=_("offers bids pitches applications"),
    ),
    Command("proposals.new", _("New proposal"), "proposals:new", icon="file-plus", group="do", words=_("offer bid pitch brief")),
    Command("proposals.write", _("Write a proposal for this"), action="propose", keys="p", icon="file-pen-line", group="list"),
)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return proposals whose title, company, client or number fits."""
    if getattr(request, "workspace", None) is None:
        return []
    kind = gettext("Proposals")
    rows = Proposal.objects.for_workspace(request.workspace)
    for word in query.split()[:6]:
        number = word.upper().removeprefix("P-").lstrip("0")
        fits = Q(title__icontains=word[:80]) | Q(company__icontains=word[:80]) | Q(client__name__icontains=word[:80])
        rows = rows.filter(fits | Q(number=int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else fits)
    found = rows.only("title", "number", "company", "state").order_by("-changed_at", "-pk")[:limit]
    return [Hit(row.title, reverse("proposals:proposal", args=[row.pk]), kind, f"{row.label} · {row.get_state_display()}") for row in found]


def waiting_count(request: Any) -> int:
    """Return how many proposals hold a question without an answer, for the badge beside the place."""
    if getattr(request, "workspace", None) is None:
        return 0
    known = getattr(request, "figures", {})
    return known[WAITING] or 0 if WAITING in known else waiting(request.workspace)
