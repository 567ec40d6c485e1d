from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    label = "approvals"
    verbose_name = _("Approvals")

    def ready(self):
        from approvals import actions, panel  # noqa: F401 - the panel registers itself
        from approvals.describe import describe
        from core import subjects
        from rulebook import hooks

        subjects.register("approvals.step", describe)
        hooks.on_calendar_changed(actions.recount)
