"""The calendar and the changed settings as Excel lists."""

from people.excel import Table
from rulebook import actions
from rulebook.models import CalendarDay, RuleValue


class CalendarDays(Table):
    """The days of a year that differ from Monday to Friday, as the State Council's notice names them (DATE-01)."""

    model, key, fields = CalendarDay, "day", ("day", "kind", "name")

    def store(self, *, by, values, row):
        actions.write_day(by=by, **values)

    def done(self, stored):
        actions.days_written({values["day"] for values in stored})


class Changes(Table):
    """Every change of a setting; only taken out: settings are proposed on their own page."""

    model = RuleValue
    fields = ("key", "service_type", "point", "value", "since", "reason", "changed_by", "state", "decided_by")

    def rows(self):
        return RuleValue.objects.select_related("point", "changed_by", "decided_by")
