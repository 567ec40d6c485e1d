"""What every test may ask for: the small organization (`world`), one person per role (`cast`)."""

import pytest
from celery import current_app
from django.core.cache import cache

from tests.factories.people import build_world


@pytest.fixture(autouse=True)
def environment(settings, tmp_path):
    """Files in a folder of the test, an empty cache, the answers of production."""
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
    settings.DATA_DIR = tmp_path
    settings.STORE_DIR = tmp_path / "store"
    cache.clear()


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
