"""What every test shares: the test database goes away even when somebody still holds it."""

import pytest
from django.db import connection


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
