from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    label = "groups"
    verbose_name = _("Groups")

    def import_models(self):
        super().import_models()
        import_module("groups.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        import_module("groups.opinions")
        import_module("groups.statistics")
