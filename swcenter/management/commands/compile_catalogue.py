from django.conf import settings
from django.core.management.base import BaseCommand
from polib import pofile


class Command(BaseCommand):
    """Compile the translations that changed; needs no gettext on the machine."""

    help = "Compile locale/*/LC_MESSAGES/*.po where they are newer than their .mo."

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                compiled = source.with_suffix(".mo")
                if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                    continue
                pofile(str(source)).save_as_mofile(str(compiled))
                if options["verbosity"]:
                    self.stdout.write(f"compiled {source.parent.parent.name}/{source.stem}")
