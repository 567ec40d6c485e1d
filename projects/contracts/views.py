"""/targets/: what the contracts ask of each service point, and who changed it when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from access.doors import ObjectDoor, RoleOnly
from archives.views.sheets import add_errors
from core import clock, formats
from projects.contracts import actions, policy
from projects.contracts.forms import ChangeForm, TargetForm
from projects.contracts.indicators import INDICATORS
from projects.contracts.models import Target


def amount(target):
    """40 cases; 85 %."""
    return f"{formats.number(target.value)} {INDICATORS[target.indicator].unit}"


def prepared(targets):
    """Each with its words."""
    for target in targets:
        target.words = amount(target)
    return targets


def in_order(targets):
    """By service point (the organization first), then as the tables of the contract have them."""
    order = list(INDICATORS)
    return sorted(targets, key=lambda one: (one.point.code if one.point else "", order.index(one.indicator), one.first))


class Targets(RoleOnly, TemplateView):
    """/targets/?year=: the targets of a year by service point, as far as one may see them."""

    allowed = staticmethod(policy.sees_targets)
    template_name = "targets/list.html"

    def get_context_data(self, **kwargs):
        user, year = self.request.user, self.year()
        shown = Target.objects.visible_to(user).standing().filter(first__year__lte=year, last__year__gte=year)
        groups = {}
        for target in prepared(in_order(shown.select_related("point", "set_by"))):
            groups.setdefault(target.point, []).append(target)
        settable = list(policy.settable_points(user)) if policy.sets_some(user) else []
        context = {
            "year": year,
            "years": [clock.today().year + step for step in (-1, 0, 1)],
            "groups": [(point, targets, point in settable) for point, targets in groups.items() if point],
            "organization": groups.get(None, []),
            "sets_all": policy.sets_all(user),
            "without": [point for point in settable if point not in groups],
        }
        return super().get_context_data(**context, **kwargs)

    def year(self):
        asked = self.request.GET.get("year", "")
        if asked and (not asked.isdigit() or not 2000 <= int(asked) <= 2100):
            raise Http404
        return int(asked) if asked else clock.today().year


class PointTargets(RoleOnly, View):
    """/targets/<point>/ and /targets/organization/: all targets of one service point, and a form for another."""

    allowed = staticmethod(policy.sets_some)

    def point(self):
        if "uuid" in self.kwargs:
            return get_object_or_404(policy.settable_points(self.request.user), uuid=self.kwargs["uuid"])
        if not policy.sets_all(self.request.user):
            raise PermissionDenied
        return None

    def get(self, request, *args, **kwargs):
        return self.show(self.point(), TargetForm())

    def post(self, request, *args, **kwargs):
        point, form = self.point(), TargetForm(request.POST)
        if form.is_valid():
            try:
                actions.set_target(by=request.user, point=point, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("Set. Reports count against it from now on."))
                return HttpResponseRedirect(request.path)
        return self.show(point, form)

    def show(self, point, form):
        targets = Target.objects.standing().filter(point=point).select_related("point", "set_by")
        context = {"point": point, "form": form, "targets": prepared(in_order(targets))}
        return render(self.request, "targets/point.html", context)


class OneTarget(ObjectDoor, View):
    """/targets/one/<id>/: one target with everything that was ever set; changed by those who set it."""

    model = Target

    def get_queryset(self):
        return super().get_queryset().select_related("point", "set_by")

    @property
    def may_set(self):
        return self.object.withdrawn_at is None and policy.may_set(self.request.user, self.object.point)

    def get(self, request, *args, **kwargs):
        given = {name: getattr(self.object, name) for name in ChangeForm.base_fields}
        given["value"] = formats.number(given["value"])
        return self.show(ChangeForm(initial=given) if self.may_set else None)

    def post(self, request, *args, **kwargs):
        if not self.may_set:
            raise PermissionDenied
        if "withdraw" in request.POST:
            actions.withdraw_target(target=self.object, by=request.user)
            messages.success(request, _("Withdrawn. It stays in the history."))
            return HttpResponseRedirect(reverse("contracts:list"))
        form = ChangeForm(request.POST)
        if form.is_valid():
            try:
                actions.change_target(target=self.object, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("Changed. The value before stays in the history."))
                return HttpResponseRedirect(request.path)
        return self.show(form)

    def show(self, form):
        past = prepared(list(self.object.history.select_related("set_by").order_by("-history_id")[:50]))
        context = {"target": prepared([self.object])[0], "form": form, "past": past}
        return render(self.request, "targets/one.html", context)
