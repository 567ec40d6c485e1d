"""What the pages share: months and days of an address, the group behind it, an action's objections beside its form."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from access.doors import RoleOnly
from core import clock
from people.models import SupervisionGroup, User
from rulebook.dates import add_months
from staff.attendance import policy
from staff.attendance.forms import day_from


def first_of(text):
    """First day of "2026-11"; of the present month where there is none; 404 for anything else."""
    if text is None:
        return clock.today().replace(day=1)
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError as error:
        raise Http404 from error


def day_of(text):
    day = day_from(text)
    if day is None:
        raise Http404
    return day


def around(month):
    """(the month before, the month after or None where it has not come)."""
    later = add_months(month, 1)
    return add_months(month, -1), later if later <= clock.today() else None


class GroupDoor(RoleOnly):
    """A page of one supervision group: for the SA who keeps it, HR&A, DDG and DG; 403 for the rest."""

    allowed = staticmethod(lambda user: user.is_authenticated)
    keeping = False

    def dispatch(self, request, *args, **kwargs):
        self.group = get_object_or_404(SupervisionGroup, code=kwargs["group"])
        self.keeps = policy.keeps_group(request.user, self.group)
        if not (self.keeps if self.keeping else policy.reads_group(request.user, self.group)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def person_or_404(user, uuid, first, last):
    """Somebody whose attendance of these days `user` may see; else there is nobody (404)."""
    person = get_object_or_404(User, uuid=uuid)
    if not policy.reads_person(user, person, first, last):
        raise Http404
    return person


def add_to(form, error):
    """The action's objections beside the fields they name."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
