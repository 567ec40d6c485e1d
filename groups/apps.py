from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    label = "groups"
    verbose_name = _("Groups")

    def import_models(self):
        super().import_models()
        import_module("groups.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from clients.policy import serve
        from groups import actions, checklist, policy, worklog
        from notifications import panels
        from notifications.worklog import offer
        from projects.funds import hooks as money
        from rulebook.hooks import on_calendar_changed

        for module in ("groups.checks", "groups.chain", "groups.describing", "groups.opinions", "groups.statistics"):
            import_module(module)
        serve(policy.client_levels)
        offer("group", _("Groups"), worklog.lines)
        panels.offer("group", _("New group plan"), "groups:new", policy.may_plan)
        money.on_decided("groups.programme", actions.money_decided)
        money.before_submit("groups.programme", actions.money_refusal)
        money.agreed_before("groups.programme", actions.stood_in_as_supervisor)
        on_calendar_changed(actions.recheck_leads)
        kinds.register(
            "group",
            model="groups.Programme",
            label=_("group"),
            collect=checklist.entries,
            on_submitted=actions.volume_submitted,
            on_sealed=actions.was_sealed,
            on_reopened=actions.unsealed,
            is_shut=policy.is_shut,
        )
