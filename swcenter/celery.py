"""The Celery application; its schedule is `swcenter/schedule.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swcenter.settings")

app = Celery("swcenter")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
