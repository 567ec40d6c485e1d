from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    label = "cases"
    verbose_name = _("Cases")

    def import_models(self):
        super().import_models()
        import_module("cases.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from cases import actions, checklist, policy, worklog
        from clients.policy import serve
        from notifications import panels
        from notifications.worklog import offer

        import_module("cases.chain")
        import_module("cases.describing")
        import_module("cases.statistics")
        serve(policy.client_levels)
        offer("case", _("Cases"), worklog.lines)
        panels.offer("inquiry", _("New inquiry"), "cases:intake_new", policy.may_take_inquiries)
        kinds.register(
            "case",
            model="cases.Case",
            label=_("case"),
            collect=checklist.entries,
            title_of=checklist.title_of_line,
            on_sealed=actions.was_sealed,
            on_reopened=actions.unsealed,
            is_shut=policy.is_shut,
            restricted=policy.is_high,
        )
