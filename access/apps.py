from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    label = "access"
    verbose_name = _("Access")

    def ready(self):
        from access import checks  # noqa: F401 - registers the checks over the URLconf and the admin
