from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Refused: nobody in this house holds rights by a flag."

    def add_arguments(self, parser):
        parser.add_argument("ignored", nargs="*")

    def handle(self, *args, **options):
        raise CommandError("There are no superusers here: rights follow from appointments. See: manage.py first_admin")
