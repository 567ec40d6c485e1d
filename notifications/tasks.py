"""Thin tasks: the row is the message."""

from celery import shared_task

from notifications import actions


@shared_task
def deliver():
    """Nudged after each commit that says something; the sweeper repeats it every minute."""
    actions.deliver()


@shared_task
def remind():
    actions.remind()
