"""Celery: what waits to be sealed, and the monthly round (ARCH-02). The rows are the message."""

from celery import shared_task

from archives import actions


@shared_task
def seal():
    actions.run_sealings()


@shared_task
def monthly_round():
    actions.start_month()
    actions.recount_open()
    actions.report_unfinished()
