"""Server time and queries of the opportunities page over many postings, in a throw-away database of the configured kind.

The first 5,000 postings are taken in, read and matched as the program does it; beyond that their rows are copied, each as a job of its own.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.measure import milliseconds, rss_mb, summary

ROUNDS = 40
CHUNK = 1000
TAKEN_IN = 5_000


def run(n: int) -> dict[str, Any]:
    """Fill a workspace with `n` postings (default 20,000) and ask for the page in its usual forms."""
    os.environ["FREEHOLD_DATA_DIR"] = tempfile.mkdtemp(prefix="freehold-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import get_runner, override_settings

    if connection.vendor == "sqlite":  # in a file, as the program keeps it: in memory it would count as the program's own
        connection.settings_dict["TEST"]["NAME"] = str(Path(os.environ["FREEHOLD_DATA_DIR"]) / "bench.sqlite3")
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(ALLOWED_HOSTS=["*"]):
            sizes = [size for size in (1000, 5000, 20_000) if size < (n or 20_000)] + [n or 20_000]
            return _measure(sizes)
    finally:
        runner.teardown_databases(databases)


def _measure(sizes: list[int]) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client

    from bench.corpus import NOW
    from freehold.apps.accounts import selectors as people
    from freehold.apps.demo.services import load_demo

    workspace = load_demo("developer", now=NOW)
    client = Client()
    client.force_login(people.owner(), backend="django.contrib.auth.backends.ModelBackend")
    steps = []
    filled = 0
    for size in sizes:
        filled = _fill(workspace, filled, min(size, TAKEN_IN)) if filled < TAKEN_IN else filled
        filled = _copy(workspace, filled, size) if size > filled else filled
        steps.append({"n": size, **_ask(client, connection)})
    last = steps[-1]
    by_postings = [{"n": step["n"], "ms": step["p95_ms"]} for step in steps]
    memory = rss_mb()
    return {**last, "database": connection.vendor, "rss_mb": memory, "by_postings": by_postings, "profile_edit": _edit(workspace)}


def _fill(workspace: Any, have: int, want: int) -> int:
    """Take postings in, analyse and match them until there are `want`, as months of reading would leave them."""
    from bench.corpus import NOW, postings
    from freehold.apps.opportunities.services.analyse import analyse_opportunities
    from freehold.apps.opportunities.services.ingest import ingest
    from freehold.apps.opportunities.services.match import match_opportunities

    rows = postings(want)
    while have < want:
        chunk = rows[have : have + CHUNK]
        now = NOW - timedelta(minutes=have)
        taken = ingest(workspace.pk, chunk, source=None, source_kind="tabular", now=now)
        analyse_opportunities(workspace.pk, taken.new_ids, now=now)
        match_opportunities(workspace.pk, taken.new_ids, now=now)
        have += len(chunk)
    return have


def _copy(workspace: Any, have: int, want: int) -> int:
    """Copy the rows of what was taken in until there are `want`: opportunity, texts, sighting and matches, an hour older each round."""
    from django.db import connection, transaction

    from freehold.apps.opportunities.models import Body, Match, Opportunity, Sighting

    kinds = ((Opportunity, "pk"), (Body, "opportunity_id"), (Sighting, "opportunity_id"), (Match, "opportunity_id"))
    base = list(Opportunity.objects.for_workspace(workspace).order_by("pk").values_list("pk", flat=True)[:TAKEN_IN])
    turn = 0
    while have < want:
        turn += 1
        for start in range(0, min(len(base), want - have), CHUNK):
            ids = base[start : start + min(CHUNK, want - have)]
            new: dict[int, int] = {}
            with transaction.atomic():
                for model, key in kinds:
                    rows = list(model.objects.filter(**{f"{key}__in": ids}).order_by("pk"))
                    _as_copies(model, rows, new, turn)
            have += len(new)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return have


def _as_copies(model: Any, rows: list[Any], new: dict[int, int], turn: int) -> None:
    """Store the rows once more; `new` holds the number of each opportunity's copy, and is filled by the opportunities themselves."""
    later = timedelta(hours=turn)
    old = [row.pk for row in rows]
    of_opportunity = hasattr(model, "opportunity_id")
    for row in rows:
        for name in ("first_seen_at", "last_seen_at", "published_at"):
            if getattr(row, name, None) is not None:
                setattr(row, name, getattr(row, name) - later)
        own_number = row.pk != getattr(row, "opportunity_id", None) or hasattr(row, "id")
        if of_opportunity:
            row.opportunity_id = new[row.opportunity_id]
        if hasattr(row, "external_id"):
            row.external_id = f"copy-{row.opportunity_id}-{row.pk}"
        if own_number:
            row.pk = None
    model.objects.bulk_create(rows)
    if not new:
        new |= dict(zip(old, (row.pk for row in rows), strict=True))


def _edit(workspace: Any) -> dict[str, Any]:
    """Measure how long an edit of the profile takes until the first hundred are matched anew: right after a start, and later."""
    from bench.corpus import NOW
    from freehold.apps.accounts import selectors as people
    from freehold.apps.accounts.services.profile import save_profile
    from freehold.apps.opportunities.models import Opportunity
    from freehold.apps.opportunities.services import best_first, engine, match

    freelancer = people.freelancers(workspace).get()
    profile = people.profile_of(freelancer.pk)
    engine.gazetteer()
    figures = {}
    for name in ("cold_ms", "warm_ms"):
        if name == "warm_ms":
            rows = Opportunity.objects.for_workspace(workspace).select_related("body").order_by("pk")
            best_first.learn(workspace, rows.iterator(CHUNK))
        profile = replace(profile, skills=profile.skills[:-1])
        save_profile(freelancer, profile, now=NOW)
        stopping: Any = _AfterOne()
        figures[name] = round(milliseconds(partial(match.rematch, workspace, freelancer.pk, now=NOW, progress=stopping)), 1)
    return {**figures, "rss_mb": rss_mb()}


class _AfterOne:
    """A progress that is stopped after one step."""

    stopped = False

    def step(self, _count: int) -> None:
        self.stopped = True


def _ask(client: Any, connection: Any) -> dict[str, Any]:
    from django.test.utils import CaptureQueriesContext

    queries = ("", "?page=20", "?q=django", "?mode=remote&score=50", "?stage=shortlisted")
    addresses = [f"/opportunities/{query}" for query in queries]
    for address in addresses:
        assert client.get(address).status_code == 200
    by_address = {}
    every: list[float] = []
    for address in addresses:
        times = [milliseconds(lambda address=address: client.get(address)) for _ in range(ROUNDS)]
        by_address[address] = summary(times)["p95_ms"]
        every += times
    with CaptureQueriesContext(connection) as captured:
        client.get(addresses[0])
    return {**summary(every), "queries": len(captured), "p95_ms_by_page": by_address}
