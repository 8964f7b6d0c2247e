"""What comes in is looked through by the searches that people keep, and told: on their page at once, by mail as they wish."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.opportunities.models import Match, Opportunity, SavedSearch, SearchHit, Stage, Telling
from freehold.apps.opportunities.selectors.families import put_aside
from freehold.apps.opportunities.selectors.filters import Filters, matches_of, narrowed, of_stage
from freehold.apps.opportunities.services.mail_kinds import SEARCH_FOUND
from freehold.domain.errors import UserError
from freehold.kit.mailing.selectors import account_of
from freehold.kit.mailing.services import queue
from freehold.kit.scoping.ref import Workspace

logger = logging.getLogger(__name__)
IN_A_MAIL = 20
STALE = timedelta(days=2)
"""What a search found longer ago is not mailed any more: the page has it."""
ABOUT = "opportunities.search"


def look_through(workspace: Workspace, ids: Iterable[int], *, now: datetime) -> int:
    """Have every search of the workspace look at these opportunities; return how many finds are new. Twice does no harm."""
    wanted = list(ids)
    count = 0
    for search in SavedSearch.objects.for_workspace(workspace).filter(enabled=True, removed_at=None):
        found = _found(workspace, search, wanted)
        known = set(search.hits.filter(opportunity_id__in=found).values_list("opportunity_id", flat=True))
        new = [pk for pk in found if pk not in known]
        SearchHit.objects.bulk_create([SearchHit(search=search, opportunity_id=pk, found_at=now) for pk in new], ignore_conflicts=True)
        count += len(new)
    return count


def tell_due(*, now: datetime) -> int:
    """Mail what waits to be told and may be told now; return how many mails were put into the outbox."""
    # any workspace: the clock serves all
    waiting = SavedSearch.objects.filter(enabled=True, removed_at=None).exclude(telling=Telling.PAGES)
    rows = waiting.filter(hits__mailed_at=None, hits__found_at__gt=now - STALE).distinct()
    return sum(_tell(pk, now) for pk in rows.values_list("pk", flat=True))


def is_time(search: SavedSearch, now: datetime) -> bool:
    """Tell whether a mail about this search may leave now: outside its quiet hours, and a daily one from its hour on, once a day."""
    clock = localtime(now)
    if is_quiet(search.quiet_from, search.quiet_to, clock.hour):
        return False
    return search.telling == Telling.ONCE or (clock.hour >= search.hour and search.mailed_on != clock.date())


def is_quiet(begin: int, end: int, hour: int) -> bool:
    """Tell whether an hour of the clock lies in the quiet time from `begin` to before `end`, which may go over midnight."""
    return begin <= hour < end if begin <= end else hour >= begin or hour < end


def _found(workspace: Workspace, search: SavedSearch, ids: Sequence[int]) -> list[int]:
    filters = Filters(**{**search.filters, "stage": Stage.FOUND})
    rows: QuerySet[Match] = of_stage(narrowed(matches_of(workspace, search.freelancer_id), filters), Stage.FOUND)
    rows = rows.filter(opportunity_id__in=ids, opportunity__first_seen_at__gte=search.created_at)
    rows = rows.exclude(opportunity_id__in=put_aside(workspace))
    for word in search.without.lower().split()[:20]:
        rows = rows.exclude(opportunity__search_text__contains=word[:80])
    # A job that the search has told is not told again when it is advertised anew.
    told = search.hits.filter(opportunity__family__isnull=False).values("opportunity__family")
    rows = rows.exclude(opportunity__family__in=told)
    return list(rows.order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True))


@transaction.atomic
def _tell(search_id: int, now: datetime) -> bool:
    """Put one mail into the outbox with everything that waits, and mark it in the same transaction: each find is mailed once."""
    # any workspace: as above
    search = SavedSearch.objects.select_for_update().filter(pk=search_id, enabled=True, removed_at=None).first()
    account = account_of(search.workspace_id) if search is not None else None
    if search is None or account is None or search.workspace.is_demo or not is_time(search, now):
        return False
    waiting = search.hits.filter(mailed_at=None, found_at__gt=now - STALE)
    ids = list(waiting.order_by("-found_at", "-pk").values_list("opportunity_id", flat=True))
    rows = Opportunity.objects.for_workspace(search.workspace_id).filter(pk__in=ids, stage=Stage.FOUND, closed_at=None)
    titles = list(rows.order_by("-pk").values_list("title", "company"))
    if titles:
        with translation.override(search.workspace.language):
            subject, text = _words(search, titles)
        try:
            with transaction.atomic():
                queue(
                    search.workspace_id,
                    kind=SEARCH_FOUND,
                    key=f"{SEARCH_FOUND}:{search.pk}:{max(ids)}:{len(ids)}",
                    to=account.from_address,
                    subject=subject,
                    text=text,
                    language=search.workspace.language,
                    about=(ABOUT, str(search.pk)),
                    automatic=True,
                    now=now,
                )
        except UserError as error:
            logger.warning("The mail about search %s was not queued: %s", search.pk, error)
            return False
    waiting.update(mailed_at=now)
    search.mailed_on = localtime(now).date()
    search.save(update_fields=["mailed_on"])
    return bool(titles)


def _words(search: SavedSearch, titles: Sequence[tuple[str, str]]) -> tuple[str, str]:
    count = len(titles)
    subject = ngettext("“%(name)s” has found %(count)s posting", "“%(name)s” has found %(count)s postings", count)
    lines = [" · ".join(filter(None, (title, company))) for title, company in titles[:IN_A_MAIL]]
    if count > IN_A_MAIL:
        lines.append(_("and %(count)s more") % {"count": count - IN_A_MAIL})
    base = str(getattr(settings, "PUBLIC_URL", "")).rstrip("/")
    link = base and base + reverse("opportunities:searches")
    return subject % {"name": search.name, "count": count}, "\n\n".join(filter(None, ("\n".join(f"– {line}" for line in lines), link)))
