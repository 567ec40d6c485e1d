from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    label = "community"
    verbose_name = _("Community events")

    def import_models(self):
        super().import_models()
        import_module("community.sheets")  # the paper forms are models too, kept apart

    def ready(self):
        from archives import kinds
        from clients.policy import serve
        from community import actions, checklist, policy, worklog
        from notifications import panels
        from notifications.worklog import offer
        from projects.funds import hooks as money

        for module in ("checks", "chain", "describing", "opinions", "statistics"):
            import_module(f"community.{module}")
        serve(policy.client_levels)
        offer("event", _("Community events"), worklog.lines)
        panels.offer("event", _("New event plan"), "community:new", policy.may_begin)
        money.on_decided("community.event", actions.money_decided)
        money.before_submit("community.event", actions.money_refusal)
        kinds.register(
            "event",
            model="community.Event",
            label=_("community event"),
            collect=checklist.entries,
            on_submitted=actions.volume_submitted,
            on_sealed=actions.was_sealed,
            on_reopened=actions.unsealed,
            is_shut=policy.is_shut,
        )
