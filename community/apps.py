from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = _("Community events")

    def import_models(self):
        super().import_models()
        import_module("community.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        import_module("community.statistics")
