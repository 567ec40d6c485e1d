"""Queueing work that must not be lost: the row is the message, the task is only a nudge."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
_held = ContextVar("jobs_held", default=False)


@contextmanager
def held():
    """Inside the block nothing is queued: the rows wait for the sweeper (for commands that write very many)."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def after_commit(task, *args):
    """Queue the Celery task at dotted path `task` once this transaction commits.

    A dead broker is a warning, not an error: the sweeper in swcenter/schedule.py finds the row.
    """

    if _held.get():
        return

    def nudge():
        try:
            import_string(task).apply_async(args, retry=False)
        except (OperationalError, OSError):
            logger.warning("broker away: %s waits for the sweeper", task)

    transaction.on_commit(nudge)
