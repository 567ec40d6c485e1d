"""Pages of the staff admin that are more than a form of fields: links, leaving, transfers."""

from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import clock, ledger
from people import actions, roles
from people.invitations import link_for
from people.models import ServicePoint, SupervisionGroup, User
from people.sign_in import step_up


def for_people_managers(view):
    """Every page here: HR & Administration and system administrators, nobody else."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not roles.manages_people(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def page(request, template, **context):
    return render(request, f"admin/people/user/{template}.html", {**admin.site.each_context(request), **context})


class DayForm(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=90)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=90)


class TransferForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("First day at the new post"), widget=forms.DateInput(attrs={"type": "date"})
    )
    point = forms.ModelChoiceField(label=gettext_lazy("Service point"), queryset=ServicePoint.objects.none())
    group = forms.ModelChoiceField(label=gettext_lazy("Supervision group"), queryset=SupervisionGroup.objects.none())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=90)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = ServicePoint.objects.filter(closed_on__isnull=True)
        self.fields["group"].queryset = SupervisionGroup.objects.filter(active=True)


def _form_page(request, pk, form_class, action, *, title, explain, verb, again=False):
    """Show a form about one person; a valid one runs `action(person, values)` and returns to the person.

    `again`: the password is asked for once more, where it was not given just now.
    """
    person = get_object_or_404(User, pk=pk)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if again:
            step_up(request)
        try:
            action(person, form.cleaned_data)
        except ValidationError as error:
            for text in error.messages:
                form.add_error(None, text)
        else:
            messages.success(request, _("Done."))
            return redirect("admin:people_user_change", pk)
    return page(request, "act", person=person, form=form, title=title, explain=explain, verb=verb)


@for_people_managers
@require_http_methods(["GET", "POST"])
def invite(request, pk):
    """Issue a set-up link and show it once: handed over in person, stored nowhere; who had a part in it is in the log.

    For an account in use one person asks and another confirms (people/actions/links.py).
    """
    person = get_object_or_404(User, pk=pk)
    link, form = "", ReasonForm(request.POST or None)
    if request.method == "POST":
        step_up(request)
        try:
            link = _link(request, person, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return page(
        request,
        "link",
        person=person,
        link=link,
        form=form,
        ask=actions.waiting(person),
        two=actions.needs_second(person, request.user),
        title=_("Set-up link"),
    )


def _link(request, person, form):
    """The link, or "" where it was only asked for."""
    ask = actions.waiting(person)
    if ask and ask.asked_by_id != request.user.pk:
        actions.confirm_link(by=request.user, ask=ask)
        said = "set-up link confirmed and issued"
    elif not actions.needs_second(person, request.user):
        actions.invite(by=request.user, person=person)
        said = "set-up link issued"
    elif form.is_valid():
        actions.ask_for_link(by=request.user, person=person, **form.cleaned_data)
        ledger.record(request.user, "account", person.ref, detail={"what": "set-up link asked for"})
        messages.success(request, _("Asked. Another person who keeps staff confirms on this page."))
        return ""
    else:
        return ""
    ledger.record(request.user, "account", person.ref, detail={"what": said})
    return link_for(person)


@for_people_managers
def transfer(request, pk):
    return _form_page(
        request,
        pk,
        TransferForm,
        lambda person, values: actions.transfer(by=request.user, person=person, **values),
        title=_("Transfer"),
        explain=_("The present post ends the day before. Access follows the new post from its first day."),
        verb=_("Transfer"),
    )


@for_people_managers
def deactivate(request, pk):
    return _form_page(
        request,
        pk,
        DayForm,
        lambda person, values: actions.deactivate(by=request.user, person=person, **values),
        title=_("Leaves the organization"),
        explain=_("Sign-in, sessions, appointments, stand-ins and access grants end at once. Nothing is deleted."),
        verb=_("Close the account"),
        again=True,
    )


@for_people_managers
def reactivate(request, pk):
    return _form_page(
        request,
        pk,
        ReasonForm,
        lambda person, values: actions.reactivate(by=request.user, person=person, **values),
        title=_("Comes back"),
        explain=_("The account opens again without any appointment; issue a set-up link afterwards."),
        verb=_("Open the account again"),
        again=True,
    )
