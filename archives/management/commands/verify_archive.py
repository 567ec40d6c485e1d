from django.core.management.base import BaseCommand, CommandError

from archives.models import Register
from archives.verifying import verify


class Command(BaseCommand):
    help = "Check every sealed file, signature, register and database row; name what is not as it was sealed."

    def add_arguments(self, parser):
        parser.add_argument("--register", help="look at the files of one register only, e.g. 2026-10-1")
        parser.add_argument("--files-only", action="store_true", help="do not compare database rows")
        parser.add_argument(
            "--against-db", action="store_true", help="compare database rows too (done unless --files-only)"
        )

    def handle(self, *args, register=None, files_only=False, **options):
        known = [str(row) for row in Register.objects.all()]
        if register and register not in known:
            raise CommandError(f"There is no register {register}. Known: {', '.join(known) or 'none'}.")
        faults = verify(register=register, against_db=not files_only)
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} faults.")
        self.stdout.write(f"In order: {len([register] if register else known)} registers.")
