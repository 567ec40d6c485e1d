"""What every test may ask for: the small organization (`world`), one person per role (`cast`)."""

import pytest
from celery import current_app
from django.core.cache import cache
from django.db import connection

from core import immutable
from tests.factories.people import build_world


@pytest.fixture(autouse=True)
def environment(settings, tmp_path):
    """Files in a folder of the test, an empty cache, the answers of production."""
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
    settings.DATA_DIR = tmp_path
    settings.STORE_DIR = tmp_path / "store"
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_may_be_emptied(django_db_setup, django_db_blocker):
    """Tests that commit empty all tables afterwards; the triggers of append-only tables let this one pass."""
    ops = type(connection.ops)
    flush = ops.execute_sql_flush

    def flush_with_triggers_lifted(self, sql_list):
        with immutable.lifted(self.connection):
            return flush(self, sql_list)

    ops.execute_sql_flush = flush_with_triggers_lifted
    yield
    ops.execute_sql_flush = flush


@pytest.fixture
def _built(db):
    return build_world()


@pytest.fixture
def world(_built):
    """Departments, service points of three types, two supervision groups."""
    return _built[0]


@pytest.fixture
def cast(_built):
    """One person per role: worker, worker2 (same group), worker_other (other group), sa, supervisor, ddg, dg ..."""
    return _built[1]


@pytest.fixture
def eager():
    """Celery tasks run at once, in this process; without it they are only queued, into the tests' own spool."""
    app = current_app._get_current_object()
    app.conf.task_always_eager = True
    yield app
    app.conf.task_always_eager = False
