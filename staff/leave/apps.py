from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeaveConfig(AppConfig):
    name = "staff.leave"
    label = "leave"
    verbose_name = _("Leave")

    def import_models(self):
        super().import_models()
        import_module("staff.leave.weekly")  # a paper form is a model too, kept apart

    def ready(self):
        from notifications import panels
        from notifications.worklog import offer
        from rulebook import hooks
        from staff.leave import actions, chain, describing, policy, sheets, statistics, worklog  # noqa: F401 - declared

        describing.register()
        offer("leave", _("Leave"), worklog.lines)
        hooks.on_calendar_changed(actions.recount)
        panels.offer("leave", _("Leave request"), "leave:new", policy.may_ask)
