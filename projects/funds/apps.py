from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "projects.funds"
    label = "funds"
    verbose_name = _("Activity funds")

    def ready(self):
        from projects.funds import actions, chain, describing, sheets  # noqa: F401 - declared by being imported

        describing.register()
