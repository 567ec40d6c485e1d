from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people import actions
from people.invitations import link_for


class Command(BaseCommand):
    """The way into an empty organization: nobody, not even the installer, knows the password."""

    help = "Make the first system administrator and print the one-time set-up link (48 hours)."

    def handle(self, **options):
        try:
            actions.lay_out_departments()
            person = actions.found()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Set-up link for the first administrator ({person.staff_no}), valid once, 48 hours:")
        self.stdout.write(link_for(person))
