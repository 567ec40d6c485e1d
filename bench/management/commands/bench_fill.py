import json

from django.core.management.base import BaseCommand

from bench import data
from people.models import User
from tests.factories.rulebook import load_calendars


class Command(BaseCommand):
    """Fill the database this process is pointed at, once; print the session keys of the three readers."""

    def add_arguments(self, parser):
        parser.add_argument("cases", type=int)
        parser.add_argument("leaves", type=int)

    def handle(self, *, cases, leaves, **options):
        if not User.objects.exists():
            load_calendars()
            data.build(cases, leaves)
        self.stdout.write(json.dumps(data.cookies()))
