"""Staff, their appointments and the structure as Excel lists, each stored by its action."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import actions
from people.excel import Table
from people.models import Appointment, Department, HostUnit, ServicePoint, SupervisionGroup, User


def _worker_number(text):
    if not (text.isdecimal() and 1 <= int(text) <= 999):
        raise ValueError(_("A number from 1 to 999."))
    return int(text)


class Staff(Table):
    model, key = User, "staff_no"
    fields = (
        "staff_no", "name", "name_en", "department", "phone", "email", "joined_on", "first_job_on",
        "social_work_start_date", "worker_no",
    )  # fmt: skip
    labels = {"first_job_on": gettext_lazy("First job on"), "worker_no": gettext_lazy("Worker number")}
    parsers = {"worker_no": _worker_number}

    def rows(self):
        return User.objects.filter(is_system=False).select_related("department").order_by("staff_no")

    def store(self, *, by, values, row):
        return actions.edit_person(by=by, person=row, **values) if row else actions.create_person(by=by, **values)


class Appointments(Table):
    """One line an appointment; people by their staff number. Of one that is known only the last day may change."""

    model = Appointment
    fields = ("person", "role", "department", "point", "group", "worker", "since", "until", "acting", "reason")
    labels = {"person": gettext_lazy("Staff number"), "worker": gettext_lazy("Worker supervised (staff number)")}

    def rows(self):
        return Appointment.objects.select_related("person", "department", "point", "group", "worker")

    def existing(self, values):
        if missing := [name for name in ("person", "role", "since") if name not in values]:
            raise ValidationError({name: _("This cell is empty.") for name in missing})
        same = ("person", "role", "department", "point", "group", "worker", "since")
        return Appointment.objects.filter(**{name: values.get(name) for name in same}).first()

    def store(self, *, by, values, row):
        until = values.get("until")
        if row is None:
            actions.give(by=by, **values)
        elif until and until != row.until:
            actions.end_appointment(by=by, appointment=row, until=until, reason=values.get("reason", row.reason))


class Structure(Table):
    def store(self, *, by, values, row):
        row = row or self.model()
        for name, value in values.items():
            setattr(row, name, value)
        actions.save_structure(by=by, row=row)


class Departments(Structure):
    model, key = Department, "code"
    fields = ("code", "name", "name_en", "parent", "duties", "active")

    def rows(self):
        return Department.objects.select_related("parent")


class HostUnits(Structure):
    model, key = HostUnit, "name"
    fields = ("name", "name_en", "contact_name", "contact_phone", "contact_email", "active")


class ServicePoints(Structure):
    model, key = ServicePoint, "code"
    fields = (
        "code", "name", "name_en", "type", "field", "host_unit", "has_storage", "opened_on", "closed_on",
    )  # fmt: skip

    def rows(self):
        return ServicePoint.objects.select_related("host_unit")


class Groups(Structure):
    model, key = SupervisionGroup, "code"
    fields = ("code", "name", "name_en", "active")
