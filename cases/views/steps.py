"""The steps of the life cycle: one page each, GET shows what it means, POST does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from archives.views.sheets import add_errors
from cases import actions, checklist, checks, facts, forms, pages, policy
from cases.models import Case
from cases.views.doors import FileDoor
from people import roles
from people.models import FRONT_LINE, Appointment, User


class Step(FileDoor, View):
    """A small form about one case. Subclasses name form, title and verb, and write `do`."""

    form_class = None
    title = button = words = said = ""
    template_name = "cases/step.html"

    def may(self, user, case):
        return policy.may_work(user, case)

    def get(self, request, *args, **kwargs):
        return self.show(self.form())

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form is None or form.is_valid():
            try:
                self.do(form.cleaned_data if form else {})
            except ValidationError as error:
                return self.refuse(form, error)
            if self.said:
                messages.success(request, self.said)
            return HttpResponseRedirect(self.address_after())
        return self.show(form)

    def refuse(self, form, error):
        if form is not None:
            add_errors(form, error)
            return self.show(form)
        return self.show(None, refused=error.messages)

    def form(self, data=None):
        return self.form_class(data) if self.form_class else None

    def do(self, said):
        raise NotImplementedError

    def address_after(self):
        return Case.objects.get(pk=self.object.pk).get_absolute_url()

    def context(self):
        return {}

    def show(self, form, **more):
        if why_not := self.may(self.request.user, self.object):
            raise PermissionDenied(why_not)
        context = {"case": self.object, "form": form, "title": self.title, "verb": self.button, "words": self.words}
        return render(self.request, self.template_name, context | self.context() | more)


class Refuse(Step):
    form_class, title, button = forms.RefuseForm, gettext_lazy("End without opening"), gettext_lazy("End the inquiry")
    words = gettext_lazy("Give the help there is, explain the reason, offer another service. Then note it here.")

    def do(self, said):
        actions.refuse(case=self.object, by=self.request.user, **said)


class Tell(Step):
    form_class, title, button = forms.TellForm, gettext_lazy("Tell the applicant"), gettext_lazy("Note it")

    def do(self, said):
        actions.tell_applicant(case=self.object, by=self.request.user, **said)


class Open(Step):
    """开案申请: both forms to the supervisor, a copy to the business lead."""

    title, button = gettext_lazy("Send the opening for approval"), gettext_lazy("Send to the supervisor")
    said = gettext_lazy("Sent. The case opens once the supervisor has approved.")

    def do(self, said):
        actions.submit_opening(case=self.object, by=self.request.user)

    def context(self):
        return {"findings": checks.opening(self.object), "receivers": pages.supervisors(self.object)}


class OpenFirst(Step):
    form_class, title, button = forms.OpenFirstForm, gettext_lazy("Open first"), gettext_lazy("Open now")
    words = gettext_lazy(
        "For special circumstances only. The supervisor's approval is needed within three working days."
    )

    def do(self, said):
        actions.open_first(case=self.object, by=self.request.user, **said)


class Convert(Step):
    form_class, title = forms.ConvertForm, gettext_lazy("Make it an ordinary case")
    button = gettext_lazy("Make it an ordinary case")
    words = gettext_lazy(
        "A consultation ends on its day. To go on, it becomes an ordinary case that still needs approval."
    )

    def do(self, said):
        actions.convert(case=self.object, by=self.request.user, **said)


class Close(Step):
    """结案申请: the closing forms, and a reason for each that is missing."""

    title, button = gettext_lazy("Close the case"), gettext_lazy("Send to the supervisor")
    said = gettext_lazy("Sent. The case is closed once the supervisor has approved.")
    template_name = "cases/close.html"

    def form(self, data=None):
        lacking = [] if self.object.is_consultation else checklist.lacking(self.object)
        return forms.ClosingForm(data, lacking=lacking)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        form.is_valid()
        try:
            actions.submit_closing(case=self.object, by=request.user, missing=form.reasons())
        except ValidationError as error:
            return self.refuse(form, error)
        messages.success(request, self.said)
        return HttpResponseRedirect(self.address_after())

    def context(self):
        case, closing = self.object, facts.newest(self.object, "case_closing")
        names = ("case_closing",) if case.is_consultation else checklist.AT_THE_END
        return {
            "papers": [
                {
                    "title": checklist.title_of(name),
                    "sheet": facts.newest(case, name),
                    "fill": pages.fill_url(case, name),
                }
                for name in names
            ],
            "findings": checks.closing(case, closing, missing={}).warnings if closing else [],
            "receivers": pages.supervisors(case),
        }


class Reopen(Step):
    form_class, title = forms.ReasonForm, gettext_lazy("Open again")
    button = gettext_lazy("Send to the supervisor")
    words = gettext_lazy("For a new need. The number stays, with -R1; a new consent is needed.")
    said = gettext_lazy("Sent. The case opens again once the supervisor has approved.")

    def do(self, said):
        actions.request_reopening(case=self.object, by=self.request.user, reason=said["reason"])


class Transfer(Step):
    """Handing a case to another worker. Whoever may hand over need not read the file: the list level is enough."""

    title, button = gettext_lazy("Hand the case over"), pgettext_lazy("button", "Hand over")
    words = gettext_lazy("Access passes with the case on the same day; the file number stays.")

    def get_queryset(self):
        return Case.objects.visible_to(self.request.user).with_people()

    def needs_reason(self, user, obj):
        return False

    def may(self, user, case):
        return policy.may_transfer(user, case)

    def form(self, data=None):
        posted = Appointment.objects.current().filter(role__in=FRONT_LINE)
        workers = User.objects.filter(pk__in=posted.values("person"), is_active=True).exclude(pk=self.object.worker_id)
        near = posted.filter(group__in=self._groups()).values("person")
        return forms.TransferForm(data, workers=workers.filter(pk__in=near))

    def _groups(self):
        post = roles.post_of(self.object.worker)
        return [post.group_id] if post else []

    def do(self, said):
        actions.hand_over(case=self.object, by=self.request.user, **said)

    def address_after(self):
        return pages.reverse("cases:list")


class Level(Step):
    form_class, title, button = forms.LevelForm, gettext_lazy("Confidentiality level"), pgettext_lazy("button", "Set")
    words = gettext_lazy(
        "High is for danger to person, dignity or property, for minors, health, violence and offences. "
        "It is then read by the worker, the supervisor and the heads only."
    )

    def may(self, user, case):
        return policy.may_set_level(user, case)

    def form(self, data=None):
        return forms.LevelForm(data, initial={"level": self.object.conf_level})

    def do(self, said):
        actions.set_level(case=self.object, by=self.request.user, **said)


class Notice(Step):
    title, button = gettext_lazy("Notice on personal data"), gettext_lazy("I have explained it")
    words = gettext_lazy(
        "Explain why the data are collected and what for, how long they are kept, confidentiality and its limits, "
        "and the right to see, correct and withdraw."
    )
    said = gettext_lazy("Noted, with the version of the notice.")

    def do(self, said):
        actions.give_notice(case=self.object, by=self.request.user)
