"""The Celery application; its schedule is `swcenter/schedule.py`."""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swcenter.settings")

app = Celery("swcenter")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def first_heartbeat(**kwargs):
    """The scheduler shows itself at once, not after the first interval."""
    app.send_task("swcenter.tasks.heartbeat")
