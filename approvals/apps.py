from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    label = "approvals"
    verbose_name = _("Approvals")

    def ready(self):
        from approvals import panel  # noqa: F401 - registers itself
        from approvals.describe import describe
        from core import subjects

        subjects.register("approvals.step", describe)
