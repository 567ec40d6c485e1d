"""What the schedule runs for groups."""

from celery import shared_task

from groups import actions


@shared_task
def end_finished():
    """At night: groups whose last session is over (GRP-14)."""
    actions.end_finished()


@shared_task
def ask_leaders():
    """On the 1st: the month's group work waits for the leaders (GRP-19)."""
    actions.ask_leaders()
