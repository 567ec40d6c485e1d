from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    label = "notifications"
    verbose_name = _("Notifications and deadlines")

    def ready(self):
        from notifications import actions, queries
        from rulebook import hooks

        hooks.on_calendar_changed(actions.recompute)
        hooks.count_affected_by(queries.open_by_rules)
