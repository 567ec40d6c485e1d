"""The limit: the same pages with the fewest statements and the smallest template, in our own request cycle."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from cases.models import Case
from notifications.models import Deadline
from staff.leave.models import LeaveRequest


@login_not_required
def ping(request):
    """No session, no database: what the server itself costs."""
    return HttpResponse("ok")


def hello(request):
    """Session, user, a small template: where every page begins."""
    return render(request, "bench/hello.html", {"name": request.user.staff_no})


def cases(request):
    """One statement: the newest 25 of one's own cases."""
    rows = Case.objects.filter(worker=request.user).order_by("-created_at", "-pk")
    return _list(request, rows.values_list("file_no", "state", "opened_on")[:25])


def leaves(request):
    rows = LeaveRequest.objects.filter(applicant=request.user).order_by("-created_at", "-pk")
    return _list(request, rows.values_list("leave_type", "first", "days")[:25])


def today(request):
    rows = Deadline.objects.filter(owner=request.user, met_at__isnull=True).order_by("due_at")
    return _list(request, rows.values_list("rule", "since", "due_at")[:25])


def case(request, uuid):
    row = Case.objects.filter(uuid=uuid).values_list("file_no", "state", "opened_on", "worker__name", "point__name")
    return _list(request, row)


def _list(request, rows):
    return render(request, "bench/list.html", {"rows": [[str(cell) for cell in row] for row in rows]})


for view in (ping, hello, cases, leaves, today, case):
    view.door = "public" if view is ping else "role"
