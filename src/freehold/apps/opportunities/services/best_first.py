"""Which opportunities are matched first when a profile changed: those that will stand on the first page.

An index of what was read is kept in memory, one workspace at a time, from the first time everything is matched anew: later edits of the
profile then find their best among 100,000 in about a tenth of a second. Until then the old order is the best guess.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import date
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from freehold.apps.opportunities.conversions import analysis_of, posting_of
from freehold.apps.opportunities.models import Match, Opportunity
from freehold.apps.opportunities.services import engine
from freehold.domain.matching.profile import Profile
from freehold.kit.scoping.ref import Workspace, id_of

if TYPE_CHECKING:
    from freehold.domain.matching.ranker import RankIndex

logger = logging.getLogger(__name__)
#: So many are asked of the index and of the old order each: a few pages of the list.
FIRST = 200
#: More opportunities than this are not kept in memory (about 1 kB each).
MOST = 200_000
_lock = threading.Lock()
_kept: dict[int, _Known] = {}


class _Known:
    """The index of one workspace, with the revision of each opportunity in it."""

    def __init__(self, index: RankIndex, source: object) -> None:
        self.index = index
        self.source = source
        self.revisions: dict[int, int] = {}


def begin(workspace: Workspace, today: date) -> None:
    """Keep an index for this workspace from now on, in place of another one's."""
    from freehold.domain.matching.ranker import RankIndex

    names = engine.gazetteer()
    with _lock:
        known = _kept.get(id_of(workspace))
        if known is None or known.source is not names:
            _kept.clear()
            _kept[id_of(workspace)] = _Known(RankIndex(names, engine.rates(today)), names)


def learn(workspace: Workspace, rows: Iterable[Opportunity]) -> None:
    """Take what was read of these opportunities into the index, where one is kept; their bodies must be loaded."""
    with _lock:
        known = _kept.get(id_of(workspace))
        if known is None:
            return
        for row in rows:
            if known.revisions.get(row.pk) != row.revision and (row.pk in known.revisions or len(known.index) < MOST):
                known.revisions[row.pk] = row.revision
                try:
                    known.index.add(posting_of(row), analysis_of(row))
                except Exception:  # the order is a help only: what trips it comes later, with the others
                    logger.exception("Opportunity %s could not be taken into the index; it is matched in its turn", row.pk)


def first_ones(workspace: Workspace, freelancer_id: int, profile: Profile, today: date) -> list[int]:
    """Return the opportunities to match first: the best by the index and by the old order in turn."""
    with _lock:
        known = _kept.get(id_of(workspace))
        ranked = known.index.rank(profile, today=today, most=FIRST) if known else []
    matches = Match.objects.filter(opportunity__workspace_id=id_of(workspace), freelancer_id=freelancer_id, order__gte=0)
    # Stage by stage, as the index of the database is ordered: the first pages of each are what the person may look at.
    old = matches.filter(stage="found").order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True)[:FIRST]
    found = chain.from_iterable(zip_longest((int(one.id) for one in ranked), old))
    return list(dict.fromkeys(one for one in found if one is not None))
