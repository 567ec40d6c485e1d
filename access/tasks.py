from celery import shared_task

from access import actions, once


@shared_task
def anchor():
    """Write today's anchor of the audit log."""
    actions.anchor()


@shared_task
def forget_submissions():
    """Drop the keys of forms sent before yesterday."""
    once.forget()
