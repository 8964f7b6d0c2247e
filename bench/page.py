"""Server time and queries of the opportunities page over many postings, in a throw-away database of the configured kind."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from typing import Any

from bench.measure import milliseconds, rss_mb, summary

ROUNDS = 40
CHUNK = 1000


def run(n: int) -> dict[str, Any]:
    """Fill a workspace with `n` postings (default 20,000) and ask for the page in its usual forms."""
    os.environ["FREEHOLD_DATA_DIR"] = tempfile.mkdtemp(prefix="freehold-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
    import django

    django.setup()
    from django.test.utils import get_runner, override_settings

    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(ALLOWED_HOSTS=["*"]):
            sizes = [size for size in (1000, 5000) if size < (n or 20_000)] + [n or 20_000]
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
        filled = _fill(workspace, filled, size)
        steps.append({"n": size, **_ask(client, connection)})
    last = steps[-1]
    by_postings = [{"n": step["n"], "ms": step["p95_ms"]} for step in steps]
    return {**last, "database": connection.vendor, "rss_mb": rss_mb(), "by_postings": by_postings}


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
