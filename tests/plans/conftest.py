import pytest
from django.utils import translation

from tests.plans.helpers import begun, open_at


@pytest.fixture(autouse=True)
def english():
    """Messages as the code writes them; the Chinese ones are the catalogue's business."""
    with translation.override("en"):
        yield


@pytest.fixture
def opened(cast):
    """The reports of the week of 11 May 2026, opened on the last working day before."""
    open_at("2026-05-09 00:10")
    return cast


@pytest.fixture
def running(cast):
    begun()
    return cast
