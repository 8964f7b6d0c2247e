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
    """Let nobody connect any more, and end the other sessions, before PostgreSQL is asked to drop the database.

    A page that is still open in the browser may go on asking the server thread of its test, which then connects anew; PostgreSQL refuses
    to drop a database that anybody is connected to, and the whole run would fail after its last test has passed.
    """
    yield
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        with django_db_blocker.unblock():
            connection.close()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} WITH ALLOW_CONNECTIONS false")
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def _unlocked_flush(self, statements, run=BaseDatabaseOperations.execute_sql_flush):
    """Let a transactional test empty its tables at its end, which the guards of issued papers refuse on SQLite."""
    mark = f"INSERT INTO {guards.TABLE} (workspace_id) VALUES ({guards.EVERYTHING})"
    return run(self, [mark, *statements, f"DELETE FROM {guards.TABLE}"])


# For good, not by a fixture: the tables are emptied after the last fixture of a test has gone.
BaseDatabaseOperations.execute_sql_flush = _unlocked_flush
