from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivesConfig(AppConfig):
    name = "archives"
    label = "archives"
    verbose_name = _("Archives")

    def ready(self):
        from archives import actions, chain, describing, panel, sheets  # noqa: F401 - they register themselves
        from rulebook.hooks import on_calendar_changed

        on_calendar_changed(actions.move_due)
