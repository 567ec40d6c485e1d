from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "gatherings"
    label = "gatherings"
    verbose_name = _("Groups and events on the phone")

    def import_models(self):
        super().import_models()
        import_module("gatherings.sheets")  # the paper forms are models too, kept apart
