from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "rulebook"
    label = "rulebook"
    verbose_name = _("Rulebook")

    def ready(self):
        from people import limits
        from rulebook.values import value

        limits.hand_down(longest_stand_in=lambda: value("standin.longest_days"))
