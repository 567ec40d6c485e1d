from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core import immutable


class FundsConfig(AppConfig):
    name = "projects.funds"
    label = "funds"
    verbose_name = _("Activity funds")

    def ready(self):
        from projects.funds import actions, chain, describing, sheets  # noqa: F401 - declared by being imported

        describing.register()
        post_migrate.connect(keep_the_ledger, sender=self)


def keep_the_ledger(using, **kwargs):
    """After every migration, as SQLite loses triggers when it rebuilds a table: the ledger is append only."""
    connection = connections[using]
    if "funds_poolentry" in connection.introspection.table_names():
        immutable.install(connection, "funds_poolentry")
