from django.core.management.base import BaseCommand, CommandError

from core import jobs
from swcenter import demo, first_start
from swcenter.demo import people
from swcenter.demo.haste import hurried


class Command(BaseCommand):
    """The demo organization, once, into an empty database."""

    help = "Build the demo organization: staff, months of cases and leave, sealed archives."

    def add_arguments(self, parser):
        parser.add_argument("--small", action="store_true", help="a few people and weeks, for tests")
        parser.add_argument("--password", help="the password of all sign-ins; default: DATA_DIR/demo_password")

    def handle(self, *, small, password, **options):
        if people.exists():
            raise CommandError("There are people in this database already; the demo wants an empty one.")
        with jobs.held(), hurried():
            demo.build(password=password or first_start.demo_password(), small=small, say=self.stdout.write)
