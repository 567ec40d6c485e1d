"""The Django admin of people and structure: for HR & Administration and system administrators."""

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from people import actions, admin_pages, lists
from people.admin_base import ActionForm, DeskAdmin
from people.admin_excel import ExcelAdmin
from people.models import (
    Appointment,
    Department,
    HostUnit,
    ServicePoint,
    StandIn,
    StandInKind,
    SupervisionGroup,
    User,
)


class PersonForm(ActionForm):
    def act(self, by, values):
        if self.instance.pk:
            return actions.edit_person(by=by, person=self.instance, **values)
        return actions.create_person(by=by, **values)


@admin.register(User)
class PersonAdmin(ExcelAdmin):
    """Staff: records here, rights through appointments, sign-in through a one-time link."""

    form = PersonForm
    table = lists.Staff
    fields = actions.PERSON_FIELDS
    list_display = ("staff_no", "name", "department", "joined_on", "is_active", "left_on")
    list_filter = ("is_active", "department")
    list_select_related = ("department",)
    search_fields = ("staff_no", "name", "pinyin", "initials")
    autocomplete_fields = ("department",)
    change_form_template = "admin/people/user/change_form.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        pages = {
            "<int:pk>/link/": (admin_pages.invite, "people_user_link"),
            "<int:pk>/transfer/": (admin_pages.transfer, "people_user_transfer"),
            "<int:pk>/leave/": (admin_pages.deactivate, "people_user_deactivate"),
            "<int:pk>/return/": (admin_pages.reactivate, "people_user_reactivate"),
        }
        return [path(url, wrap(view), name=name) for url, (view, name) in pages.items()] + super().get_urls()


class StructureForm(ActionForm):
    def act(self, by, values):
        return actions.save_structure(by=by, row=self.instance)


@admin.register(Department)
class DepartmentAdmin(ExcelAdmin):
    form = StructureForm
    table = lists.Departments
    list_display = ("code", "name", "parent", "active")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en")


@admin.register(HostUnit)
class HostUnitAdmin(ExcelAdmin):
    form = StructureForm
    table = lists.HostUnits
    list_display = ("name", "contact_name", "contact_phone", "active")
    search_fields = ("name", "contact_name")


@admin.register(ServicePoint)
class ServicePointAdmin(ExcelAdmin):
    form = StructureForm
    table = lists.ServicePoints
    list_display = ("code", "name", "type", "field", "host_unit", "opened_on", "closed_on")
    list_filter = ("type", "field")
    list_select_related = ("host_unit",)
    search_fields = ("code", "name")
    autocomplete_fields = ("host_unit",)


@admin.register(SupervisionGroup)
class SupervisionGroupAdmin(ExcelAdmin):
    form = StructureForm
    table = lists.Groups
    list_display = ("code", "name", "active")
    search_fields = ("code", "name")


class AppointmentForm(ActionForm):
    """New: the whole appointment. Afterwards only its last day and the reason: who held what in March must stay."""

    def act(self, by, values):
        if self.instance.pk:
            return actions.end_appointment(by=by, appointment=self.instance, **values)
        return actions.give(by=by, **values)


@admin.register(Appointment)
class AppointmentAdmin(ExcelAdmin):
    form = AppointmentForm
    table = lists.Appointments
    fields = ("person", "role", "department", "point", "group", "worker", "since", "until", "acting", "reason")
    list_display = ("person", "role", "department", "point", "group", "worker", "since", "until", "acting")
    list_filter = ("role", "acting", "point", "group")
    list_select_related = ("person", "department", "point", "group", "worker")
    search_fields = ("person__name", "person__staff_no", "person__pinyin", "person__initials")
    autocomplete_fields = ("person", "department", "point", "group", "worker")
    date_hierarchy = "since"

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in ("until", "reason")] if obj else []


class StandInForm(ActionForm):
    kinds = forms.MultipleChoiceField(
        label=_("for what"), choices=StandInKind, widget=forms.CheckboxSelectMultiple, required=False
    )

    def act(self, by, values):
        if self.instance.pk:
            return actions.end_stand_in(by=by, row=self.instance, until=values["until"], reason=values["reason"])
        return actions.stand_in(by=by, **values)


@admin.register(StandIn)
class StandInAdmin(DeskAdmin):
    form = StandInForm
    fields = ("absent", "cover", "kinds", "since", "until", "reason")
    list_display = ("absent", "cover", "since", "until", "reason")
    list_select_related = ("absent", "cover")
    search_fields = ("absent__name", "absent__staff_no", "cover__name", "cover__staff_no")
    autocomplete_fields = ("absent", "cover")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in ("until", "reason")] if obj else []
