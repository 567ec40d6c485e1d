from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"
    verbose_name = _("Reports")

    def import_models(self):
        super().import_models()
        import_module("reports.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from reports import volumes

        import_module("reports.sources")
        import_module("reports.chain")
        import_module("reports.describing")
        kinds.register(
            "monthly_report",
            model="reports.MonthlyReport",
            label=_("monthly report"),
            collect=volumes.collect,
            is_shut=volumes.is_shut,
        )
