"""A throw-away database of the configured kind, with Django set up, for benchmarks of the whole program."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def throw_away() -> Iterator[str]:
    """Set Django up in a folder of its own, make the tables, and take them down again; yield the kind of database."""
    os.environ["FREEHOLD_DATA_DIR"] = tempfile.mkdtemp(prefix="freehold-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import get_runner, override_settings

    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(ALLOWED_HOSTS=["*"]):
            yield connection.vendor
    finally:
        runner.teardown_databases(databases)
