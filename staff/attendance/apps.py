from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "staff.attendance"
    label = "attendance"
    verbose_name = _("Attendance")

    def import_models(self):
        super().import_models()
        import_module("staff.attendance.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from notifications import panels
        from notifications.worklog import offer
        from people.roles import is_hr
        from staff.attendance import actions, collecting, policy, worklog

        import_module("staff.attendance.chain")
        import_module("staff.attendance.describing")
        import_module("staff.attendance.statistics")
        offer("outing", _("Outings"), worklog.lines)
        panels.offer("outing", _("Outing"), "attendance:outing_new", policy.may_go_out)
        kept = {"keepers": is_hr, "keeper_people": policy.hr_people}
        kinds.register(
            "attendance",
            model="attendance.GroupMonth",
            label=_("attendance of a month"),
            collect=collecting.of_month,
            on_sealed=actions.archived,
            on_reopened=actions.reopened,
            **kept,
        )
        kinds.register(
            "attendance_sample",
            model="attendance.Publication",
            label=_("posted attendance sample"),
            collect=collecting.of_sample,
            on_sealed=actions.sample_archived,
            on_reopened=actions.sample_reopened,
            **kept,
        )
