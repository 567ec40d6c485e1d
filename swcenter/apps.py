from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.module_loading import module_has_submodule


class SwcenterConfig(AppConfig):
    """The porch: knows every room, is known by none."""

    name = "swcenter"
    default = True

    def ready(self):
        """Load the admin pages of our own rooms only: other packages would register models that must stay closed."""
        for room in apps.get_app_configs():
            ours = Path(room.path).parent in (settings.BASE_DIR, settings.BASE_DIR / "staff")
            if ours and module_has_submodule(room.module, "admin"):
                import_module(f"{room.name}.admin")


class StaticConfig(StaticFilesConfig):
    """Static files, without the 50 MB of whole Chinese faces that only PDFs read."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "fonts", "*.ttf"]
