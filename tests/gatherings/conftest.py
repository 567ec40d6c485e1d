import pytest

from tests.gatherings import trial


@pytest.fixture
def room(settings, cast):
    """The addresses of the trial, and its gathering with eight participants led by the worker."""
    settings.ROOT_URLCONF = "tests.gatherings.trial"
    trial.finished.clear()
    trial.offer(worker=cast.worker)
    yield trial
    trial.withdraw()
