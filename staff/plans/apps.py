from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "staff.plans"
    label = "plans"
    verbose_name = _("Plans and reports")

    def import_models(self):
        super().import_models()
        import_module("staff.plans.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from notifications import panels
        from people import leaving, roles
        from rulebook import hooks
        from staff.plans import actions, describing, panel, policy

        describing.register()
        panels.register("plans", panel.people, position=25)
        hooks.on_calendar_changed(actions.recount)
        leaving.register(actions.end_for)
        kinds.register(
            "work_reports",
            model="plans.Bundle",
            label=_("plans and reports"),
            collect=actions.collect,
            keepers=roles.is_hr,
            keeper_people=policy.keepers,
        )
