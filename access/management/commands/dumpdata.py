from django.core.management.commands import dumpdata

from access import actions
from access.models import Verb


class Command(dumpdata.Command):
    help = f"{dumpdata.Command.help} Every use stands in the audit log; encrypted identities stay ciphertext."

    def handle(self, *app_labels, **options):
        actions.record(None, Verb.EXPORT, "", detail={"door": "manage.py dumpdata"})
        self.stderr.write("This copy holds confidential data. Its making is in the audit log.")
        super().handle(*app_labels, **options)
