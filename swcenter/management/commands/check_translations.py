"""Law 10 of the house: every user-visible string is translated; no fuzzy, no empty, none missing, none left over."""

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

LANGUAGE = "zh_Hans"
NOT_OURS = [".venv", "node_modules", "var", "tests", "bench"]

QUIET = {"no_location": True, "no_obsolete": True}


def key(entry):
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def described(problem, keys):
    return [f"{problem}: {msgid}" for _, msgid, _ in sorted(keys)]


class Command(BaseCommand):
    help = "Compare the catalogue with the code (needs gettext) and name what is missing, empty, fuzzy or left over."

    def handle(self, **options):
        file = settings.LOCALE_PATHS[0] / LANGUAGE / "LC_MESSAGES" / "django.po"
        before = file.read_bytes()
        problems = self.defects(polib.pofile(before.decode()))
        try:
            call_command(
                "makemessages",
                locale=[LANGUAGE],
                no_location=True,
                no_obsolete=True,
                ignore_patterns=NOT_OURS,
                verbosity=0,
            )
            fresh = {key(entry) for entry in polib.pofile(str(file)) if not entry.obsolete}
        finally:
            file.write_bytes(before)
        kept = {key(entry) for entry in polib.pofile(before.decode()) if not entry.obsolete}
        problems += described("not in the catalogue", fresh - kept) + described("no longer used", kept - fresh)
        if problems:
            raise CommandError(f"{len(problems)} problems in {file.name}:\n" + "\n".join(problems))

    def defects(self, catalogue):
        alive = [entry for entry in catalogue if not entry.obsolete]
        fuzzy = {key(entry) for entry in alive if entry.fuzzy}
        empty = {key(entry) for entry in alive if not entry.translated() and not entry.fuzzy}
        return described("fuzzy", fuzzy) + described("empty", empty)
