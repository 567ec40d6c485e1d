from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivesConfig(AppConfig):
    name = "archives"
    label = "archives"
    verbose_name = _("Archives")

    def ready(self):
        from archives import chain, describing, panel, sheets  # noqa: F401 - they register themselves
