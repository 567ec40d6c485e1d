"""The tests' own environment: nothing of it may touch real data."""

import threading

import pytest
from django.conf import settings
from django.db import connection

from people.models import Department


def test_tests_never_work_in_the_data_of_the_installation():
    assert not str(settings.DATA_DIR).startswith(str(settings.BASE_DIR))


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_was_committed_here():
    Department.objects.create(code="seen", name="部门")
    seen = []

    def look():
        seen.extend(Department.objects.values_list("code", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert "seen" in seen
