from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeaveConfig(AppConfig):
    name = "staff.leave"
    label = "leave"
    verbose_name = _("Leave")

    def ready(self):
        from notifications import panels
        from staff.leave import chain, describing, policy, sheets  # noqa: F401 - declared by being imported

        describing.register()
        panels.offer("leave", _("Leave request"), "leave:new", policy.may_ask)
