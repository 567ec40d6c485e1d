import json
from dataclasses import asdict

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.management.base import BaseCommand
from django.db import connection

from bench.workloads import SHAPES, SIZES, modules
from core import clock
from people.models import User


class Command(BaseCommand):
    """Fill the empty database this process is pointed at; print the prepared requests and the session keys."""

    def add_arguments(self, parser):
        parser.add_argument("size", choices=SIZES)
        parser.add_argument("which", type=int, choices=(0, 1), help="1: ten times the data")

    def handle(self, *, size, which, **options):
        size, jobs = SIZES[size][which], {}
        for step in ("fill", "prepare"):
            for module in modules():
                made = getattr(module, step, lambda size: None)(size)
                jobs |= made or {}
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # what autovacuum does in its time
                cursor.execute("VACUUM ANALYZE")
        asking = {job.session for made in jobs.values() for job in made} | set(SHAPES)
        told = {"jobs": {name: [asdict(job) for job in made] for name, made in jobs.items()}}
        self.stdout.write(json.dumps(told | {"sessions": {who: session_of(who) for who in sorted(asking)}}))


def session_of(staff_no):
    """A session signed in without a form; nothing here needs a password."""
    person, session = User.objects.get(staff_no=staff_no), SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "people.auth.StaffBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["signed_in_at"] = session["last_seen_at"] = clock.now().timestamp()
    session.create()
    return session.session_key
