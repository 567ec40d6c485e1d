from django.core.management.base import BaseCommand

from clients import actions


class Command(BaseCommand):
    help = "Write everything encrypted, history included, with the first key of the ring. Safe to run again."

    def handle(self, **options):
        for model, rewritten in actions.rotate_keys():
            self.stdout.write(f"{model._meta.label}: {rewritten}")
        self.stdout.write("Done. Keys that are no longer first in the ring are not needed any more.")
