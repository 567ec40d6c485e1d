"""Calendar days in the Django admin, for HR; settings there only to look at, they are proposed on their page."""

from django.contrib import admin

from people.admin_base import ActionForm
from people.admin_excel import ExcelAdmin
from rulebook import actions, lists, policy
from rulebook.models import CalendarDay, RuleValue


class DayForm(ActionForm):
    def act(self, by, values):
        return actions.set_day(
            day=values.get("day") or self.instance.day, kind=values["kind"], name=values["name"], by=by
        )


@admin.register(CalendarDay)
class CalendarDayAdmin(ExcelAdmin):
    """Holidays, make-up workdays, local closures (DATE-01)."""

    form = DayForm
    table = lists.CalendarDays
    fields = ("day", "kind", "name")
    list_display = ("day", "kind", "name", "edited_by")
    list_filter = ("kind",)
    list_select_related = ("edited_by",)
    date_hierarchy = "day"

    @staticmethod
    def allowed(user):
        return policy.may_edit_calendar(user)

    def get_readonly_fields(self, request, obj=None):
        return ("day",) if obj else ()


@admin.register(RuleValue)
class RuleValueAdmin(ExcelAdmin):
    """Every change of a setting: who, why, from when."""

    table, imports = lists.Changes, False
    fields = ("key", "service_type", "point", "value", "since", "reason", "changed_by", "state", "decided_by")
    readonly_fields = fields
    list_display = ("key", "service_type", "point", "value", "since", "state", "changed_by", "decided_by")
    list_filter = ("state", "key")
    list_select_related = ("point", "changed_by", "decided_by")

    @staticmethod
    def allowed(user):
        return policy.may_read(user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
