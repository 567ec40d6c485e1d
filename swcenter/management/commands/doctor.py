"""How the installation is, in words, for whoever looks after it."""

import stat
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from access import verify
from core import clock, formats
from people import roles
from people.models import Role, User
from rulebook import calendars
from swcenter import first_start, health, keyring


class Command(BaseCommand):
    help = "Print the state of keys, database, file store, scheduler, calendars and accounts."

    def add_arguments(self, parser):
        parser.add_argument("--keys-stored", action="store_true", help="the keys were copied to a safe place elsewhere")

    def handle(self, *, keys_stored, **options):
        if keys_stored:
            first_start.keys_marker().write_text(clock.now().isoformat())
        wrong = 0
        for name, problem in self.findings():
            self.stdout.write(f"{'!!' if problem else 'ok'}  {name}{': ' + problem if problem else ''}")
            wrong += bool(problem)
        sys.exit(1 if wrong else 0)

    def findings(self):
        yield "keys", self.keys()
        for name, state in health.examine().items():
            yield name, None if state == "ok" else state
        yield "migrations", self.migrations()
        yield "clock", self.clock()
        missing = calendars.missing_year()
        yield "calendar", f"{missing} is not loaded: working days are provisional" if missing else None
        yield "system administrator", None if roles.holders(Role.SYSTEM_ADMIN).exists() else "nobody holds the role"
        supers = User.objects.filter(is_superuser=True, is_active=True).count()
        yield "superusers", f"{supers} exist; the house needs none" if supers else None
        yield "debug", "DEBUG is on" if settings.DEBUG else None
        yield "transport", None if settings.SECURE else "plain http: right on this machine only"

    def keys(self):
        if names := keyring.misfits():
            return f"{', '.join(names)} did not write this database: put the stored copy back"
        folder = settings.DATA_DIR / "keys"
        if not folder.is_dir():
            return None  # they come from the environment
        open_to_others = [
            file.name for file in [folder, *folder.iterdir()] if stat.S_IMODE(file.stat().st_mode) & 0o077
        ]
        if open_to_others:
            return f"readable by others: {', '.join(open_to_others)}"
        if not first_start.keys_marker().exists():
            return f"copy {folder} to a safe place elsewhere, then run: manage.py doctor --keys-stored"

    def clock(self):
        newest = verify.clock_behind()
        return f"behind the read log, last written at {formats.stamp(newest)}" if newest else None

    def migrations(self):
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return f"{len(missing)} not applied: manage.py migrate" if missing else None
