"""What every test may ask for: the small organization (`world`), one person per role (`cast`)."""

import copy

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection

from core import clock, immutable
from people.models import User
from rulebook import cache as cache_of_rules
from tests import migrated
from tests.factories.people import SINCE, build_world
from tests.factories.rulebook import load_calendars

committed = {}  # what the session made before its first test


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite the database begins as a copy that is migrated already, and goes with the folder it lies in."""
    return connection.vendor == "sqlite" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    if connection.vendor == "sqlite":
        migrated.put_in_place(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if not connection.introspection.table_names():
            return  # none of the tests that were chosen wants a database
        if connection.vendor == "sqlite":
            migrated.keep(connection.settings_dict["NAME"])
        # Committed before the first test; made inside one, they would be rolled back with it and made again for each.
        load_calendars()
        with clock.standing_at(SINCE):
            committed["world"] = build_world()


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


@pytest.fixture(autouse=True)
def calendars(request):
    """The national calendars 2024 to 2026 for every test with a database; nothing remembered from another test."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if _is_transactional(request) else "db")
        load_calendars()  # again where a test that commits has emptied the tables
    cache_of_rules.CHECK_EVERY = 3600  # a look at the edition in the middle of a page would make query counts differ
    cache_of_rules.forget()


def _is_transactional(request):
    marker = request.node.get_closest_marker("django_db")
    asked = marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))
    return bool(asked or "transactional_db" in request.fixturenames)


@pytest.fixture
def _built(db):
    """The organization committed at the start; built anew where a test that commits has emptied the tables."""
    world, cast = committed["world"]
    if User.objects.filter(pk=cast.worker.pk).exists():
        return copy.deepcopy((world, cast))
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
def nobody_yet(db):
    """No organization, no calendar: the tables as migrations leave them, until the test is rolled back."""
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - kept
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), sorted(tables)))


@pytest.fixture
def eager():
    """Celery tasks run at once, in this process; without it they are only queued, into the tests' own spool."""
    app = current_app._get_current_object()
    app.conf.task_always_eager = True
    yield app
    app.conf.task_always_eager = False
