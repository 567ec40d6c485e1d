from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "files"
    label = "files"
    verbose_name = _("Files")

    def ready(self):
        checks.register(fonts_are_there, checks.Tags.files)


def fonts_are_there(app_configs, **kwargs):
    """Refuses to start without the fonts of the PDFs, or with half of them."""
    from files import fonts

    return [checks.Error(f"PDF font {name} is missing: run bin/assets.", id="files.E001") for name in fonts.missing()]
