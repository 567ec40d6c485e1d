"""How the pages of a month reach their report: by its month, and by the service point's id."""

from django.http import Http404

from access.doors import ConfidentialObjectDoor, ObjectDoor
from reports import policy
from reports.models import MonthlyReport


class ByMonth:
    """The organization's report of the month in the address, or the point's where the address names one."""

    model = MonthlyReport

    def get_queryset(self):
        rows = MonthlyReport.objects.visible_to(self.request.user).of_month(self.kwargs["month"])
        return rows.select_related("point", "approval", "snapshot", "confirmed_by", "submitted_by", "handed_in_by")

    def get_object(self, queryset=None):
        if "_behind_the_door" not in self.__dict__:
            point = self.kwargs.get("uuid")
            rows = self.get_queryset()
            found = (rows.filter(point__uuid=point) if point else rows.whole()).first()
            if found is None:
                raise Http404
            self._behind_the_door = found
        return self._behind_the_door


class MonthDoor(ByMonth, ObjectDoor):
    """One report of a month."""


class WholeDoor(MonthDoor):
    """One report, for who reads all of it."""

    def get_object(self, queryset=None):
        report = super().get_object(queryset)
        if not policy.reads_whole(self.request.user, report):
            raise Http404
        return report


class PaperDoor(ByMonth, ConfidentialObjectDoor):
    """A report that leaves the house on paper or as a file: entered in the log first."""

    def get_object(self, queryset=None):
        report = super().get_object(queryset)
        if not policy.reads_whole(self.request.user, report):
            raise Http404
        return report

    def dispatch(self, request, *args, **kwargs):
        self.kwargs.setdefault("uuid", None)
        return super().dispatch(request, *args, **kwargs)
