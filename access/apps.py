from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = _("Access")

    def ready(self):
        from access import actions, checks, sign_in  # noqa: F401 - they register the checks and listen to sign-ins
        from core import ledger
        from people import leaving

        ledger.register(actions.record_before_serving)
        leaving.register(actions.end_grants)
