from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from access import verify


class Command(BaseCommand):
    help = "Check the chain of the audit log and its anchors; name the first event that is not as it was written."

    def add_arguments(self, parser):
        parser.add_argument("--anchors", type=Path, help="folder with copies of the anchors kept elsewhere")

    def handle(self, *args, anchors, **options):
        fault, checked = verify.first_fault(folder=anchors)
        if fault:
            raise CommandError(f"seq {fault.seq}: {fault.what}")
        if tables := verify.unguarded():
            raise CommandError(f"append-only triggers are missing on: {', '.join(tables)}")
        self.stdout.write(f"{checked} events, all as written")
