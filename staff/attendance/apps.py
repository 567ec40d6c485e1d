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
