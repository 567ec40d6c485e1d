"""What runs by itself, and when (Asia/Shanghai). Read by Celery beat and by `manage.py tick`.

Every job may run twice: tests/test_schedule.py runs each one twice over the same data.
"""

from celery.schedules import crontab

JOBS = {
    "heartbeat": {"task": "swcenter.tasks.heartbeat", "schedule": 30.0},
    "deliver notifications": {"task": "notifications.tasks.deliver", "schedule": 60.0},
    "remind and escalate": {"task": "notifications.tasks.remind", "schedule": crontab(minute="*/15")},
    "sweep unfinished uploads": {"task": "files.tasks.sweep", "schedule": crontab(minute=20)},
    "anchor the audit log": {"task": "access.tasks.anchor", "schedule": crontab(hour=23, minute=50)},
    "forget old form keys": {"task": "access.tasks.forget_submissions", "schedule": crontab(hour=3, minute=20)},
    "seat open approvals anew": {"task": "approvals.tasks.refresh", "schedule": crontab(minute="*/10")},
    "stamp copies that were read": {"task": "approvals.tasks.stamp_views", "schedule": crontab(minute="*/10")},
    "seal what waits to be sealed": {"task": "archives.tasks.seal", "schedule": 60.0},
    "monthly archiving round": {"task": "archives.tasks.monthly_round", "schedule": crontab(hour=6, minute=10)},
    "consultations past their day": {"task": "cases.tasks.ask_to_convert", "schedule": crontab(hour=0, minute=1)},
    "case alerts to talk over": {"task": "cases.tasks.owe_talks", "schedule": crontab(hour=6, minute=20)},
    "groups whose last session is over": {"task": "groups.tasks.end_finished", "schedule": crontab(hour=0, minute=10)},
    "group work to be confirmed": {
        "task": "groups.tasks.ask_leaders",
        "schedule": crontab(hour=6, minute=20, day_of_month="1"),
    },
    "sum the months that changed": {"task": "reports.tasks.refresh", "schedule": crontab(minute="5,35")},
    "assemble the monthly reports": {"task": "reports.tasks.monthly_round", "schedule": crontab(hour=5, minute=40)},
    "open plans and reports": {"task": "staff.plans.tasks.keep", "schedule": crontab(hour=0, minute=10)},
    "archive plans and reports": {"task": "staff.plans.tasks.archive", "schedule": crontab(hour=6, minute=30)},
    "weekly leave reports": {"task": "staff.leave.tasks.report_weekly", "schedule": crontab(hour=0, minute=15)},
    "leave begins": {"task": "staff.leave.tasks.begin", "schedule": crontab(hour=0, minute=5)},
    "attendance of the month": {"task": "staff.attendance.tasks.morning_round", "schedule": crontab(hour=0, minute=10)},
}
