"""What every test shares: tables that hold issued papers can be emptied, and the test database goes away even when somebody still holds it."""

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from freehold.apps.billing import guards

# How long an example takes says more about what else the machine does than about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End what is left of other threads' sessions before PostgreSQL is asked to drop the database.

    A server thread of a test may be between its last answer and the closing of its connection; PostgreSQL refuses to
    drop a database that anybody is connected to, and the whole run would fail after its last test has passed.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _unlocked_flush(self, statements, run=BaseDatabaseOperations.execute_sql_flush):
    """Let a transactional test empty its tables at its end, which the guards of issued papers refuse on SQLite."""
    mark = f"INSERT INTO {guards.TABLE} (workspace_id) VALUES ({guards.EVERYTHING})"
    return run(self, [mark, *statements, f"DELETE FROM {guards.TABLE}"])


# For good, not by a fixture: the tables are emptied after the last fixture of a test has gone.
BaseDatabaseOperations.execute_sql_flush = _unlocked_flush
