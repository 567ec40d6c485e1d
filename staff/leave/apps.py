from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeaveConfig(AppConfig):
    name = "staff.leave"
    label = "leave"
    verbose_name = _("Leave")

    def ready(self):
        from notifications import panels
        from notifications.worklog import offer
        from rulebook import hooks
        from staff.leave import actions, chain, describing, policy, sheets, statistics, worklog  # noqa: F401 - declared

        describing.register()
        offer("leave", _("Leave"), worklog.lines)
        hooks.on_calendar_changed(actions.recount)
        panels.offer("leave", _("Leave request"), "leave:new", policy.may_ask)
