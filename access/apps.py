from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = _("Access")

    def ready(self):
        from access import checks, sign_in  # noqa: F401 - they register the checks and listen to sign-ins
