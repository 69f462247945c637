"""A connection to PostgreSQL that the server has ended is no error of the next request."""

import pytest
from django.core.signals import request_started
from django.db import connection

from reports.models import Region


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
@pytest.mark.django_db(transaction=True)
def test_the_next_request_opens_a_connection_that_the_server_ended() -> None:
    Region.objects.exists()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    other.close()
    request_started.send(sender=None)
    assert not Region.objects.filter(code="none").exists()
